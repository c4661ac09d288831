import { warehouse } from '../anthropic.fixture.ts'
import { mailDesk } from '../langgraph.fixture.ts'
import { garden } from '../thread.fixture.ts'

export const green = garden

export const red = warehouse

// No store is written by the nodes: the graph's own checkpointer does it.
export const trap = mailDesk
