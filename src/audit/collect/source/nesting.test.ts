import { expect, test } from 'vitest'
import { isNestedTooDeeply } from './nesting.ts'

const DEEP: Readonly<Record<string, (n: number) => string>> = {
  parentheses: (n) => '('.repeat(n) + '1' + ')'.repeat(n),
  'parentheses left open': (n) => '('.repeat(n),
  arrays: (n) => '['.repeat(n) + ']'.repeat(n),
  objects: (n) => `x = ${'{a:'.repeat(n)}1${'}'.repeat(n)}`,
  blocks: (n) => '{'.repeat(n) + '}'.repeat(n),
  templates: (n) => '`${'.repeat(n) + '1' + '}`'.repeat(n),
  'brackets over lines': (n) => '(\n'.repeat(n) + '1' + ')\n'.repeat(n),
  'closers in texts': (n) => '(")",'.repeat(n) + '1' + ')'.repeat(n),
  'closers in patterns': (n) => '(/[)]/,'.repeat(n) + '1' + ')'.repeat(n),
  negations: (n) => `${'!'.repeat(n)}a`,
  arrows: (n) => `${'a=>'.repeat(n)}a`,
  conditions: (n) => `${'a?b:'.repeat(n)}a`,
  'conditions over lines': (n) => `${'a ? b :\n'.repeat(n)}a`,
  sums: (n) => `x = ${'a+'.repeat(n)}a`,
  'sums over lines': (n) => `x = a${'\n  + a'.repeat(n)}`,
  'else if': (n) => `${'if(a){}else '.repeat(n)}{}`,
  'else if over lines': (n) => `${'if (a) {\n}\nelse '.repeat(n)}{}`,
  'else if after semicolons': (n) => `${'if(a)b();else '.repeat(n)}b()`,
  'if if': (n) => `${'if(a)'.repeat(n)}b`,
  'calls of calls': (n) => `a${'.b()'.repeat(n)}`,
  elements: (n) => `x = ${'<a>'.repeat(n)}${'</a>'.repeat(n)}`,
  'elements over lines': (n) => `x = ${'<a>\n'.repeat(n)}${'</a>\n'.repeat(n)}`,
  types: (n) => `type X = ${'A<'.repeat(n)}1${'>'.repeat(n)}`,
  assignments: (n) => `${'a='.repeat(n)}1`,
  'calls of results': (n) => `a${'(b)'.repeat(n)}`,
  'indices over lines': (n) => `a${'\n[0]'.repeat(n)}`,
  'tagged templates': (n) => `a${'``'.repeat(n)}`,
  decorators: (n) => `${'@'.repeat(n)}a class A {}`,
  escapes: (n) => '\\'.repeat(n),
  'words that are operators': (n) => `a${'\nin b'.repeat(n)}`,
  new: (n) => `${'new '.repeat(n)}a`,
}

test.each(Object.keys(DEEP))('%s are bounded', (name) => {
  expect(isNestedTooDeeply(DEEP[name]!(3000))).toBe(true)
  expect(isNestedTooDeeply(DEEP[name]!(100))).toBe(false)
})

test('long files that are not deep are read', () => {
  const functions = 'function a(b) {\n  if (b > 1) return { c: [b + 1] }\n  else return `x ${b}`\n}\n'
  const statements = 'a = b + c\nd.e()\n'
  const elements = '  <Row a={b}>\n    <Cell />\n  </Row>\n'
  const union = `type Icon =\n${"  | 'name-of-icon'\n".repeat(3000)}`
  const table = `const table = [\n${"  { a: 'b', c: 1.5 },\n".repeat(5000)}]\n`
  const minified = 'var a=1,b=a+2;if(a){b()}for(;;){break}'
  const bundle = 'function a(b){return b()}class A{b(){}c(){}}if(a){b()}'
  const data = `const image = 'data:image/png;base64,${'+/+A'.repeat(5000)}'\n`
  for (const text of [
    functions.repeat(3000),
    statements.repeat(3000),
    `const page = (\n<div>\n${elements.repeat(2000)}</div>\n)\n`,
    union,
    table,
    minified.repeat(3000),
    bundle.repeat(1000),
    data,
  ])
    expect(isNestedTooDeeply(text), text.slice(0, 40)).toBe(false)
})
