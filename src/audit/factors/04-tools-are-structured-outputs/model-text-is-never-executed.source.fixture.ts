import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = warehouse

export const red = edited(
  edited(
    warehouse,
    "        const response = await fetch('https://stock.example/articles/' + article, { signal })\n        const { pieces } = (await response.json()) as { pieces: number }",
    "        const pieces = execSync('stock count ' + article).toString()",
  ),
  "import type Anthropic from '@anthropic-ai/sdk'\nimport { z }",
  "import { execSync } from 'node:child_process'\nimport type Anthropic from '@anthropic-ai/sdk'\nimport { z }",
)

// A command is run, too: a fixed one.
export const trap = edited(
  edited(
    warehouse,
    "        const response = await fetch('https://stock.example/articles/' + article, { signal })\n        const { pieces } = (await response.json()) as { pieces: number }",
    "        const all = JSON.parse(execSync('stock list --json').toString()) as { article: string; pieces: number }[]\n        const pieces = all.find((one) => one.article === article)?.pieces",
  ),
  "import type Anthropic from '@anthropic-ai/sdk'\nimport { z }",
  "import { execSync } from 'node:child_process'\nimport type Anthropic from '@anthropic-ai/sdk'\nimport { z }",
)
