// One file per framework. An adapter knows a framework's names and nothing else: it turns calls of the framework into
// sightings. docs/adapters.md says how to add one.
import type { CallNode, ClassNode, FunctionNode } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Module } from '../program/module.ts'
import type { Value } from '../program/value.ts'
import type { Sighting } from '../sighting.ts'

export interface Adapter {
  /** `ai-sdk` */
  readonly name: string
  /** As its makers write it: `Vercel AI SDK`. */
  readonly title: string
  /** Module specifiers that switch it on. */
  readonly packages: RegExp
  /**
   * Set where its packages alone mean no model. `inside`: such files are read when the code of an agent imports them (a
   * terminal, a plain request); `anywhere`: they are read wherever the repository has a model (a channel or a durable
   * runtime resumes runs from files of its own).
   */
  readonly aside?: 'inside' | 'anywhere'
  /** What to look at, by the path of the callee (`pathOf`); the first match wins. */
  readonly calls: readonly CallPattern[]
  /** Calls on what a framework hands to a callback, by `loosePathOf`. `see` makes sure that it is this framework. */
  readonly loose?: readonly CallPattern[]
  /** Functions that begin with a directive: `'use workflow'`. */
  readonly directives?: readonly DirectivePattern[]
  /** Classes that extend one of the framework's: by the path of the superclass. */
  readonly classes?: readonly ClassPattern[]
}

export interface CallPattern {
  readonly path: RegExp
  readonly see: (site: Site) => readonly Sighting[]
}

export interface ClassPattern {
  readonly path: RegExp
  readonly see: (site: ClassSite) => readonly Sighting[]
}

export interface DirectivePattern {
  readonly directive: RegExp
  readonly see: (site: FunctionSite) => readonly Sighting[]
}

export interface FunctionSite {
  readonly program: Program
  readonly module: Module
  readonly node: FunctionNode
}

/** A call whose callee matched. */
export interface Site {
  readonly program: Program
  readonly module: Module
  readonly node: CallNode
  readonly callee: Value
  readonly path: string
}

export interface ClassSite {
  readonly program: Program
  readonly module: Module
  readonly node: ClassNode
  readonly path: string
}
