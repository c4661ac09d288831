import type { Factor } from './factor.ts'
import { factor01 } from './01-natural-language-to-tool-calls/index.ts'
import { factor02 } from './02-own-your-prompts/index.ts'
import { factor03 } from './03-own-your-context-window/index.ts'
import { factor04 } from './04-tools-are-structured-outputs/index.ts'
import { factor05 } from './05-unify-execution-and-business-state/index.ts'
import { factor06 } from './06-launch-pause-resume/index.ts'
import { factor07 } from './07-contact-humans-with-tools/index.ts'
import { factor08 } from './08-own-your-control-flow/index.ts'
import { factor09 } from './09-compact-errors/index.ts'
import { factor10 } from './10-small-focused-agents/index.ts'
import { factor11 } from './11-trigger-from-anywhere/index.ts'
import { factor12 } from './12-stateless-reducer/index.ts'

export const factors: readonly Factor[] = [
  factor01,
  factor02,
  factor03,
  factor04,
  factor05,
  factor06,
  factor07,
  factor08,
  factor09,
  factor10,
  factor11,
  factor12,
]
