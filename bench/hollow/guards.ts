// Guards of the good agents. Without its guard, an agent fails that requirement, and nothing else.
import { guardsOverFrameworks } from './guards/frameworks.ts'
import type { Guard } from './guards/guard.ts'
import { guardsOfRefunds } from './guards/refunds.ts'

export const guards: readonly Guard[] = [...guardsOfRefunds, ...guardsOverFrameworks]
