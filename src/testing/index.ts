// The door `twelvefold/testing`: what stands in for model, store and time in the tests of an agent.
export { testClock, type TestClock } from './test-clock.ts'
export { scriptedModel, type Script, type ScriptedReply } from '../runtime/models/scripted-model.ts'
export { memoryStore } from '../runtime/store/memory.ts'
