import type { Check } from './check.ts'

/** `engines` of package.json: 20.19 and later of 20, 22.12 and later. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (isFit) return { name: 'node', state: 'ok', message: version }
  return { name: 'node', state: 'failed', message: version, hint: 'install Node 20.19, 22.12 or later' }
}
