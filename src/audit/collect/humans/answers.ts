// What happens to the answer, and to its absence.
import { type Node, around, isCall, isFunction, isNode, keyOf, nodesUnder } from '../program/node.ts'
import { type Expression, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import type { HumanSighting } from '../sighting.ts'
import { resumeCallsOf } from '../triggers/resumption.ts'
import { startsOf } from '../triggers/triggers.ts'

const LIMITS =
  /^(timeout\w*|expires?\w*|expiry|deadline\w*|ttl|reminders?|remindAfter|escalat\w+|timeToLive|maxWait\w*)$/i

/** A deadline, an expiry, a reminder or somebody else who is asked then. */
export function hasDeadline(scene: Scene, sighting: HumanSighting): boolean {
  if (sighting.deadline !== undefined) return true
  const { module, node } = sighting.at
  if (isCall(node))
    for (const argument of node.arguments)
      for (const inner of nodesUnder(argument, (one) => !isFunction(one)))
        if (isNode(inner, 'Property') && LIMITS.test(keyOf(inner) ?? '')) return true
  return isRaced(scene, { module, node }) || isTimedOut(scene, { module, node })
}

/** `Promise.race([question, sleep(…)])` */
function isRaced(scene: Scene, { module, node }: Expression): boolean {
  const race = around(
    node,
    (outer) => isNode(outer, 'CallExpression') && isRace(scene, { module, node: outer }),
  )
  return race !== undefined
}

function isRace(scene: Scene, { module, node }: Expression): boolean {
  return (
    isNode(node, 'CallExpression') &&
    pathOf(scene.program.evaluate({ module, node: node.callee })) === 'global:Promise.race'
  )
}

/** `question('…', { signal: AbortSignal.timeout(…) })` */
function isTimedOut(scene: Scene, { module, node }: Expression): boolean {
  for (const inner of isCall(node) ? node.arguments.flatMap((one) => [...nodesUnder(one)]) : ([] as Node[]))
    if (
      isNode(inner, 'CallExpression') &&
      pathOf(scene.program.evaluate({ module, node: inner.callee })) === 'global:AbortSignal.timeout'
    )
      return true
  return false
}

/** Each wait has an address of its own: a token, a webhook, a signal to one run. */
const ADDRESSED = /^(vercel-workflow|workflow|temporal|trigger-dev|restate|dbos|upstash-workflow|twelvefold)$/

/** Undefined: nothing in this repository takes the answer of a wait that lets the process go. */
export function isJoined(scene: Scene, sighting: HumanSighting): boolean | undefined {
  if (!sighting.durable || !sighting.awaited) return undefined
  if (ADDRESSED.test(sighting.framework)) return true
  if (sighting.framework === 'inngest') return matches(sighting.at.node)
  if (resumesSomewhere(scene)) return true
  const answers = startsOf(scene).filter(({ does, kind }) => does !== 'launch' && kind !== 'cli')
  // A stored run is loaded by what the answer carries.
  return answers.length > 0 ? true : undefined
}

/** `step.waitForEvent('…', { event, match: 'data.id' })`: without `match` or `if`, any event is the answer. */
function matches(node: Node): boolean {
  return [...nodesUnder(node)].some(
    (inner) => isNode(inner, 'Property') && /^(match|if)$/.test(keyOf(inner) ?? ''),
  )
}

function resumesSomewhere(scene: Scene): boolean {
  return scene.program.modules.some(
    (module) => module.role !== 'test' && resumeCallsOf(scene, module).length > 0,
  )
}
