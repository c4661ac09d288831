import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { repository } from '../processes/compile.ts'
import type { Plan, Told } from './plan.ts'
import type { Death } from './schedule.ts'

export interface Carried {
  /** done: the run is over. killed: by itself or by us. crashed: neither. */
  readonly end: 'done' | 'killed' | 'crashed'
  readonly stderr: string
}

/** Starts one carrier and resolves when it has ended and all that it told has been heard. */
export function runCarrier(
  compiled: string,
  plan: Omit<Plan, 'killAt'>,
  death: Death | undefined,
  signal: AbortSignal,
  hear: (told: Told) => void,
): Promise<Carried> {
  const given: Plan = death && 'at' in death ? { ...plan, killAt: death.at } : plan
  const child = spawn(process.execPath, [join(compiled, 'carrier.js'), JSON.stringify(given), repository], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  signal.addEventListener('abort', kill, { once: true })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  let lines = 0
  let timer: NodeJS.Timeout | undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    hear(JSON.parse(line) as Told)
    lines++
    if (death && 'afterLines' in death && lines === death.afterLines)
      timer = setTimeout(kill, death.milliseconds)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, byWhat) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', kill)
      resolve({ end: byWhat === 'SIGKILL' ? 'killed' : code === 0 ? 'done' : 'crashed', stderr })
    })
  })
}
