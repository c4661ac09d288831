import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { steady, withProject } from './project.ts'

const TASK = 'deploy the newest tag to production, then tell me what changed'

test('deploybot stops before production; an approval in another process carries it on, once', () =>
  withProject(async ({ twelvefold, workspace }) => {
    const production = (): string => readlinkSync(join(workspace, 'targets', 'production', 'current'))

    const run = await twelvefold('run', 'deploybot', TASK, '--label', `workspace=${workspace}`)
    expect(run.err).toBe('')
    expect(steady(run.out)).toBe(`\
twelvefold: deploybot on the scripted model (no model key found: see "Use a real model" in the README)
thread ABCD  "deploy the newest tag to production, then tell me what changed"

  1  list_git_tags                                              ok  N ms
     v1.4.0 · v1.3.2 · v1.3.1
  2  deployed_version {"environment":"production"}              ok  N ms
     v1.3.2
  3  deploy_backend {"tag":"v1.4.0","environment":"production"}
     waits for a person: production deploys need an approval (until HH:MM, then oncall is asked)

Approve it from any terminal, now or after a restart:
  npx twelvefold approve ABCD.3
  npx twelvefold reject  ABCD.3 --reason "not on a Friday"
`)
    expect(run.code).toBe(4)
    expect(production()).toBe('releases/v1.3.2')

    const request = /approve (\S+)/.exec(run.out)![1]!
    const approved = await twelvefold('approve', request)
    expect(steady(approved.out)).toBe(`\
approved by PERSON at the terminal (unverified) · deploy_backend {"tag":"v1.4.0","environment":"production"}
  3  deploy_backend                                             ok  N ms
     v1.4.0 is live in production
  4  done_for_now                                               done
     "Deployed v1.4.0 to production (was v1.3.2): 3 commits
     - Log each order once, with its id
     - Retry the payment provider when it is busy
     - Let customers cancel an order until it ships"
thread ABCD finished: 4 steps · 0 errors · N tokens in, N out (scripted, no cost)
`)
    expect(approved.code).toBe(0)
    expect(production()).toBe('releases/v1.4.0')

    const again = await twelvefold('approve', request)
    expect(steady(again.out)).toBe(
      'already approved by PERSON at the terminal (unverified) at HH:MM; deploy_backend ran once, and succeeded\n',
    )
    expect(again.code).toBe(0)
  }))
