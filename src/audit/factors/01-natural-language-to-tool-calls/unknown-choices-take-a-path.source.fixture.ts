import { warehouse } from '../anthropic.fixture.ts'
import { domains } from '../openai-agents.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(
  warehouse,
  "      default:\n        return { success: false, error: 'there is no tool ' + name }\n",
  '',
)

// No branch in sight: the SDK that runs the tools answers for names that it does not know.
export const trap = domains
