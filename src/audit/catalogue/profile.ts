import type { Level } from './requirement.ts'

/** How strict the rules are that go beyond the essays. A profile changes levels, never what a requirement says. */
export type Profile = 'essay' | 'recommended' | 'strict'

export const profiles: readonly Profile[] = ['essay', 'recommended', 'strict']

const changedLevels: Readonly<Record<Profile, Readonly<Record<string, Level>>>> = {
  // No inline prompt, no agent over 200 lines: the project's own rules, so the essays alone only advise them.
  essay: { 'F02-R2': 'SHOULD', 'F10-R1': 'SHOULD' },
  recommended: {},
  // One result envelope for all tools.
  strict: { 'F04-R6': 'MUST' },
}

export function levelIn(profile: Profile, requirement: string, level: Level): Level {
  return changedLevels[profile][requirement] ?? level
}
