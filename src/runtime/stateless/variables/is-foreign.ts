import { scriptUrl } from './inspect-function.ts'

/** This library's own code, which has its own tests; these are looked at. */
const OWN = new URL('../../', import.meta.url).href
const OWN_PATH = OWN.replace(/^file:\/\//, '')

/**
 * Whether a script is of Node, of an installed package or of this library: what these keep for themselves, such as
 * compiled schemas, is not the user's state.
 */
export function isForeignScript(scriptId: string): boolean {
  const url = scriptUrl(scriptId)
  if (url.startsWith('node:') || url.includes('/node_modules/')) return true
  return (url.startsWith(OWN) || url.startsWith(OWN_PATH)) && !url.includes('.test.')
}
