import type { Sight } from '../../facts/place.ts'
import type { AgentDraft } from '../agents/draft.ts'
import { isNode, memberName, nodesUnder } from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { sightAt } from '../sight-at.ts'
import type { PromptInput } from '../sighting.ts'
import { traceText } from '../text/trace-text.ts'

const SECRET = /(^|[._])(\w*_)?(API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|PRIVATE_KEY)$/i

/** Settings that hold credentials, whole environments, and headers that flow into what a model is given. */
export function secretsIn({ program }: Scene, draft: AgentDraft, inputs: readonly PromptInput[]): Sight[] {
  const all = [...inputs, ...(draft.sighting?.inputs ?? [])]
  return all.flatMap(({ at, role }) => {
    const trace = traceText(program, at, role === 'system' ? 'system' : 'user')
    const fromEnvironment = trace.pieces
      .filter(({ origin, text }) => origin === 'environment' && SECRET.test(text))
      .map((piece) => sightAt(piece, 'environment', piece.text.replace(/^global:/, '')))
    const inserted = trace.pieces.flatMap((piece) => piece.insertions)
    const others = [...inserted, ...trace.unknown].flatMap(({ module, node }) =>
      [...nodesUnder(node)].flatMap((inner) => {
        if (!isNode(inner, 'MemberExpression')) return []
        const path = pathOf(program.evaluate({ module, node: inner })) ?? ''
        const isSetting = /^global:(process|Deno|Bun|import\.meta)\.env\b/.test(path) && SECRET.test(path)
        const isWhole = /^global:(process|Deno|Bun)\.env$/.test(path) && inner === node
        const isHeader = /^(authorization|cookie|x-api-key)$/i.test(memberName(inner) ?? '')
        if (isHeader) return [sightAt({ module, node: inner }, 'header')]
        return isSetting || isWhole ? [sightAt({ module, node: inner }, 'environment')] : []
      }),
    )
    return [...fromEnvironment, ...others]
  })
}
