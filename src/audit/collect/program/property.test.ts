import { expect, it } from 'vitest'
import { programOf } from '../adapters/look-at-source.fixture.ts'
import { alternatives } from './value.ts'

/** The literals that the initialiser of `x` may be. */
function literalsOfX(source: string): unknown[] {
  const program = programOf({ 'index.ts': source })
  const [module] = program.modules
  const declarator = module!
    .nodes('VariableDeclarator')
    .find((one) => module!.textOf(one.id) === 'x' && one.init !== null)
  const value = program.evaluate({ module: module!, node: declarator!.init! })
  return [...new Set([...alternatives(value)].map((one) => (one.kind === 'literal' ? one.value : one.kind)))]
}

it('knows properties that are written later', () => {
  expect(
    literalsOfX(`const options: Options = { a: 1 } as Options
      if (loud) options.b = 2
      options['a'] = 3
      const x = [options.a, options.b][0]
      const y = options.b`),
  ).toEqual([1, 3])
})

it('ends where an object is spread into itself', () => {
  expect(
    literalsOfX(`let options = { a: 1 }
      options = { ...options, b: 2 }
      const x = options.a`),
  ).toEqual([1])
})
