// Another module of the same program, as a stateless function may import it.

import { stateless } from 'twelvefold/stateless'

let calls = 0
export const settings = { retries: 3, tags: ['a'] }
let raised = 0

export function countsCalls(): number {
  return ++calls > 0 ? 1 : 0
}

export function raises(): number {
  return ++raised > 0 ? 1 : 0
}

export class Reader {
  reads = 0
  @stateless
  decide(at: string): string {
    this.reads++
    return at
  }
}

export class Ledger {
  readonly lines: string[] = []
  readonly #hidden: string[] = []
  add(line: string): number {
    this.lines.push(line)
    return 1
  }
  addHidden(line: string): number {
    this.#hidden.push(line)
    return 1
  }
  hiddenLength(): number {
    this.#hidden.push('')
    return this.#hidden.length
  }
}
