import { expect, it } from 'vitest'
import { otherRuntimes, temporal, triggerDev, vercelWorkflow } from './durable-runtimes.ts'
import { humanlayer } from './humanlayer.ts'
import { seen } from './look-at-source.fixture.ts'
import { slack } from './slack.ts'
import { terminal } from './terminal.ts'

it('sees HumanLayer ask, approve, and guard a function', () => {
  const lines = seen(
    `import { humanlayer, HumanLayer } from 'humanlayer'
     const hl = humanlayer({ apiKey })
     await hl.createHumanContact({ spec })
     async function approve(layer: HumanLayer) { await layer.createFunctionCall({ spec }) }
     const multiply = hl.requireApproval(async ({ a, b }) => a * b)
     const ask = hl.humanAsTool()`,
    [humanlayer],
  )
  expect(lines).toEqual([
    'human :3 tool durable awaited',
    'human :4 approval durable awaited',
    'human :5 approval awaited',
    'tool :6 contact_human declared by code',
    'human :6 tool awaited',
  ])
})

it('sees questions at a terminal', () => {
  const lines = seen(
    `import * as readline from 'node:readline/promises'
     import { createInterface } from 'readline'
     import { promisify } from 'util'
     import * as p from '@clack/prompts'
     import inquirer from 'inquirer'
     import { confirm } from '@inquirer/prompts'
     const rl = readline.createInterface({ input: process.stdin })
     const old = createInterface({ input: process.stdin })
     const question = promisify(old.question).bind(old)
     await rl.question('Go on? ')
     old.question('Go on? ', (answer) => answer)
     await question('Name? ')
     await p.confirm({ message: 'Run it?' })
     await inquirer.prompt([{ name: 'ok' }])
     await confirm({ message: 'Sure?' })`,
    [terminal],
  )
  expect(lines).toEqual([10, 11, 12, 13, 14, 15].map((line) => `human :${line} readline awaited`))
})

it('a question that is handed through is asked where its words are', () => {
  const lines = seen(
    `import * as readline from 'node:readline'
     const rl = readline.createInterface({ input: process.stdin })
     function ask(query: string): Promise<string> {
       return new Promise((resolve) => rl.question(query, resolve))
     }
     const goal = await ask('What shall I do? ')
     if ((await ask(\`Run \${goal}? \`)) === 'y') run(goal)`,
    [terminal],
  )
  expect(lines).toEqual(['human :6 readline awaited', 'human :7 readline awaited'])
})

it('sees buttons in Slack, who sends them and what they do', () => {
  const lines = seen(
    `import { App } from '@slack/bolt'
     const app = new App({ token })
     async function sendButtons(text) {
       await app.client.chat.postMessage({ channel, text, blocks: [{ type: 'actions', elements: [{ type: 'button' }] }] })
     }
     export const review = async (mail) => sendButtons('Send it? ' + mail)
     app.action('approved', async ({ ack }) => { await ack(); await sendMail() })
     app.action('rejected', async ({ ack }) => { await ack() })
     app.event('app_mention', async ({ client }) => client.chat.postMessage({ channel, text: 'Hello' }))`,
    [slack],
  )
  expect(lines).toEqual([
    'human :6 approval durable',
    'trigger :7 slack handlers=1',
    'human :7 approval durable',
    'trigger :8 slack handlers=1',
    'trigger :9 slack handlers=1',
  ])
})

it('sees runs that a platform keeps while they wait', () => {
  const lines = seen(
    `import { createWebhook, defineHook } from 'workflow'
     import { start } from 'workflow/api'
     import { wait, task } from '@trigger.dev/sdk/v3'
     import { condition } from '@temporalio/workflow'
     import { WorkflowEntrypoint } from 'cloudflare:workers'
     const approval = defineHook()
     export async function order() {
       'use workflow'
       const hook = createWebhook()
       await hook
       await approval.create({ token })
     }
     export const POST = async () => start(order, [])
     export const refund = task({ id: 'refund', run: async () => wait.forToken(token) })
     await condition(() => approved, '7 days')
     export class Publish extends WorkflowEntrypoint { async run(event, step) {} }`,
    [vercelWorkflow, temporal, triggerDev, otherRuntimes],
  )
  expect(lines).toEqual([
    'human :9 approval durable awaited',
    'human :11 approval durable awaited',
    'trigger :13 event handlers=1',
    'trigger :14 event handlers=1',
    'store :14 platform',
    'human :14 approval durable awaited',
    'human :15 approval durable awaited',
    'store :16 platform',
    'store :7 platform',
  ])
})

it('leaves look-alikes alone', () => {
  const lines = seen(
    `import { createInterface } from 'node:readline'
     import { question, confirm } from './survey'
     const file = createInterface({ input: createReadStream('a.txt') })
     file.on('line', print); question('a'); confirm({}); survey.question('b')
     import { task } from 'just-task'
     task({ run: () => 1 })`,
    [terminal, vercelWorkflow, temporal, triggerDev, otherRuntimes, humanlayer],
  )
  expect(lines).toEqual([])
})
