// Inngest's functions: started by events and schedules, made of steps that are kept and repeated, able to wait for days.
import { elementsOf } from '../program/elements.ts'
import type { Program } from '../program/program.ts'
import { type Value, pathOf } from '../program/value.ts'
import type { Sighting, TriggerSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argument, argumentValue, inputs, option, optionValue } from './arguments.ts'
import { isGiven } from './json-tools.ts'
import { callSighting, humanSighting, siteOf } from './make-sighting.ts'

const NAME = 'inngest'

export const inngest: Adapter = {
  name: NAME,
  title: 'Inngest',
  packages: /^inngest(\/|$)/,
  calls: [{ path: /^inngest(\/[^:]+)?:Inngest\(\)\.createFunction$/, see: createFunction }],
  loose: [
    {
      path: /^parameter:(.*\.)?step\.waitForEvent$/,
      see: (site) => [humanSighting(NAME, siteOf(site), 'approval', { durable: true })],
    },
    {
      path: /^parameter:(.*\.)?step\.waitForSignal$/,
      see: (site) => [humanSighting(NAME, siteOf(site), 'approval', { durable: true })],
    },
    { path: /^parameter:(.*\.)?step\.ai\.infer$/, see: (site) => [infer(site)] },
    { path: /^parameter:(.*\.)?step\.ai\.wrap$/, see: wrap },
  ],
}

/** `createFunction({ id }, { event } | { cron } | [ … ], handler)`; since version 4 `triggers` may stand in the first. */
function createFunction(site: Site): Sighting[] {
  const { program } = site
  const config = argumentValue(site, 0)
  const handlers = site.node.arguments
    .slice(1)
    .flatMap((_, index) => argumentValue(site, index + 1) ?? [])
    .flatMap((value) => program.uses.resolve(value).filter(({ kind }) => kind === 'function'))
  const at = siteOf(site)
  const given = [argumentValue(site, 1), optionValue(program, config, 'triggers')]
  const kinds = new Set(given.flatMap((value) => triggerKinds(program, value)))
  if (kinds.size === 0) kinds.add('event')
  return [
    ...[...kinds].map((trigger): Sighting => ({ kind: 'trigger', at, trigger, handlers })),
    { kind: 'store', at, keeps: 'platform' },
  ]
}

function triggerKinds(program: Program, value: Value | undefined): TriggerSighting['trigger'][] {
  if (value === undefined) return []
  return program.uses.resolve(value).flatMap((one) => {
    if (one.kind === 'array') return elementsOf(program, one).flatMap((inner) => triggerKinds(program, inner))
    if (one.kind === 'called') {
      const name = /:(cron|eventType|event|invoke)$/.exec(pathOf(one.of) ?? '')?.[1]
      return name === undefined ? [] : [name === 'cron' ? 'cron' : 'event']
    }
    if (option(program, one, 'cron').length > 0) return ['cron']
    return option(program, one, 'event').length > 0 ? ['event'] : []
  })
}

/** A request that Inngest itself sends: `step.ai.infer('name', { model, body })`. */
function infer(site: Site): Sighting {
  const { program } = site
  const body = optionValue(program, argumentValue(site, 1), 'body')
  return callSighting(NAME, 'step.ai.infer', siteOf(site), {
    inputs: inputs(program, body, {
      system: 'system',
      messages: 'messages',
      contents: 'messages',
      input: 'messages',
    }),
    schema: isGiven(optionValue(program, body, 'response_format')),
  })
}

/** `step.ai.wrap('name', generateText, options)`: the function is one of a model's SDK. */
function wrap(site: Site): Sighting[] {
  const { program } = site
  const wrapped = argument(site, 1)
  const value = wrapped && program.evaluate(wrapped)
  const path = value && pathOf(value)
  if (path === undefined) return []
  const options = argumentValue(site, 2)
  const api = path.replace(/^.*:/, '').replace(/^(default|\*)?(\(\))?\.?/, '')
  return [
    callSighting(NAME, `step.ai.wrap ${api}`, siteOf(site), {
      inputs: inputs(program, options, {
        system: 'system',
        instructions: 'system',
        prompt: 'user',
        messages: 'messages',
        input: 'messages',
      }),
      schema: ['schema', 'response_format', 'output'].some((name) =>
        isGiven(optionValue(program, options, name)),
      ),
    }),
  ]
}
