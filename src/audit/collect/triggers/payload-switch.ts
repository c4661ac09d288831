import type { TriggerKind } from '../../facts/trigger.ts'
import type { Region } from '../agents/draft.ts'
import { type Node, isNode, nodesUnder } from '../program/node.ts'

/** One kind of delivery that a handler tells from the others: the code that runs for it. */
export interface Branch {
  readonly kind: TriggerKind
  readonly region: Region
}

/** `switch (payload.type) { case 'agent_email.received': … }`, and the same with `if`. */
export function branchesOf({ module, node }: Region): Branch[] {
  const found: Branch[] = []
  for (const inner of nodesUnder(node)) {
    if (isNode(inner, 'SwitchCase') && inner.test !== null) {
      const region = branchOfCase(inner)
      const kind = kindOf(inner.test)
      if (kind !== undefined && region !== undefined) found.push({ kind, region: { module, node: region } })
    }
    if (isNode(inner, 'IfStatement')) {
      const kind = kindOf(inner.test)
      if (kind !== undefined) found.push({ kind, region: { module, node: inner.consequent } })
    }
  }
  const isSwitch = found.some(({ kind }) => kind !== 'webhook')
  return isSwitch ? found : []
}

/** An empty case falls to the next one. */
function branchOfCase(one: Node): Node | undefined {
  const { parent } = one
  if (!isNode(parent, 'SwitchStatement')) return undefined
  const from = parent.cases.findIndex((each) => each === one)
  return parent.cases.slice(from).find(({ consequent }) => consequent.length > 0)
}

/** Dotted names of deliveries, as their senders write them: `email.received`, `agent_slack.received`. */
function kindOf(test: Node): TriggerKind | undefined {
  for (const node of nodesUnder(test)) {
    if (
      !isNode(node, 'Literal') ||
      typeof node.value !== 'string' ||
      !/^[\w-]+([.:/][\w-]+)+$/.test(node.value)
    )
      continue
    if (/(^|[._:/-])e?mail([._:/-]|$)/i.test(node.value)) return 'email'
    if (/(^|[._:/-])slack([._:/-]|$)/i.test(node.value)) return 'slack'
    return 'webhook'
  }
  return undefined
}
