import type { Insertion } from '../../facts/prompt.ts'
import { isNode } from '../program/node.ts'
import { type Expression, type Value, baseOf, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import { redact } from '../source/redact.ts'
import type { Piece } from '../text/trace.ts'

/** What is put into a text, and whether it can be trusted. */
export function insertionsOf(scene: Scene, piece: Piece): Insertion[] {
  return piece.insertions.map((at) => {
    const text = at.module.textOf(at.node).replaceAll(/\s+/g, ' ')
    return {
      ...at.module.placeOf(at.node),
      kind: 'insertion',
      what: redact(text).slice(0, 80),
      trust: trustOf(scene, at),
      escaped: isEscaped(scene, at),
    }
  })
}

const ESCAPES = /^global:(JSON\.stringify|encodeURIComponent|encodeURI|Number|String\.raw)$|:(escape\w*|encode\w*|sanitize\w*|he\.encode)$/i

function isEscaped(scene: Scene, at: Expression): boolean {
  if (!isNode(at.node, 'CallExpression')) return false
  const path = pathOf(scene.program.evaluate({ module: at.module, node: at.node.callee })) ?? ''
  return ESCAPES.test(path)
}

/** Requests, pages, answers of models and what people type: nobody of the repository wrote it. */
const UNTRUSTED = /^global:fetch\(\)|^(axios|got|ky|undici|node-fetch|@mendable\/[^:]+|readline(\/promises)?|node:readline(\/promises)?|inquirer|prompts|@clack\/prompts|enquirer):/

function trustOf(scene: Scene, at: Expression): Insertion['trust'] {
  const { program } = scene
  let trust: Insertion['trust'] = 'trusted'
  for (const value of program.uses.resolve(program.evaluate(at))) {
    const one = trustOfValue(scene, value)
    if (one === 'untrusted') return one
    if (one === 'unknown') trust = one
  }
  return trust
}

function trustOfValue(scene: Scene, value: Value): Insertion['trust'] {
  const path = pathOf(value)
  if (path !== undefined && UNTRUSTED.test(path)) return 'untrusted'
  if (path !== undefined && /^global:(process|import\.meta|Date|Math|crypto)/.test(path)) return 'trusted'
  const base = baseOf(value)
  if (['literal', 'text', 'object', 'array', 'asset', 'function'].includes(base.kind)) return 'trusted'
  if (value.kind === 'called' && scene.asking.sites.has(value.site.node)) return 'untrusted'
  if (base.kind === 'parameter' && isRequest(base.path, pathOf(base) ?? '')) return 'untrusted'
  return 'unknown'
}

/** `req.body`, `request.query`: what a web framework hands to a handler. */
function isRequest(path: readonly string[], typed: string): boolean {
  return /:(NextRequest|Request|FastifyRequest|Context|NextApiRequest|IncomingMessage)\(\)/.test(typed) || ['body', 'query', 'params', 'headers', 'searchParams'].includes(path[0] ?? '')
}
