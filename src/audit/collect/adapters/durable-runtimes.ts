// Runtimes that keep a run while it waits: Vercel Workflow, Temporal, Trigger.dev, Cloudflare Workflows, Restate, DBOS.
import type { Sighting } from '../sighting.ts'
import type { Adapter, FunctionSite, Site } from './adapter.ts'
import { argumentValue, option, optionValue } from './arguments.ts'
import { humanSighting, siteOf } from './make-sighting.ts'

const kept = { durable: true, awaited: true } as const

const waits =
  (framework: string) =>
  (site: Site): Sighting[] => [humanSighting(framework, siteOf(site), 'approval', kept)]

const store = (site: Site | FunctionSite): Sighting => ({
  kind: 'store',
  at: { module: site.module, node: site.node },
  keeps: 'platform',
})

export const vercelWorkflow: Adapter = {
  name: 'vercel-workflow',
  title: 'Vercel Workflow',
  packages: /^(workflow|@workflow\/\w+)(\/|$)/,
  aside: 'anywhere',
  calls: [
    {
      path: /^(workflow|@workflow\/core)(\/[^:]+)?:(createHook|createWebhook)$/,
      see: waits('vercel-workflow'),
    },
    { path: /^(workflow|@workflow\/core)(\/[^:]+)?:defineHook\(\)\.create$/, see: waits('vercel-workflow') },
    { path: /^(workflow|@workflow\/core)(\/api|\/runtime)?:start$/, see: startsWorkflow },
  ],
  directives: [{ directive: /^use workflow$/, see: (site) => [store(site)] }],
}

/** `start(workflow, args)`: the run goes on by itself, and its id is returned. */
function startsWorkflow(site: Site): Sighting[] {
  const handler = argumentValue(site, 0)
  return handler === undefined
    ? []
    : [{ kind: 'trigger', at: siteOf(site), trigger: 'event', handlers: [handler] }]
}

export const temporal: Adapter = {
  name: 'temporal',
  title: 'Temporal',
  packages: /^@temporalio\//,
  aside: 'anywhere',
  calls: [
    { path: /^@temporalio\/workflow:condition$/, see: waits('temporal') },
    { path: /^@temporalio\/workflow:proxyActivities$/, see: (site) => [store(site)] },
    {
      path: /^@temporalio\/client:(Client\(\)\.workflow|WorkflowClient\(\))\.(start|execute|signalWithStart)$/,
      see: startsTemporal,
    },
  ],
}

function startsTemporal(site: Site): Sighting[] {
  const handler = argumentValue(site, 0)
  const schedule = option(site.program, argumentValue(site, 1), 'cronSchedule')
  if (handler === undefined) return []
  return [
    {
      kind: 'trigger',
      at: siteOf(site),
      trigger: schedule.length > 0 ? 'cron' : 'event',
      handlers: [handler],
    },
  ]
}

export const triggerDev: Adapter = {
  name: 'trigger-dev',
  title: 'Trigger.dev',
  packages: /^@trigger\.dev\/sdk(\/|$)/,
  aside: 'anywhere',
  calls: [
    {
      path: /^@trigger\.dev\/sdk(\/v3)?:wait\.(forToken|forRequest|forHttpCallback)$/,
      see: waits('trigger-dev'),
    },
    { path: /^@trigger\.dev\/sdk(\/v3)?:(task|schemaTask)$/, see: (site) => task(site, 'event') },
    { path: /^@trigger\.dev\/sdk(\/v3)?:schedules\.task$/, see: (site) => task(site, 'cron') },
  ],
}

function task(site: Site, trigger: 'event' | 'cron'): Sighting[] {
  const run = optionValue(site.program, argumentValue(site, 0), 'run')
  return [
    { kind: 'trigger', at: siteOf(site), trigger, handlers: run === undefined ? [] : [run] },
    store(site),
  ]
}

export const otherRuntimes: Adapter = {
  name: 'durable-runtimes',
  title: 'Durable runtimes',
  packages: /^(@restatedev\/restate-sdk|@dbos-inc\/dbos-sdk|cloudflare:workers|@upstash\/workflow)(\/|$)/,
  aside: 'anywhere',
  calls: [
    { path: /^@dbos-inc\/dbos-sdk:DBOS\.recv$/, see: waits('dbos') },
    { path: /^@dbos-inc\/dbos-sdk:DBOS\.(registerWorkflow|startWorkflow)$/, see: (site) => [store(site)] },
    { path: /^@upstash\/workflow(\/[^:]+)?:serve$/, see: served },
    { path: /^@restatedev\/restate-sdk(\/[^:]+)?:(workflow|service|object)$/, see: (site) => [store(site)] },
  ],
  loose: [
    // `ctx.awakeable()` and `ctx.promise()` of Restate; `context.waitForEvent()` of Upstash Workflow.
    { path: /^parameter:awakeable$/, see: (site) => imports(site, /restate/, waits('restate')) },
    {
      path: /^parameter:waitForEvent$/,
      see: (site) => imports(site, /@upstash\/workflow/, waits('upstash-workflow')),
    },
  ],
  classes: [
    {
      path: /^cloudflare:workers:WorkflowEntrypoint$/,
      see: (site) => [{ kind: 'store', at: siteOf(site), keeps: 'platform' }],
    },
  ],
}

function served(site: Site): Sighting[] {
  const handler = argumentValue(site, 0)
  return [
    { kind: 'trigger', at: siteOf(site), trigger: 'http', handlers: handler === undefined ? [] : [handler] },
    store(site),
  ]
}

function imports(site: Site, packages: RegExp, see: (site: Site) => Sighting[]): Sighting[] {
  return site.module.parsed.record.specifiers.some(({ value }) => packages.test(value)) ? see(site) : []
}
