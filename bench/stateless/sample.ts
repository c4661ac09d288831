export interface Sample {
  readonly at: string
  readonly ok: boolean
  readonly items: string[]
  readonly nested: { readonly deep: { readonly value: number } }
  readonly index: Map<string, number>
}

/** A new one for each function: what one did to it must not show to the next. */
export function sample(): Sample {
  return {
    at: '2026-11-01T12:00:00.000Z',
    ok: true,
    items: ['a', 'banana', 'c'],
    nested: { deep: { value: 1 } },
    index: new Map([['a', 1]]),
  }
}
