import { newsletter } from '../ai-sdk.fixture.ts'
import { edited } from '../sources.fixture.ts'

export const green = newsletter

export const red = edited(
  newsletter,
  `    try {
      const response = await fetch('https://letters.example/topics/' + topic, { signal: abortSignal })
      const { readers } = (await response.json()) as { readers: number }
      return { success: true as const, data: { readers } }
    } catch (error) {
      return failed(error)
    }
`,
  `    const response = await fetch('https://letters.example/topics/' + topic, { signal: abortSignal })
    const { readers } = (await response.json()) as { readers: number }
    return { success: true as const, data: { readers } }
`,
)

// No catch around the tool: it computes, and cannot fail.
export const trap = edited(
  newsletter,
  `    try {
      const response = await fetch('https://letters.example/topics/' + topic, { signal: abortSignal })
      const { readers } = (await response.json()) as { readers: number }
      return { success: true as const, data: { readers } }
    } catch (error) {
      return failed(error)
    }
`,
  `    const readers = abortSignal ? topic.length * 100 : 0
    return { success: true as const, data: { readers } }
`,
)
