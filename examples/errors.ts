// Any agent loop: what a tool threw, as one line for the context instead of a stack. Run it: npx jiti examples/errors.ts
import { compactError } from 'twelvefold/errors'

const messages: { role: 'tool'; content: string }[] = []

/** A call that fails as calls do: with a secret in its address, and with its cause in another error. */
async function queryOrders(): Promise<string> {
  const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
  throw new Error('could not reach postgres://shop:hunter22@10.0.0.7:5432/orders\n  (attempt 1 of 1)', {
    cause,
  })
}

const seen = new Map<string, number>()
for (let attempt = 1; attempt <= 3; attempt++) {
  try {
    messages.push({ role: 'tool', content: await queryOrders() })
  } catch (thrown) {
    const { code, message, cause, fingerprint } = compactError(thrown)
    // The same failure again is counted, not repeated: it costs the model no tokens.
    const times = (seen.get(fingerprint) ?? 0) + 1
    seen.set(fingerprint, times)
    if (times === 1) messages.push({ role: 'tool', content: `${code}: ${message} (${cause})` })
  }
}

for (const { content } of messages) console.log(content)
console.log(`failures: ${[...seen.values()].join(', ')}`)
