import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(
  warehouse,
  "await readFile(new URL('../prompts/warehouse/system.md', import.meta.url), 'utf8')",
  "'You answer questions about a warehouse. Look everything up in the stock list; guess nothing at all.'",
)

// A long text that speaks to somebody: a person of the warehouse reads it, no model.
export const trap = edited(
  warehouse,
  "return 'Stopped: three tools have failed in a row.'",
  `{
      const text = 'You are on duty for the stock system. Three of its requests have failed in a row: please look at it.'
      await fetch('https://chat.example/hooks/warehouse', { method: 'POST', body: JSON.stringify({ text }) })
      return text
    }`,
)
