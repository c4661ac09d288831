// Where the text that a model gets comes from: every literal, file and setting that flows into a prompt, and what could
// not be traced. See DESIGN.md: values are traced to their origin.
import type { Module } from '../program/module.ts'
import type { Node } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import type { Expression, ParameterValue, Value } from '../program/value.ts'

/** `unknown` and `parameter`: a text that was not found, at the expression that stopped us. */
export type PieceOrigin = 'literal' | 'file' | 'environment' | 'remote' | 'unknown' | 'parameter'

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

/** A text that the callers of a function give. */
export interface Given {
  readonly parameter: ParameterValue
  readonly at: Expression
  readonly role: Role
}

/** An expression that stopped us. */
export interface Untraced extends Expression {
  readonly role: Role
}

/** A trace in one function's view. */
export interface Trace {
  readonly pieces: Piece[]
  readonly given: Given[]
  readonly unknown: Untraced[]
}

/** A trace that is being made. `follow` adds what a value holds; `from` is the place that is named when nothing else is. */
export interface Tracing {
  readonly program: Program
  readonly trace: Trace
  readonly seen: Set<Node | Value>
  follow(value: Value, from: Expression, how: How): void
}

/** On which way a value was met: who speaks it, whether in a list of messages, and how many steps from the start. */
export interface How {
  readonly role: Role
  readonly inMessages: boolean
  readonly depth: number
}

export function addPiece(
  { trace }: Tracing,
  origin: PieceOrigin,
  { module, node }: Expression,
  text: string,
  { role, inMessages }: How,
  insertions: readonly Expression[] = [],
): void {
  trace.pieces.push({ origin, role, module, node, text, insertions, inMessages })
}

export function followExpression(tracing: Tracing, at: Expression, how: How): void {
  tracing.follow(tracing.program.evaluate(at), at, how)
}
