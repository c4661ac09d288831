import type { BamlSource } from './baml-source.ts'
import type { Effort } from './effort.ts'
import type { Module } from './module.ts'
import type { Node } from './node.ts'
import type { Uses } from './uses.ts'
import type { Expression, Value } from './value.ts'

/** All code that the audit looks at, and what its expressions are. Nothing is executed: values are worked out. */
export interface Program {
  /** The modules that can reach a model, tests and examples included. */
  readonly modules: readonly Module[]
  /** The `.baml` files of the repository. */
  readonly baml: readonly BamlSource[]
  /** Any module of the repository, read when it is first asked for. */
  moduleAt(path: string): Module | undefined
  /** What a specifier means in a file: a value of a package, of another module, or a file that is no code. */
  imported(from: Module, specifier: string, name: string): Value
  /** What a module exports under a name. */
  exported(module: Module, name: string): Value
  evaluate(at: Expression): Value
  property(value: Value, name: string): Value
  /** Who calls and names the functions of the program. */
  readonly uses: Uses
  readonly effort: Effort
  /** What expressions have been found to be; `busy` while one is being worked out. */
  readonly known: WeakMap<Node, Value | 'busy'>
}
