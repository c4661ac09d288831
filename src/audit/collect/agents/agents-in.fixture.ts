// The agents of a few lines of code, as short lines that a test can hold.
import { sceneOf } from '../scene-of.fixture.ts'

export const top = `import OpenAI from 'openai'
const client = new OpenAI()
declare const tools: OpenAI.ChatCompletionTool[]
declare function run(call: unknown): Promise<OpenAI.ChatCompletionMessageParam>
const ask = (messages: OpenAI.ChatCompletionMessageParam[]) => client.chat.completions.create({ model: 'm', messages, tools })
`

/** Each agent as `kind name:line-endLine`; line 6 is the first of the source. */
export function agentsIn(source: string): string[] {
  return told({ 'index.ts': top + source })
}

export function told(files: Readonly<Record<string, string>>): string[] {
  return sceneOf(files).drafts.map(({ kind, name, region, cycle }) => {
    const { line, endLine } = region.module.placeOf(region.node)
    return `${kind} ${name}:${line}-${endLine}${cycle === undefined ? '' : ` ${cycle.shape}`}`
  })
}
