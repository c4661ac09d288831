import { promptFolder } from '../../runtime/prompts/prompt-folder.ts'
import type { Prompt } from '../../runtime/prompts/prompt.ts'
import type { TwelvefoldError } from '../../runtime/twelvefold-error.ts'

export interface ReadPrompts {
  readonly sound: readonly Prompt[]
  readonly broken: readonly { readonly name: string; readonly error: TwelvefoldError }[]
}

/** Every prompt of a folder, by name, also those that cannot be used. Rejects with PromptNotFound: no such folder. */
export async function readPrompts(folder: string): Promise<ReadPrompts> {
  const library = promptFolder(folder)
  const sound: Prompt[] = []
  const broken: ReadPrompts['broken'][number][] = []
  for (const name of await library.names()) {
    try {
      sound.push(await library.get(name))
    } catch (thrown) {
      broken.push({ name, error: thrown as TwelvefoldError })
    }
  }
  return { sound, broken }
}
