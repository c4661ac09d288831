import type { CommandOf, CommandType } from '../../agents/command.ts'
import type { Carry } from '../ports.ts'
import { askHuman } from './ask-human.ts'
import { askModel } from './ask-model.ts'
import { awaitChild } from './await-child.ts'
import { compactContext } from './compact-context.ts'
import { fail } from './fail.ts'
import { finish } from './finish.ts'
import { runCalls } from './run-calls.ts'
import { spawn } from './spawn.ts'
import { wait } from './wait.ts'

export const commandTable: { readonly [T in CommandType]: Carry<CommandOf<T>> } = {
  ask_model: askModel,
  run_calls: runCalls,
  ask_human: askHuman,
  wait,
  spawn,
  await_child: awaitChild,
  compact_context: compactContext,
  finish,
  fail,
}
