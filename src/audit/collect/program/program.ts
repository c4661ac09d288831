import type { BamlSource } from './baml-source.ts'
import type { Effort } from './effort.ts'
import type { Module } from './module.ts'
import type { CallNode, Node } from './node.ts'
import type { Expression, ParameterValue, Value } from './value.ts'

/** All code that the audit looks at, and what its expressions are. Nothing is executed: values are worked out. */
export interface Program {
  /** The modules that can reach a model, tests and examples included. */
  readonly modules: readonly Module[]
  /** What these import themselves, as far as it was asked for: dispatches, tools, stores. Grows as it is read. */
  readonly beside: readonly Module[]
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

/** Where functions are called and named. */
export interface Uses {
  /** The calls of a function (or the `new` of a class), in the modules that were read. */
  callersOf(definition: Node): readonly (Expression & { node: CallNode })[]
  /** Places that name a function without calling it: handed on as a callback, a handler, a node. */
  mentionsOf(definition: Node): readonly Expression[]
  /** What callers give for a parameter. */
  inflow(parameter: ParameterValue): Value[]
  /** All that a value may be, with parameters replaced by what callers give, up to three callers away. */
  resolve(value: Value): Value[]
}
