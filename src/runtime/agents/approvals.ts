import type { HumanPolicy } from '../humans/policy.ts'
import type { Call } from '../thread/event.ts'
import type { Thread } from '../thread/thread.ts'
import { askHuman, type Command } from './command.ts'

/**
 * Asks a person before a call runs for which `needsApproval` is true. The permission is bound to the hash of the
 * input: a call whose input changed since is asked about again.
 */
export function approvals(
  thread: Thread,
  needsApproval: (call: Call) => boolean,
  policy: HumanPolicy,
): Command | undefined {
  const call = thread.calls.find(
    (open) => open.state === 'chosen' && open.permission?.inputHash !== open.inputHash && needsApproval(open),
  )
  if (!call) return undefined
  const rule = words(needsApproval.name)
  const question = policy.question ?? (rule ? `${rule} need an approval` : `${call.tool} needs an approval`)
  return askHuman({ kind: 'approval', callId: call.callId, policy: { ...policy, question } })
}

/** `productionDeploys` as "production deploys". */
function words(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}
