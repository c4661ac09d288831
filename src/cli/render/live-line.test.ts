import { expect, test } from 'vitest'
import { liveLine, type LiveLine } from './live-line.ts'
import { styleOf } from './style.ts'

const ERASE = '\r\u001B[2K'

function open(isTerminal = true): { live: LiveLine; out: () => string; shown: () => string | undefined } {
  let out = ''
  const live = liveLine(
    { out: (text) => void (out += text), isTerminal },
    styleOf({ columns: 50, colour: false }),
  )
  return { live, out: () => out, shown: () => out.split(ERASE).at(-1) }
}

test('it shows what has come so far, and is taken away', () => {
  const { live, out, shown } = open()
  live.show({ text: 'I shall ', attempt: 1 })
  live.show({ text: 'act.', attempt: 1 })
  expect(shown()).toBe('     I shall act.')
  live.show({ text: '{"count":', tool: 'act', attempt: 1 })
  live.show({ text: '3}', tool: 'act', attempt: 1 })
  expect(shown()).toBe('     act {"count":3}')
  live.clear()
  live.clear()
  expect(out().endsWith(`3}${ERASE}`)).toBe(true)
})

test('a new attempt begins anew', () => {
  const { live, shown } = open()
  live.show({ text: 'I shall', attempt: 1 })
  live.show({ text: 'We', attempt: 2 })
  expect(shown()).toBe('     We')
})

test('it never takes more than a line, and the model cannot move the cursor', () => {
  const { live, shown } = open()
  live.show({ text: `\u001B[2J${'long '.repeat(200)}\n\r林木森`, attempt: 1 })
  expect(shown()).toMatch(/^ {5}…[long ]+ 林木森$/)
  expect(shown()!.length).toBeLessThanOrEqual(50)
})

test('what is piped holds nothing of it', () => {
  const { live, out } = open(false)
  live.show({ text: 'I shall act.', attempt: 1 })
  live.clear()
  expect(out()).toBe('')
})
