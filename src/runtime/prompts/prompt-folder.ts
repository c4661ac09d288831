import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PromptInvalid, PromptNotFound } from '../twelvefold-error.ts'
import { parsePrompt } from './parse-prompt.ts'
import type { Prompt, PromptLibrary } from './prompt.ts'

/** The prompts of a folder, each read once: `get('deploybot/next-step')` reads `deploybot/next-step.md`. */
export function promptFolder(folder: string): PromptLibrary {
  const loaded = new Map<string, Promise<Prompt>>()
  return {
    get(name) {
      const known = loaded.get(name)
      if (known) return known
      const loading = load(folder, name)
      loaded.set(name, loading)
      // A prompt that is mended while the process lives must be found the next time.
      loading.catch(() => loaded.delete(name))
      return loading
    },
  }
}

async function load(folder: string, name: string): Promise<Prompt> {
  // The name is a path below the folder and nothing else: no "..", no absolute path.
  if (!/^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/.test(name)) {
    throw new PromptInvalid(`"${name.slice(0, 60)}" is no prompt name`, {
      hint: 'use lower-case words joined by "-" and "/", such as deploybot/next-step',
    })
  }
  const path = join(folder, `${name}.md`)
  let file: string
  try {
    file = await readFile(path, 'utf8')
  } catch (cause) {
    throw new PromptNotFound(`there is no prompt ${name}: ${path} cannot be read`, {
      hint: name.startsWith('twelvefold/')
        ? 'copy the folder prompts/twelvefold of the package into your prompts folder: these texts are yours'
        : 'create the file, or mend the name in the agent',
      cause,
    })
  }
  return parsePrompt(name, file)
}
