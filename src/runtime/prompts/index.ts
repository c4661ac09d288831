// The door `twelvefold/prompts`: prompts as files, rendered and hashed, without the rest.
export { promptFolder, type PromptFolder, type PromptFolderOptions } from './prompt-folder.ts'
export { promptModule, type PromptEntry, type PromptModule } from './prompt-module.ts'
export { parsePrompt, textsOf } from './parse-prompt.ts'
export { renderPrompt, wholeText } from './render-prompt.ts'
export { variablesOf } from './variables-of.ts'
export { escapeText } from './untrusted-data.ts'
export type {
  ModelHints,
  Prompt,
  PromptLibrary,
  PromptVariables,
  RenderedPrompt,
  RenderOptions,
  Variable,
  VariableType,
} from './prompt.ts'
export type { JsonObject, JsonValue } from '../thread/json.ts'
export type { PromptName, Register, TrustedOf, UntrustedOf } from './declared-prompts.ts'
export { PromptInvalid, PromptNotFound } from '../twelvefold-error.ts'
