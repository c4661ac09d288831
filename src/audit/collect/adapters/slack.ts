// Slack as a way in, and as a place where people press buttons.
import { isNode, nodesUnder } from '../program/node.ts'
import type { Program } from '../program/program.ts'
import { type Expression, type FunctionValue, alternatives, baseOf } from '../program/value.ts'
import type { Sighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argumentNodes, argumentValue, option } from './arguments.ts'
import { askedBy } from './asked-by.ts'
import { humanSighting, siteOf } from './make-sighting.ts'

const NAME = 'slack'

const APP = String.raw`^(@slack\/bolt|slack-edge|slack-cloudflare-workers|@vercel\/slack-bolt):(default\.)?(App|SlackApp|ExpressReceiver|SlackEdgeApp)\(\)`

export const slack: Adapter = {
  name: NAME,
  title: 'Slack',
  packages: /^(@slack\/(bolt|web-api)|@vercel\/slack-bolt|slack-edge)(\/|$)/,
  aside: 'anywhere',
  calls: [
    { path: new RegExp(String.raw`${APP}\.(event|message|command|shortcut|view|assistant)$`), see: wokenBy },
    { path: new RegExp(String.raw`${APP}\.action$`), see: pressed },
    {
      path: /^@slack\/(bolt|web-api):(App\(\)\.client|WebClient\(\))\.chat\.(postMessage|postEphemeral|update)$/,
      see: buttons,
    },
  ],
  // Of `app.event('…', ({ client }) => …)`.
  loose: [{ path: /^parameter:(.*\.)?client\.chat\.(postMessage|postEphemeral)$/, see: buttons }],
}

function handlersOf(site: Site): Sighting & { kind: 'trigger' } {
  const handlers = argumentNodes(site)
    .map((node) => site.program.evaluate({ module: site.module, node }))
    .flatMap((value) => [...alternatives(value)].filter(({ kind }) => kind === 'function'))
  return { kind: 'trigger', at: siteOf(site), trigger: 'slack', handlers }
}

function wokenBy(site: Site): Sighting[] {
  return [handlersOf(site)]
}

/** A handler of a button that does more than acknowledge: what a person decided is carried out there. */
function pressed(site: Site): Sighting[] {
  const trigger = handlersOf(site)
  const acts = trigger.handlers.some(
    (one) => one.kind === 'function' && doesMoreThanAcknowledge(site.program, one),
  )
  return acts
    ? [trigger, humanSighting(NAME, siteOf(site), 'approval', { durable: true, awaited: false })]
    : [trigger]
}

function doesMoreThanAcknowledge(program: Program, { module, node: handler }: FunctionValue): boolean {
  return [...nodesUnder(handler)].some((node) => {
    if (!isNode(node, 'CallExpression')) return false
    const callee = program.evaluate({ module, node: node.callee })
    // What Slack hands in (`ack`, `client`, `logger`) answers; anything else acts.
    return ![...alternatives(callee)].every((one) => {
      const base = baseOf(one)
      return base.kind === 'parameter' && base.node === handler
    })
  })
}

/** A message with buttons: asked where its text comes from. */
function buttons(site: Site): Sighting[] {
  const { program } = site
  const options = argumentValue(site, 0)
  const blocks = option(program, options, 'blocks')
  if (!blocks.some((at) => holdsButton(program, at))) return []
  const at = siteOf(site)
  const [text] = option(program, options, 'text')
  return askedBy(program, at, text).map((place) =>
    humanSighting(NAME, place, 'approval', { durable: true, awaited: false }),
  )
}

function holdsButton(program: Program, at: Expression): boolean {
  return program.uses.resolve(program.evaluate(at)).some((one) => {
    if (one.kind !== 'array' && one.kind !== 'object') return false
    return [...nodesUnder(one.node)].some((node) => isNode(node, 'Literal') && node.value === 'button')
  })
}
