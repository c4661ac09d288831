import type { CommandOf, CommandType } from '../../agents/command.ts'
import type { Carry } from '../ports.ts'
import { askHuman } from './ask-human.ts'
import { askModel } from './ask-model.ts'
import { awaitChild } from './await-child.ts'
import { compactContext } from './compact-context.ts'
import { denyCalls } from './deny-calls.ts'
import { fail } from './fail.ts'
import { finish } from './finish.ts'
import { nudge } from './nudge.ts'
import { runCalls } from './run-calls.ts'
import { setDeadline } from './set-deadline.ts'
import { spawn } from './spawn.ts'
import { wait } from './wait.ts'

export const commandTable: { readonly [T in CommandType]: Carry<CommandOf<T>> } = {
  ask_model: askModel,
  run_calls: runCalls,
  deny_calls: denyCalls,
  ask_human: askHuman,
  wait,
  spawn,
  await_child: awaitChild,
  compact_context: compactContext,
  nudge,
  set_deadline: setDeadline,
  finish,
  fail,
}
