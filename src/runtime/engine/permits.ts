import { onAbort } from '../tools/on-abort.ts'
import type { Tool } from '../tools/tool.ts'

interface Gate {
  running: number
  readonly waiting: Set<() => void>
}

const gates = new WeakMap<Tool, Gate>()

/**
 * Waits until fewer calls of a tool run in this process than it allows, first come, first served; resolves to what
 * gives the place back, or to undefined where the signal came first.
 */
export function takePermit(
  tool: Tool,
  signal: AbortSignal,
): Promise<(() => void) | undefined> | (() => void) {
  if (tool.concurrency === Number.MAX_SAFE_INTEGER) return nothing
  const gate = gates.get(tool) ?? { running: 0, waiting: new Set() }
  gates.set(tool, gate)
  const give = (): void => {
    gate.running--
    const [next] = gate.waiting
    next?.()
  }
  if (gate.running < tool.concurrency) {
    gate.running++
    return give
  }
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined)
    const stay = onAbort(signal, () => {
      gate.waiting.delete(enter)
      resolve(undefined)
    })
    const enter = (): void => {
      gate.waiting.delete(enter)
      stay()
      gate.running++
      resolve(give)
    }
    gate.waiting.add(enter)
  })
}

function nothing(): void {}
