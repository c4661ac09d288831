import { toJsonl } from '../store/jsonl.ts'
import { drive } from './drive.ts'
import type { Answer, Custom, Engine, EngineOptions } from './engine.ts'
import { openJournal } from './journal.ts'
import { cancel } from './operations/cancel.ts'
import { deliverAnswer } from './operations/deliver-answer.ts'
import { deliverCustom } from './operations/deliver-custom.ts'
import { deliverMessage } from './operations/deliver-message.ts'
import { fork } from './operations/fork.ts'
import { importThread } from './operations/import-thread.ts'
import { launch } from './operations/launch.ts'
import { pause } from './operations/pause.ts'
import { requests } from './operations/requests.ts'
import { resume } from './operations/resume.ts'
import { subscribe } from './operations/subscribe.ts'
import { work } from './operations/work.ts'
import { openWorkshop } from './workshop.ts'

/** An engine over a store and some agents. Creating it does nothing; every effect starts in one of its methods. */
export function createEngine(options: EngineOptions): Engine {
  const workshop = openWorkshop(options)
  const { store, state, late } = workshop
  const driveThread: Engine['drive'] = (threadId, { signal } = {}) => drive(workshop, threadId, signal)
  return {
    launch: (agent, input, launchOptions) => launch(workshop, agent, input, launchOptions),
    deliver: (threadId: string, delivery: Answer | Custom | Parameters<typeof deliverMessage>[2]) => {
      if ('requestId' in delivery) return deliverAnswer(workshop, threadId, delivery)
      if ('type' in delivery) return deliverCustom(workshop, threadId, delivery)
      return deliverMessage(workshop, threadId, delivery)
    },
    drive: driveThread,
    pause: (threadId, by, reason) => pause(workshop, threadId, by, reason),
    resume: (threadId, by) => resume(workshop, threadId, by),
    cancel: (threadId, by, reason) => cancel(workshop, threadId, by, reason),
    fork: (threadId, seq) => fork(workshop, threadId, seq),
    get: async (threadId) => (await openJournal(workshop, threadId)).thread,
    list: (filter) => store.list(filter),
    requests: (threadId) => requests(workshop, threadId),
    subscribe: (threadId, subscribeOptions) => subscribe(workshop, threadId, subscribeOptions),
    import: (jsonl) => importThread(workshop, jsonl),
    export: async (threadId, exportOptions) => {
      await openJournal(workshop, threadId)
      return toJsonl(threadId, await store.readStored(threadId), exportOptions)
    },
    work: (workOptions) => work(workshop, driveThread, workOptions),
    async close() {
      state.closed = true
      await Promise.all(late)
      await workshop.toolsets.close()
    },
  }
}
