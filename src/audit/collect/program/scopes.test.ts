import { analyze, type Variable as AnalyzedVariable } from '@typescript-eslint/scope-manager'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseText } from '../source/parse.ts'
import { createModule, type Module } from './module.ts'
import { type Node, endOf, nodesUnder, startOf } from './node.ts'

const HARD = `
import React, { useState as state, type Props } from 'react'
import * as all from './all'
export { state as renamed, all }
export { other } from './other'
var twice = 1
var twice = 2
function overloaded(a: string): void
function overloaded(a: number): void
function overloaded(a: unknown): void { a; inner(); function inner() { twice++ } }
const named = function self(self) { return self }
const recursive = function again() { return again() }
class Box<T extends Props> extends all.Base { static made = new Box(); #secret = 1; [twice]() { return this.#secret } }
const made = class Inner { clone() { return new Inner() } }
for (const one of [1]) { const twice = one; label: for (;;) { break label } }
for (twice of [1, 2]) twice
try { twice } catch ({ message, twice }) { twice = message }
const { a, b: { c = twice, ...rest }, [twice]: d } = all
let [e, , f = 1] = rest
;[e, f] = [f, e]
function defaults(x = y, { z = x } = {}, ...more) { var y = z; return more }
switch (e) { case 1: let f = 2; f }
type Pick2<K extends keyof Props> = { [P in K]: P } & (K extends infer U ? U : never)
interface Shape { twice: number; method(twice: string): typeof twice }
enum Level { low = 1, high = low }
namespace space { export const twice = 1; var hidden = twice }
const element = <Box.Part a={twice}><Lower/><div>{e}</div></Box.Part>
export default (p: Shape): p is Shape => p.twice === Level.high && import.meta.url !== e
`

test.each([['hard.tsx', HARD], ...sources()])(
  'names in %s stand for what typescript-eslint says',
  (path, text) => {
    const module = moduleOf(path, text)
    const analyzed = analyzedNames(module)
    const wrong = identifiersOf(module).filter(
      (node) => module.variableOf(node)?.defs[0]?.name !== analyzed.get(node)?.defs[0]?.name,
    )
    expect(wrong.map((node) => `${module.placeOf(node).line}: ${module.textOf(node)}`)).toEqual([])
  },
)

test.each([['hard.tsx', HARD]])('uses in %s are those of typescript-eslint', (path, text) => {
  const module = moduleOf(path, text)
  const analyzed = analyzedNames(module)
  for (const node of identifiersOf(module)) {
    const variable = module.variableOf(node)
    // The class is known inside itself under a second variable, a default inside a declared pattern is a second write.
    if (variable === undefined || ['Box', 'c', 'f', 'z', 'React'].includes(variable.name)) continue
    const uses = (
      references: readonly { identifier: unknown; init?: boolean | undefined; isWrite(): boolean }[],
    ) =>
      references
        .map((one) => [startOf(one.identifier as Node), one.isWrite(), one.init ?? false].join(' '))
        .toSorted()
    expect(uses(variable.references), variable.name).toEqual(uses(analyzed.get(node)!.references))
  }
})

function moduleOf(path: string, text: string): Module {
  const parsed = parseText(path, text)
  expect(parsed.problem).toBeUndefined()
  return createModule({ path, absolute: path, role: 'production', size: text.length }, parsed)
}

function identifiersOf(module: Module): Node[] {
  return [...module.nodes('Identifier'), ...module.nodes('JSXIdentifier')]
}

function analyzedNames(module: Module): Map<Node, AnalyzedVariable> {
  const names = new Map<Node, AnalyzedVariable>()
  // It looks at `range`, which the trees of an audit go without.
  for (const node of nodesUnder(module.tree)) Object.assign(node, { range: [startOf(node), endOf(node)] })
  for (const scope of analyze(module.tree, { sourceType: 'module', lib: [] }).scopes) {
    for (const { identifier, resolved } of scope.references) if (resolved) names.set(identifier, resolved)
    for (const variable of scope.variables)
      for (const identifier of variable.identifiers) names.set(identifier, variable)
  }
  return names
}

/** The sources of this folder and of the one above. */
function sources(): [string, string][] {
  return [import.meta.dirname, join(import.meta.dirname, '..')].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file): [string, string] => [file, readFileSync(join(folder, file), 'utf8')]),
  )
}
