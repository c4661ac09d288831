import { describe, generate, lookUpOrder, messages, model, thread, thrown, ticket, trusted } from './yours.ts'

// Factor 9: whatever was thrown is one line for the context
import { compactError } from 'twelvefold/errors'
messages.push({ role: 'tool', content: compactError(thrown).message })

// Factor 2: a prompt is a file, and a customer's words never stand among the instructions
import { promptFolder } from 'twelvefold/prompts'
const { text, data } = await promptFolder('prompts').render('tickets/triage', { ticket }, { trusted })

// Factor 12: a function that fails in tests where it is not pure
import { stateless } from 'twelvefold/stateless'
export const nextStep = stateless((list: typeof messages) => (list.length > 20 ? 'stop' : 'ask'))

// Factors 1 and 4: checked input, compact errors, time-outs and secrets for the tools of any SDK
import { aiSdkTools } from 'twelvefold/tools'
await generate({ model, prompt: ticket, tools: await aiSdkTools([lookUpOrder], { describe }) })

// Factor 8: rules that end a loop, or send it to a person
import { failingTools, limits } from 'twelvefold/policies'
export const command = limits(thread, { steps: 10 }) ?? failingTools(thread, { inARow: 3 })

// Factor 3: as much of a run as a budget holds, the newest whole steps first
import { contextWindow } from 'twelvefold/context'
export const window = contextWindow({ budget: 8_000 })(thread, { name: 'triage', hash: '', text }, [])

// Factors 5 and 6: threads in one file that outlive every process
import { sqliteStore } from 'twelvefold/store/sqlite'
export const store = await sqliteStore({ path: 'threads.db' })

// What stands in for model, store and time in tests
import { memoryStore, testClock } from 'twelvefold/testing'
export const forTests = { store: memoryStore(), clock: testClock('2026-03-01T09:00:00.000Z') }

// All twelve, of the agents that a repository has
import { audit, headline } from 'twelvefold/audit'
console.log(headline(audit('.', { today: '2026-03-01' })), data)
