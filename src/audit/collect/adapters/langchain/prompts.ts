import { elementsOf } from '../../program/elements.ts'
import { isCall, isNode } from '../../program/node.ts'
import type { Program } from '../../program/program.ts'
import { type Expression, type Value, pathOf } from '../../program/value.ts'
import type { PromptInput } from '../../sighting.ts'
import { option, textOf } from '../arguments.ts'
import { path } from './names.ts'
import { argumentOf } from './tools.ts'

const MESSAGE_LISTS = path(
  String.raw`ChatPromptTemplate(\.(fromMessages|fromPromptMessages))?`,
  String.raw`\(\)`,
)
const TEMPLATES = path(
  String.raw`(Chat)?PromptTemplate\.fromTemplate|((Few\w+|Pipeline)?PromptTemplate)|((System|Human|AI)MessagePromptTemplate(\.fromTemplate)?)|(System|Human|AI)Message`,
  String.raw`\(\)`,
)

/** What a prompt template says, by role; undefined when the value is no prompt. */
export function promptInputs(program: Program, value: Value): PromptInput[] | undefined {
  if (value.kind !== 'called') return undefined
  const name = (pathOf(value) ?? '').replace(/(\.partial\(\))+$/, '')
  if (MESSAGE_LISTS.test(name)) {
    const first = argumentOf(program, value, 0)
    const list = first && name.endsWith('ChatPromptTemplate()') ? messagesOption(program, first) : first
    return list === undefined ? [] : listed(program, list)
  }
  if (!TEMPLATES.test(name)) return undefined
  const role = /System/.test(name) ? 'system' : 'user'
  return templateOf(program, value).map((at) => ({ role, at }))
}

function messagesOption(program: Program, options: Value): Value | undefined {
  const [at] = option(program, options, 'promptMessages')
  return at && program.evaluate(at)
}

/** The text, given alone or as `template`, `prefix`, `content`. */
function templateOf(program: Program, value: Extract<Value, { kind: 'called' }>): Expression[] {
  const { module, node } = value.site
  if (!isCall(node)) return []
  const [first] = node.arguments
  if (first === undefined || isNode(first, 'SpreadElement')) return []
  const given = program.evaluate({ module, node: first })
  const named = ['template', 'prefix', 'content', 'suffix'].flatMap((key) => option(program, given, key))
  return named.length > 0 ? named : [{ module, node: first }]
}

/** Messages of a list: `['system', text]`, `new SystemMessage(text)`, templates; placeholders are left out. */
export function listed(program: Program, list: Value): PromptInput[] {
  return program.uses
    .resolve(list)
    .flatMap((one) => elementsOf(program, one))
    .flatMap((one) => program.uses.resolve(one))
    .flatMap((one): PromptInput[] => {
      if (one.kind === 'array' && isNode(one.node, 'ArrayExpression')) return tuple(program, one)
      if (one.kind === 'called') {
        const name = pathOf(one) ?? ''
        if (/MessagesPlaceholder/.test(name)) return []
        return promptInputs(program, one) ?? [{ role: 'messages', at: one.site }]
      }
      if (one.kind === 'literal' || one.kind === 'text' || one.kind === 'object')
        return [
          { role: one.kind === 'object' ? 'messages' : 'user', at: { module: one.module, node: one.node } },
        ]
      return []
    })
}

function tuple(program: Program, value: Extract<Value, { kind: 'array' }>): PromptInput[] {
  if (!isNode(value.node, 'ArrayExpression')) return []
  const [role, text] = value.node.elements
  if (!role || !text || isNode(text, 'SpreadElement')) return []
  const word = textOf(program, program.evaluate({ module: value.module, node: role }))
  if (word === 'placeholder') return []
  return [{ role: word === 'system' ? 'system' : 'user', at: { module: value.module, node: text } }]
}
