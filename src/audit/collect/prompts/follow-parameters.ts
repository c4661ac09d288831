import type { Program } from '../program/program.ts'
import type { ParameterValue, Value } from '../program/value.ts'
import { traceValueText } from '../text/trace-text.ts'
import type { Piece, Role } from '../text/trace.ts'

const MAX_HOPS = 2

/** The texts that callers give for parameters, through two wrappers at most. */
export function followParameters(
  program: Program,
  parameters: readonly ParameterValue[],
  role: Role,
  hops = 0,
): Piece[] {
  if (hops >= MAX_HOPS) return []
  return parameters.flatMap((parameter) =>
    program.uses.inflow(parameter).flatMap((value: Value) => {
      const trace = traceValueText(program, value, role)
      return [...trace.pieces, ...followParameters(program, trace.parameters, role, hops + 1)]
    }),
  )
}
