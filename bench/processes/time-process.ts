import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Milliseconds from the start of a Node process to the moment at which it says something on standard output, or,
 * where it says nothing, to its end. @throws where it fails
 */
export async function timeProcess(...args: readonly string[]): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let milliseconds: number | undefined
  child.stdout.on('data', () => {
    milliseconds ??= performance.now() - start
  })
  const [code] = (await once(child, 'close')) as [number | null]
  milliseconds ??= performance.now() - start
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`)
  return milliseconds
}
