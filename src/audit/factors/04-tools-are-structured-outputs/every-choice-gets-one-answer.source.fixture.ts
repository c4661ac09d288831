import { warehouse } from '../anthropic.fixture.ts'
import { newsletter } from '../ai-sdk.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = newsletter

// Nothing catches around the tools: a failure leaves the call without an answer.
export const red = edited(
  edited(warehouse, '  try {\n    switch (name) {', '  {\n    switch (name) {'),
  "  } catch (error) {\n    return { success: false, error: (error instanceof Error ? error.message : 'failed').slice(0, 160) }\n  }",
  '  }',
)

// No catch beside the tools: it stands around all of them.
export const trap = warehouse
