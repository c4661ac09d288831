import { isNamed } from '../agents/spans.ts'
import type { Program } from '../program/program.ts'
import type { Expression } from '../program/value.ts'
import { traceValueText } from '../text/trace-text.ts'
import type { Given, Piece, PieceOrigin, Role, Trace } from '../text/trace.ts'

const MAX_HOPS = 2

/**
 * All texts of a trace, with those that callers give for parameters, through two wrappers at most. Where the way ends
 * without a text, the expression that stopped us stands for it.
 */
export function textsOf(program: Program, trace: Trace): { own: Piece[]; given: Piece[]; untraced: Piece[] } {
  const given: Piece[] = []
  const untraced = trace.unknown.map((at) => stopped('unknown', at, at.role))
  followParameters(program, trace.given, 0, given, untraced)
  return { own: trace.pieces, given, untraced }
}

function followParameters(
  program: Program,
  parameters: readonly Given[],
  hops: number,
  pieces: Piece[],
  untraced: Piece[],
): void {
  for (const { parameter, at, role } of parameters) {
    const values = hops < MAX_HOPS ? program.uses.inflow(parameter) : []
    // A callback gets its arguments from a framework, a named function from whoever calls it.
    const isPublic = hops < MAX_HOPS && isNamed(parameter.node)
    if (values.length === 0) untraced.push(stopped(isPublic ? 'parameter' : 'unknown', at, role))
    for (const value of values) {
      const trace = traceValueText(program, value, role)
      pieces.push(...trace.pieces)
      untraced.push(...trace.unknown.map((one) => stopped('unknown', one, one.role)))
      followParameters(program, trace.given, hops + 1, pieces, untraced)
    }
  }
}

function stopped(origin: PieceOrigin, { module, node }: Expression, role: Role): Piece {
  return { origin, role, module, node, text: module.textOf(node), insertions: [], inMessages: false }
}
