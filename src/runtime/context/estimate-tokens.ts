import { estimateTokenCount } from 'tokenx'

/** Up to here the whole text is looked at; beyond, as many characters of it in windows from end to end. */
const MOST_CHARACTERS = 240
const WINDOWS = 4

/**
 * Tokens of a text, as estimated by tokenx. Of a long text it sees windows at equal distances, so that the cost is the
 * same for a line and for a megabyte: a token window is a budget, and an estimate of an estimate is good enough for it.
 */
export function estimateTokens(text: string): number {
  if (text.length <= MOST_CHARACTERS) return estimateTokenCount(text)
  const size = MOST_CHARACTERS / WINDOWS
  const distance = (text.length - size) / (WINDOWS - 1)
  let sample = ''
  for (let i = 0; i < WINDOWS; i++) {
    const start = Math.round(i * distance)
    sample += text.slice(start, start + size)
  }
  return Math.ceil((estimateTokenCount(sample) / MOST_CHARACTERS) * text.length)
}
