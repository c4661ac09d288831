import type { Bound } from '../../../facts/model-call.ts'
import { type Node, around, isFunction } from '../../program/node.ts'
import type { Module } from '../../program/module.ts'
import { pathOf } from '../../program/value.ts'
import type { Site } from '../adapter.ts'
import { boundFrom } from '../arguments.ts'
import { givenOptions } from '../request-options.ts'

const CHAT = /^(ai\/(react|vue|svelte|solid)|@ai-sdk\/(react|vue|svelte|solid)):(\*\.)?(useChat|Chat)$/

/** A chat in the browser that posts again until no call is left: `useChat({ maxSteps: 10 })` loops over the route. */
export function clientRounds({ program, module, node }: Site): Bound | undefined {
  if (!isRoute(module, node)) return undefined
  for (const client of program.modules) {
    if (client.role === 'test') continue
    for (const call of [...client.nodes('CallExpression'), ...client.nodes('NewExpression')]) {
      if (!CHAT.test(pathOf(program.evaluate({ module: client, node: call.callee })) ?? '')) continue
      const [first] = call.arguments
      const options = first && program.evaluate({ module: client, node: first })
      const [rounds] = givenOptions(program, options, 'maxSteps')
      if (rounds !== undefined) return boundFrom(program, rounds)
      const [again] = givenOptions(program, options, 'sendAutomaticallyWhen')
      if (again !== undefined)
        return { state: 'none', steps: undefined, at: again.module.placeOf(again.node) }
    }
  }
  return undefined
}

/** In the exported handler of a request. */
function isRoute(module: Module, node: Node): boolean {
  if (!/(^|\/)(route|\+server)\.[cm]?[jt]sx?$|(^|\/)api\//.test(module.path)) return false
  return around(node, isFunction) !== undefined
}
