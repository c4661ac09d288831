import { expect, it } from 'vitest'
import { programOf } from '../adapters/look-at-source.fixture.ts'
import { alternatives } from './value.ts'

/** The values of `x` with parameters and elements taken apart. */
function valuesOfX(source: string): unknown[] {
  const program = programOf({ 'index.ts': source })
  const module = program.modules[0]!
  const declarator = module.nodes('VariableDeclarator').find((one) => module.textOf(one.id) === 'x')
  const value = program.evaluate({ module, node: declarator!.init! })
  return program.uses.resolve(value).map((one) => (one.kind === 'literal' ? one.value : one.kind))
}

it('follows the values of entries', () => {
  expect(valuesOfX(`for (const [index, one] of ['a', 'b'].entries()) { const x = one }`)).toEqual(['a', 'b'])
  expect(valuesOfX(`for (const [name, one] of Object.entries({ p: 1, q: 2 })) { const x = one }`)).toEqual([
    1, 2,
  ])
})

it('follows entries and filters of a list that a caller gives', () => {
  const source = (list: string): string =>
    `function each(list: Row[]) { for (const [index, one] of list.${list}) { const x = one } }
     each(['a', 'b'])`
  expect(valuesOfX(source('entries()'))).toEqual(['a', 'b'])
  expect(
    valuesOfX(`function each(list) { for (const one of list.filter(Boolean)) { const x = one } }
      each(['a'])`),
  ).toEqual(['a'])
})

it('holds each value of a variable once, however often it is handed through', () => {
  const program = programOf({
    'index.ts': `const next = (thread) => thread
      export function run(thread) {
        while (true) {
          thread = next(thread)
          thread = next(thread)
          thread = thread.before ?? next(thread)
        }
      }
      const x = thread.events.a.b.c.d`,
  })
  const module = program.modules[0]!
  const [member] = module.nodes('MemberExpression')
  const value = program.evaluate({ module, node: member! })
  expect([...alternatives(value)].length).toBeLessThan(4)
})
