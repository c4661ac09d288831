import { type Node, isFunction, isNode } from './node.ts'

/** A use of a variable. */
export interface Reference {
  readonly identifier: Node
  /** It is what the declaration begins with. */
  readonly init: boolean
  /** What is written, or, in a pattern, what it is taken out of. */
  readonly writeExpr: Node | undefined
  isRead(): boolean
  isWrite(): boolean
}

/** Keys of nodes whose identifiers name no variable. */
const NO_REFERENCE: Readonly<Record<string, readonly string[]>> = {
  BreakStatement: ['label'],
  ContinueStatement: ['label'],
  LabeledStatement: ['label'],
  ExportAllDeclaration: ['exported'],
  ImportAttribute: ['key'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
  ImportSpecifier: ['imported', 'local'],
  MetaProperty: ['meta', 'property'],
  TSEnumMember: ['id'],
  TSNamespaceExportDeclaration: ['id'],
  TSNamedTupleMember: ['label'],
  TSQualifiedName: ['right'],
  TSImportType: ['qualifier'],
  TSIndexSignature: ['parameters'],
}
/** Their keys name something only where they are computed. */
const KEYED = new Set<string>([
  'Property',
  'MethodDefinition',
  'PropertyDefinition',
  'AccessorProperty',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition',
  'TSAbstractAccessorProperty',
  'TSPropertySignature',
  'TSMethodSignature',
])
/** Whether a name at this place uses a variable. */
export function isReference(identifier: Node): boolean {
  const parent = identifier.parent as (Node & Record<string, unknown>) | null | undefined
  if (!parent) return false
  const type = parent.type as string
  if (isNode(identifier, 'JSXIdentifier')) return isComponent(identifier, parent)
  if (isNode(parent, 'MemberExpression')) return parent.object === identifier || parent.computed
  if (KEYED.has(type)) {
    if ((parent as unknown as { key: Node }).key === identifier)
      return (parent as unknown as { computed: boolean }).computed
  }
  if (isNode(parent, 'ExportSpecifier'))
    return parent.local === identifier && !(parent.parent as { source?: unknown }).source
  return !(NO_REFERENCE[type]?.some((key) => [parent[key]].flat().includes(identifier)) ?? false)
}

function isComponent(identifier: { readonly name: string }, parent: Node): boolean {
  if (isNode(parent, 'JSXMemberExpression')) return (parent.object as unknown) === identifier
  return ['JSXOpeningElement', 'JSXClosingElement'].includes(parent.type) && !/^[a-z]/.test(identifier.name)
}

/** How a variable is used where its name stands. */
export function referenceAt(identifier: Node): Reference {
  const write = writeAt(identifier)
  return {
    identifier,
    init: write?.init ?? false,
    writeExpr: write?.value,
    isRead: () => write === undefined || write.isRead,
    isWrite: () => write !== undefined,
  }
}

interface Write {
  readonly value: Node | undefined
  readonly init: boolean
  readonly isRead: boolean
}

/** What is written to a name; undefined where it is only read. */
function writeAt(identifier: Node): Write | undefined {
  let at = identifier
  for (let parent: Node | null | undefined = at.parent; parent; at = parent, parent = at.parent) {
    if (
      isNode(parent, 'AssignmentPattern') &&
      at === identifier &&
      parent.left === at &&
      isOfFunction(parent)
    )
      return { value: parent.right, init: true, isRead: false }
    if (isPatternPart(parent, at)) continue
    if (isNode(parent, 'VariableDeclarator')) return parent.id === at ? begun(parent) : undefined
    if (isNode(parent, 'AssignmentExpression') && parent.left === at)
      return { value: parent.right, init: false, isRead: parent.operator !== '=' }
    if ((isNode(parent, 'ForInStatement') || isNode(parent, 'ForOfStatement')) && parent.left === at)
      return { value: parent.right, init: false, isRead: false }
    return isNode(parent, 'UpdateExpression') ? { value: undefined, init: false, isRead: true } : undefined
  }
  return undefined
}

/** What a declaration begins with. */
function begun(declarator: Extract<Node, { type: 'VariableDeclarator' }>): Write | undefined {
  if (declarator.init) return { value: declarator.init, init: true, isRead: false }
  const loop = declarator.parent.parent
  return isNode(loop, 'ForInStatement') || isNode(loop, 'ForOfStatement')
    ? { value: loop.right, init: true, isRead: false }
    : undefined
}

function isPatternPart(parent: Node, at: Node): boolean {
  if (isNode(parent, 'Property')) return parent.value === at && isNode(parent.parent, 'ObjectPattern')
  if (isNode(parent, 'AssignmentPattern')) return parent.left === at
  return ['ObjectPattern', 'ArrayPattern', 'RestElement', 'TSParameterProperty'].includes(parent.type)
}

/** A default in the parameters of a function. */
function isOfFunction(pattern: Node): boolean {
  let at: Node = pattern
  while (at.parent && isPatternPart(at.parent, at)) at = at.parent
  return isFunction(at.parent)
}
