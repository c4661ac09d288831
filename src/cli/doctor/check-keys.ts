import { EXAMPLE_URL, providers } from '../named-model.ts'
import type { Check } from './check.ts'

/** Which providers' keys are there; never what they are. */
export function checkKeys(env: Readonly<Record<string, string | undefined>>): Check[] {
  const found = Object.values(providers).filter(({ key }) => env[key])
  if (found.length > 0) {
    return found.map(({ key }) => ({ name: 'model', state: 'ok', message: `${key} is set` }))
  }
  const keys = Object.values(providers).map(({ key }) => key)
  return [
    {
      name: 'model',
      state: 'note',
      message: 'no model key is set: agents run on their scripts, or on model objects of their own',
      hint: `set one of ${keys.join(', ')}, or name a server of your own: ${EXAMPLE_URL}`,
    },
  ]
}
