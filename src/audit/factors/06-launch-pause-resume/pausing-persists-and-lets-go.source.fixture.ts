import { domains } from '../openai-agents.fixture.ts'
import { mailDesk } from '../langgraph.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = mailDesk

export const red = edited(
  edited(mailDesk, "PostgresSaver.fromConnString('postgres://mail')", 'new MemorySaver()'),
  "import { END, interrupt, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'\nimport { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres'",
  "import { END, interrupt, MemorySaver, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'",
)

// Nothing here waits: an approval is missing, the run is stored and over, and its state comes back with the answer.
export const trap = domains
