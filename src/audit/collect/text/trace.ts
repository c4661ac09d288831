// Where the text that a model gets comes from: every literal, file and setting that flows into a prompt, and what could
// not be traced. See DESIGN.md: values are traced to their origin.
import type { Module } from '../program/module.ts'
import type { Node } from '../program/node.ts'
import type { Expression, ParameterValue } from '../program/value.ts'

export type PieceOrigin = 'literal' | 'file' | 'environment' | 'remote' | 'clock'

export type Role = 'system' | 'user' | 'other'

/** One text that flows into a model, at the place where it is written or read. */
export interface Piece {
  readonly origin: PieceOrigin
  readonly role: Role
  readonly module: Module
  /** The whole literal, template or concatenation; for files the expression that reads. */
  readonly node: Node
  /** The text that is written there, insertions left out; of a file: its path. */
  readonly text: string
  /** What is put into the text. */
  readonly insertions: readonly Expression[]
  /** Elements of a list of messages, or the whole of one text. */
  readonly inMessages: boolean
}

/** A trace in one function's view: `parameters` are what its callers give. */
export interface Trace {
  readonly pieces: Piece[]
  readonly parameters: ParameterValue[]
  /** Expressions that stopped us. */
  readonly unknown: Expression[]
}

export function emptyTrace(): Trace {
  return { pieces: [], parameters: [], unknown: [] }
}
