import { mailDesk } from '../langgraph.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = mailDesk

export const red = edited(
  edited(
    mailDesk,
    "await readFile(new URL('../prompts/mail/system.md', import.meta.url), 'utf8')",
    "await (await hub.pull('shop/mail-desk')).format({})",
  ),
  "import { readFile } from 'node:fs/promises'\n",
  "import * as hub from 'langchain/hub'\n",
)

// What comes over the network is data about the order, and no instruction.
export const trap = edited(
  mailDesk,
  "await mail.invoke({ messages: [{ role: 'user', content: JSON.stringify(request.body.text) }] }, config)",
  `const history = await (await fetch('https://shop.example/customers/' + request.body.id)).json()
    await mail.invoke({ messages: [{ role: 'user', content: JSON.stringify({ text: request.body.text, history }) }] }, config)`,
)
