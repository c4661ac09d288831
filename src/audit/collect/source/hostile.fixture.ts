// Files that nobody writes by hand: what is found in real folders beside source, and what an attacker would put there.

/** A program with a bit of everything, to be cut and damaged. */
export const PROGRAM = `#!/usr/bin/env node
import OpenAI, { type ClientOptions } from 'openai'
import data from './data.json' with { type: 'json' }
export * from './tools'
// twelvefold-ignore F07-R2 -- low stakes: staging only
const client = new OpenAI({ apiKey: process.env.KEY! } satisfies ClientOptions)
type Step = { readonly intent: 'done' | 'ask'; args?: Record<string, number> }
export class Agent<T extends Step = Step> {
  #steps: T[] = []
  async *run(task: string): AsyncGenerator<T> {
    for (let i = 0; i < 10; i++) {
      const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: \`Do \${task ?? 'x'}\` }] })
      if (/^done[/]$/u.test(choices[0]?.message.content ?? '')) return
      else yield { intent: 'ask' } as T
    }
  }
}
const lazy = async () => (await import('./lazy.js')).default ?? require('./old')
export default <Agent>{}
`

export const BAML = `class Done { intent "done" @description(#"text"#) }
function Next(thread: string, x: map<string, int>?) -> Done | (A | B)[] {
  client "openai/gpt-4o"
  prompt #"{{ _.role("system") }} You {{ thread }} {{ ctx.output_format }}"#
}
client<llm> C { provider openai options { model "x" api_key env.K } }
test T { functions [Next] args { thread "it's" } }
template_string G(a: string) ##"x "# y"##
`

const fill = (piece: string, size = 100_000): string => piece.repeat(Math.ceil(size / piece.length))

const PIECES = {
  code: [
    '(',
    '[',
    '{',
    '`${',
    '<a>',
    '!',
    '@',
    '|',
    '?',
    'a=>',
    'a?b:',
    'a+',
    '.b()',
    'if(a)',
    'new ',
    '[]',
    ';',
  ],
  lines: ['}else if(a){', 'function a() {}\n', 'class A {\n', 'const a = `\n', '\n', ' ', '\t'],
  texts: [
    '"',
    "'",
    '`',
    '\\',
    '"\\"',
    "'\\'",
    '#',
    '#"',
    '/',
    '//',
    '/*',
    '=/[',
    '{//',
    '{{',
    '{{ {',
    '\u{1F600}',
  ],
  words: ['import', 'from ', 'import/*', "require('", 'require(', 'twelvefold-ignore F01-R1,', '(owner:'],
  secrets: ['sk-', 'eyJ-', 'token="', "token='\\", 'bearer a', '-----BEGIN '],
}

/** Large texts on which a pattern, a scanner or the parser could take for ever, or overflow. */
export const LARGE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.values(PIECES)
      .flat()
      .map((piece) => [JSON.stringify(piece), fill(piece)]),
  ),
  'spaces after an import': `import${' '.repeat(100_000)}x`,
  'one line': `const a = "${'x'.repeat(900_000)}"`,
  'a thousand mistakes': 'function a( {\n}\n'.repeat(1000),
}

/** The same bytes for the same seed. */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed + 1
  for (let at = 0; at < length; at++) {
    state = (state * 1103515245 + 12345) % 2147483648
    bytes[at] = state >> 16
  }
  return bytes
}
