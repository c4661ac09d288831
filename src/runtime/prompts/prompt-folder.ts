import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { defaultMode } from '../stateless/mode.ts'
import { PromptInvalid, PromptNotFound } from '../twelvefold-error.ts'
import { compilePrompt } from './compile-prompt.ts'
import type { PromptName, RenderArguments, TrustedOf, UntrustedOf } from './declared-prompts.ts'
import { linkPrompt, readPrompt } from './parse-prompt.ts'
import type { Prompt, PromptLibrary, PromptVariables, RenderedPrompt, RenderOptions } from './prompt.ts'
import { renderPrompt } from './render-prompt.ts'

export interface PromptFolder extends PromptLibrary {
  /** Rejects with PromptNotFound or PromptInvalid. */
  render<Name extends PromptName>(
    name: Name,
    ...given: RenderArguments<UntrustedOf<Name>, TrustedOf<Name>>
  ): Promise<RenderedPrompt>
  /** The names of all its prompts, in order. */
  names(): Promise<readonly string[]>
}

export interface PromptFolderOptions {
  /**
   * Whether a file is looked at again each time, so that a change is used from the next step on. By default it is in
   * development and in tests, as NODE_ENV says, and not in production.
   */
  readonly reload?: boolean
}

const NAME = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/

/** The prompts of a folder: `get('deploybot/next-step')` reads `deploybot/next-step.md`. */
export function promptFolder(folder: string, options: PromptFolderOptions = {}): PromptFolder {
  const reload = options.reload ?? defaultMode() === 'enforce'
  const loaded = new Map<string, Promise<Prompt>>()
  const get = (name: string): Promise<Prompt> => {
    const known = loaded.get(name)
    if (known && !reload) return known
    const loading = loadPrompt(folder, name, known)
    loaded.set(name, loading)
    // A prompt that is mended while the process lives must be found the next time.
    loading.catch(() => loaded.get(name) === loading && loaded.delete(name))
    return loading
  }
  return {
    isFixed: !reload,
    get,
    async render(name, ...given) {
      const [variables, rendering] = given as [PromptVariables?, RenderOptions?]
      return renderPrompt(await get(name), variables, rendering)
    },
    names: () => namesIn(folder),
  }
}

/** Where nothing changed it is the very prompt that was loaded before, so that what was made of it still holds. */
async function loadPrompt(folder: string, name: string, before?: Promise<Prompt>): Promise<Prompt> {
  const [prompt, last] = await Promise.all([load(folder, name, []), before?.catch(() => undefined)])
  return last?.hash === prompt.hash ? last : prompt
}

async function load(folder: string, name: string, above: readonly string[]): Promise<Prompt> {
  const path = [...above, name]
  if (above.includes(name)) {
    throw new PromptInvalid(`prompt ${name} includes itself: ${path.join(' > ')}`, {
      hint: 'take one of the includes out',
    })
  }
  const read = readPrompt(name, await readText(folder, name, above.at(-1)))
  const names = [...compilePrompt(read).includes]
  const includes = await Promise.all(
    names.map(async (one): Promise<[string, Prompt]> => [one, await load(folder, one, path)]),
  )
  return linkPrompt(read, Object.fromEntries(includes))
}

async function readText(folder: string, name: string, includedBy: string | undefined): Promise<string> {
  const where = includedBy === undefined ? '' : `, which prompt ${includedBy} includes`
  // The name is a path below the folder and nothing else: no "..", no absolute path.
  if (!NAME.test(name)) {
    throw new PromptInvalid(`"${name.slice(0, 60)}"${where} is no prompt name`, {
      hint: 'use lower-case words joined by "-" and "/", such as deploybot/next-step',
    })
  }
  const path = join(folder, `${name}.md`)
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new PromptNotFound(`there is no prompt ${name}${where}: ${path.replaceAll(sep, '/')} cannot be read`, {
      hint: name.startsWith('twelvefold/')
        ? 'copy the folder prompts/twelvefold of the package into your prompts folder: these texts are yours'
        : 'create the file, or mend the name',
      cause,
    })
  }
}

/** @throws PromptNotFound where there is no such folder */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const paths = await readdir(folder, { recursive: true })
    const files = paths.filter((path) => path.endsWith('.md'))
    const names = files.map((path) => path.slice(0, -'.md'.length).replaceAll(sep, '/'))
    // A README among them is no prompt.
    return names.filter((name) => NAME.test(name)).sort()
  } catch (cause) {
    throw new PromptNotFound(`the prompts folder ${folder} cannot be read`, {
      hint: 'name another with --prompts',
      cause,
    })
  }
}
