import type { Globals, PathOption } from './command.ts'

const order: readonly PathOption[] = ['store', 'agents', 'prompts']

/** Makes a command that works when it is copied: with the stores and folders that this one was given. */
export function copyable({ given }: Globals): (words: string) => string {
  const options = order.flatMap((name) =>
    given[name] === undefined ? [] : [`--${name} ${quoted(given[name])}`],
  )
  return (words) => ['npx twelvefold', words, ...options].join(' ')
}

function quoted(value: string): string {
  return /^[\w./:@=-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}
