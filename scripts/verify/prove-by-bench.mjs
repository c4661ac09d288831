import { runProcess } from '../test/run-process.mjs'

export async function proveByBench({ bench, holds, shows }, timeLimit) {
  const { ok, stdout, output } = await runProcess(process.execPath, ['scripts/bench.mjs', ...bench], {
    timeLimit,
  })
  const result = parseLastLine(stdout)
  if (!ok || !result) return { ok: false, figures: lastLine(output) || 'the bench said nothing' }
  return { ok: isHeld(holds, result), figures: shows.map((key) => `${key} ${show(result[key])}`).join(', ') }
}

/** A figure that is not there is no proof, whatever a comparison with it would say. */
function isHeld(holds, result) {
  try {
    return holds(result) === true
  } catch {
    return false
  }
}

function parseLastLine(text) {
  try {
    return JSON.parse(lastLine(text))
  } catch {
    return undefined
  }
}

const lastLine = (text) => text.trim().split('\n').at(-1) ?? ''
const show = (value) =>
  typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : JSON.stringify(value)
