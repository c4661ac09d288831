import { agent, facts, modelCall } from '../../facts/facts.fixture.ts'

const subject = agent({ calls: ['c'] })

export const red = facts({ agents: [subject], modelCalls: [modelCall({ id: 'c', retries: 'none' })] })

export const green = facts({ agents: [subject], modelCalls: [modelCall({ id: 'c', retries: 'set' })] })

// No retry is written anywhere: the SDK's own, bounded one is at work.
export const trap = facts({ agents: [subject], modelCalls: [modelCall({ id: 'c', retries: 'sdk' })] })
