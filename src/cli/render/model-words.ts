import type { Model } from '../../runtime/models/model.ts'

const CASSETTE = 'cassette:'

/** What an agent runs on. Where no model thinks, that is said. */
export function modelWords({ id, source }: Model): string {
  if (source === 'provider') return id
  return id.startsWith(CASSETTE) ? `a cassette of ${id.slice(CASSETTE.length)}` : 'the scripted model'
}
