import { roomBooking } from '../openai.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = roomBooking

export const red = edited(roomBooking, "import { proceed } from '../src/agent.ts'\n", '')

// No test holds the prompt, and none names it: an eval runs the agent that sends it.
const { 'test/agent.test.ts': _test, ...untested } = roomBooking
export const trap = {
  ...untested,
  'evals/rooms.eval.ts': `import { proceed } from '../src/agent.ts'

const wishes = ['six people on Monday', 'the large room, all of next week']
for (const wish of wishes) await proceed(wish, async (text) => console.log(wish, text), AbortSignal.timeout(60_000))
`,
}
