import { expect, it } from 'vitest'
import { programOf } from '../adapters/look-at-source.fixture.ts'
import { type Value, alternatives } from './value.ts'

/** What the initialiser of `x` is. */
function valueOfX(source: string): Value {
  const program = programOf({ 'index.ts': source })
  const [module] = program.modules
  const declarator = module!
    .nodes('VariableDeclarator')
    .find((one) => module!.textOf(one.id) === 'x' && one.init !== null)
  return program.evaluate({ module: module!, node: declarator!.init! })
}

function kindsOfX(source: string): string[] {
  return [...alternatives(valueOfX(source))].map(({ kind }) => kind)
}

it('takes the right side of `&&`, and both sides of `||` and of a condition', () => {
  expect(kindsOfX('const x = isAdmin && { drop }')).toEqual(['object'])
  expect(kindsOfX('const x = given || { drop }')).toEqual(['global', 'object'])
  expect(kindsOfX('const x = isAdmin ? [] : {}')).toEqual(['array', 'object'])
})
