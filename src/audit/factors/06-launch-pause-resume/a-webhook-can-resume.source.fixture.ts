import { libraryCounter } from '../baml.fixture.ts'
import { mailDesk } from '../langgraph.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = libraryCounter

export const red = edited(
  libraryCounter,
  "if (thread) await save(await serve(withEvent(thread, 'librarian_answered', request.body.event.status)))",
  "if (thread) await save(withEvent(thread, 'librarian_answered', request.body.event.status))",
)

// Nothing is loaded by the route: the graph gets the id, and its checkpointer the state.
export const trap = mailDesk
