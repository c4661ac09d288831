import { bindingsOf } from './bindings.ts'
import { type Node, isFunction, isNode } from './node.ts'

export interface Definition {
  readonly type:
    'CatchClause' | 'ClassName' | 'FunctionName' | 'ImportBinding' | 'Parameter' | 'Type' | 'Variable'
  /** The declarator, the function (also for a parameter), the class, the specifier. */
  readonly node: Node
  readonly name: Node
  /** The declaration around a declarator or a specifier. */
  readonly parent: Node | undefined
}

export interface Declaration {
  /** The node whose scope it is in. */
  readonly scope: Node
  /** The name of an expression: known in it alone, and hidden by what is declared there. */
  readonly inside?: boolean
  readonly definition: Definition
}

type Nodes = (type: string) => readonly Node[]

/** Functions and types of functions. */
const HAVE_PARAMETERS = [
  'ArrowFunctionExpression',
  'FunctionDeclaration',
  'FunctionExpression',
  'TSCallSignatureDeclaration',
  'TSConstructSignatureDeclaration',
  'TSConstructorType',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
  'TSFunctionType',
  'TSMethodSignature',
]
const NAMED = {
  ClassDeclaration: 'ClassName',
  FunctionDeclaration: 'FunctionName',
  TSDeclareFunction: 'FunctionName',
  TSEnumDeclaration: 'Type',
  TSImportEqualsDeclaration: 'ImportBinding',
  TSInterfaceDeclaration: 'Type',
  TSModuleDeclaration: 'Type',
  TSTypeAliasDeclaration: 'Type',
} as const

/** Every name that a file declares; those of expressions last. */
export function* declarations(nodes: Nodes): Generator<Declaration> {
  yield* imported(nodes)
  for (const [type, as] of Object.entries(NAMED)) {
    for (const node of nodes(type)) {
      const { id: name } = node as { id?: Node | null }
      if (isNode(name, 'Identifier'))
        yield { scope: blockAround(node), definition: { type: as, node, name, parent: undefined } }
    }
  }
  yield* variables(nodes)
  yield* parameters(nodes)
  yield* types(nodes)
  for (const type of ['FunctionExpression', 'ClassExpression']) {
    const as = type === 'ClassExpression' ? 'ClassName' : 'FunctionName'
    for (const node of nodes(type)) {
      const { id: name } = node as { id?: Node | null }
      if (name) yield { scope: node, inside: true, definition: { type: as, node, name, parent: undefined } }
    }
  }
}

function* imported(nodes: Nodes): Generator<Declaration> {
  for (const parent of nodes('ImportDeclaration')) {
    if (!isNode(parent, 'ImportDeclaration')) continue
    for (const node of parent.specifiers)
      yield {
        scope: blockAround(parent),
        definition: { type: 'ImportBinding', node, name: node.local, parent },
      }
  }
}

function* variables(nodes: Nodes): Generator<Declaration> {
  for (const parent of nodes('VariableDeclaration')) {
    if (!isNode(parent, 'VariableDeclaration')) continue
    const scope = parent.kind === 'var' ? functionAround(parent) : blockAround(parent)
    for (const node of parent.declarations)
      for (const name of bindingsOf(node.id))
        yield { scope, definition: { type: 'Variable', node, name, parent } }
  }
  for (const node of nodes('CatchClause')) {
    if (!isNode(node, 'CatchClause') || node.param === null) continue
    for (const name of bindingsOf(node.param))
      yield { scope: node, definition: { type: 'CatchClause', node, name, parent: undefined } }
  }
}

function* parameters(nodes: Nodes): Generator<Declaration> {
  for (const type of HAVE_PARAMETERS)
    for (const node of nodes(type))
      for (const parameter of (node as { params: Node[] }).params)
        for (const name of bindingsOf(parameter))
          yield { scope: node, definition: { type: 'Parameter', node, name, parent: undefined } }
}

function* types(nodes: Nodes): Generator<Declaration> {
  for (const node of nodes('TSTypeParameter')) {
    const { name } = node as unknown as { name: Node }
    const list = node.parent!
    const scope = isNode(list, 'TSTypeParameterDeclaration') ? list.parent : conditionAround(list)
    yield { scope, definition: { type: 'Type', node, name, parent: undefined } }
  }
  for (const node of nodes('TSMappedType')) {
    const { key } = node as unknown as { key?: Node }
    if (isNode(key, 'Identifier'))
      yield { scope: node, definition: { type: 'Type', node, name: key, parent: undefined } }
  }
  for (const node of nodes('TSEnumMember')) {
    const { id } = node as unknown as { id: Node }
    const scope = node.parent!
    if (isNode(id, 'Identifier'))
      yield { scope, definition: { type: 'Type', node, name: id, parent: undefined } }
  }
}

const BLOCKS = new Set<string>([
  'Program',
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'StaticBlock',
  'TSModuleBlock',
])

/** The scope of a `let`: the block around it; that of a function's body is the function's. */
function blockAround(node: Node): Node {
  let at = node.parent ?? node
  while (!BLOCKS.has(at.type) && at.parent) at = at.parent
  return isNode(at, 'BlockStatement') && isFunction(at.parent) ? at.parent : at
}

/** The scope of `infer T`. */
function conditionAround(node: Node): Node {
  let at = node
  while (!isNode(at, 'TSConditionalType') && at.parent) at = at.parent
  return at
}

/** The scope of a `var`. */
function functionAround(node: Node): Node {
  let at = node.parent ?? node
  while (!isFunction(at) && !['Program', 'StaticBlock', 'TSModuleBlock'].includes(at.type) && at.parent)
    at = at.parent
  return at
}
