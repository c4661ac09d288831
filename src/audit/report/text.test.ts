import fc from 'fast-check'
import { expect, test } from 'vitest'
import { count, cut, cutStart, duration, oneLine, printable, widthOf, wrap } from './text.ts'

test('what a terminal would obey is taken out', () => {
  expect(printable('a\u001b[31mred\u0007\u202ereversed')).toBe('a [31mred reversed')
  expect(oneLine('two\n  lines\t', 80)).toBe('two lines')
})

test('no line is wider than it may be, in any script', () => {
  const any = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\u4e00-\u4fff 😀a-c]{0,60}$/u))
  fc.assert(
    fc.property(any, fc.integer({ min: 2, max: 40 }), (text, most) => {
      const plain = printable(text)
      expect(widthOf(cut(plain, most))).toBeLessThanOrEqual(most)
      expect(widthOf(cutStart(plain, most))).toBeLessThanOrEqual(most)
      for (const line of wrap(text, most)) expect(widthOf(line)).toBeLessThanOrEqual(most)
    }),
  )
})

test('wide characters take two columns, marks none', () => {
  expect(widthOf('日本')).toBe(4)
  expect(widthOf('e\u0301')).toBe(1)
  expect(cut('日本語', 5)).toBe('日本…')
  expect(cutStart('src/long/path.ts', 9)).toBe('…/path.ts')
})

test('numbers and times are rounded as people say them', () => {
  expect([count(1, 'file'), count(1204, 'file')]).toEqual(['1 file', '1,204 files'])
  expect([5, 32, 90, 700, 1440].map(duration)).toEqual(['5 min', '30 min', '2 h', '12 h', '3 days'])
})
