import type { Program } from '../program/program.ts'
import type { Value } from '../program/value.ts'
import { isNode } from '../program/node.ts'
import { type Expression, alternatives } from '../program/value.ts'
import type { CallSighting, PromptInput } from '../sighting.ts'
import { option, optionValue } from './arguments.ts'
import { isGiven } from './json-tools.ts'

export function hasOption(program: Program, options: Value | undefined, ...names: string[]): boolean {
  return names.some((name) => isGiven(optionValue(program, options, name)))
}

/** Retries and a signal as a request's options have them, under the names that its SDK uses. */
export function requestCare(
  program: Program,
  options: Value | undefined,
  names: { readonly signal: string; readonly retries: string } = { signal: 'signal', retries: 'maxRetries' },
): Pick<CallSighting, 'signal' | 'retries'> {
  return {
    signal: hasOption(program, options, names.signal),
    retries: hasOption(program, options, names.retries) ? 'set' : 'sdk',
  }
}

/** An input that is either a text or a list of messages. */
export function textOrMessages(program: Program, at: Expression): PromptInput {
  const isList = program.uses
    .resolve(program.evaluate(at))
    .some((one) => one.kind === 'array' || isListCall(one))
  return { role: isList ? 'messages' : 'user', at }
}

function isListCall(value: Value): boolean {
  return value.kind === 'called' && value.of.kind === 'member' && /^(map|flatMap|filter)$/.test(value.of.name)
}

/** The expressions of an option that are not just `undefined` or `null`. */
export function givenOptions(program: Program, options: Value | undefined, name: string): Expression[] {
  return option(program, options, name).filter((at) => {
    if (isNode(at.node, 'Identifier') && at.node.name === 'undefined') return false
    return [...alternatives(program.evaluate(at))].some((one) => one.kind !== 'literal' || one.value !== null)
  })
}
