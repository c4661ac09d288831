import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(
  warehouse,
  'content: JSON.stringify({ task })',
  "content: JSON.stringify({ task, token: process.env['STOCK_TOKEN'] })",
)

// A secret is read: for a header of the tool, which no model sees.
export const trap = edited(
  warehouse,
  "const response = await fetch('https://stock.example/articles/' + article, { signal })",
  `const headers = { authorization: 'Bearer ' + process.env['STOCK_TOKEN'] }
        const response = await fetch('https://stock.example/articles/' + article, { headers, signal })`,
)
