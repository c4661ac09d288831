// Which variable a name stands for. A scope holds its declarations and nothing else, and names are looked up when somebody
// asks: a full analysis makes an object for each name of a file, which took a fifth of the time of an audit and a third
// of its memory. scopes.test.ts holds it against that of typescript-eslint.
import { type Definition, declarations } from './declarations.ts'
import { type Node, isFunction, startOf } from './node.ts'
import { type Reference, isReference, referenceAt } from './references.ts'

export interface Variable {
  readonly name: string
  /** In source order; a function with overloads has several. */
  readonly defs: readonly Definition[]
  readonly identifiers: readonly Node[]
  /** In source order; what a declaration begins with is one of them. */
  readonly references: readonly Reference[]
}

export interface Scopes {
  /** Undefined for globals, and for names that stand for no variable: keys, labels. */
  variableOf(identifier: Node): Variable | undefined
}

interface Declared extends Variable {
  /** Filled when they are asked for. */
  readonly uses: Reference[]
  readonly defs: Definition[]
  readonly identifiers: Node[]
}

/** `nodes` gives all nodes of a type in source order. */
export function createScopes(nodes: (type: string) => readonly Node[]): Scopes {
  const scopes = new Map<Node, Map<string, Declared>>()
  const bound = new Map<Node, Declared>()
  const used = new Set<string>()
  let named: Map<string, Node[]> | undefined

  const lookUp = (identifier: Node): Declared | undefined => {
    const own = bound.get(identifier)
    if (own !== undefined || !isReference(identifier)) return own
    const name = nameOf(identifier)
    let from = identifier
    for (let at: Node | null | undefined = identifier.parent; at; from = at, at = at.parent) {
      const found = scopes.get(at)?.get(name)
      if (found !== undefined && isSeenFrom(at, from, found)) return found
    }
    return undefined
  }
  // All uses of a name at once: in minified files a few names have most of the variables.
  const use = (name: string): void => {
    if (used.has(name)) return
    used.add(name)
    named ??= byName([...nodes('Identifier'), ...nodes('JSXIdentifier')])
    for (const identifier of named.get(name) ?? []) {
      const variable = lookUp(identifier)
      const reference = variable && referenceAt(identifier)
      if (variable && reference && (reference.init || !bound.has(identifier))) variable.uses.push(reference)
    }
  }
  for (const { scope, inside, definition } of declarations(nodes)) {
    const name = nameOf(definition.name)
    let names = scopes.get(scope)
    if (names === undefined) scopes.set(scope, (names = new Map<string, Declared>()))
    let variable = names.get(name)
    if (variable === undefined || inside === true) {
      const isHidden = variable !== undefined
      variable = createVariable(name, use)
      if (!isHidden) names.set(name, variable)
    }
    add(variable, definition)
    bound.set(definition.name, variable)
  }
  return { variableOf: lookUp }
}

function createVariable(name: string, use: (name: string) => void): Declared {
  const uses: Reference[] = []
  return {
    name,
    defs: [],
    identifiers: [],
    uses,
    get references() {
      use(name)
      return uses
    },
  }
}

function add(variable: Declared, definition: Definition): void {
  const { defs, identifiers } = variable
  const start = startOf(definition.name)
  let at = defs.length
  while (at > 0 && startOf(defs[at - 1]!.name) > start) at--
  defs.splice(at, 0, definition)
  identifiers.splice(at, 0, definition.name)
}

function byName(identifiers: readonly Node[]): Map<string, Node[]> {
  const named = new Map<string, Node[]>()
  for (const identifier of identifiers) {
    const list = named.get(nameOf(identifier))
    if (list === undefined) named.set(nameOf(identifier), [identifier])
    else list.push(identifier)
  }
  for (const list of named.values()) list.sort((one, other) => startOf(one) - startOf(other))
  return named
}

function nameOf(identifier: Node): string {
  return (identifier as { name: string }).name
}

/** What a function's body declares with `var` is unseen by the defaults of its parameters. */
function isSeenFrom(scope: Node, from: Node, variable: Declared): boolean {
  if (!isFunction(scope) || from === scope.body) return true
  return variable.defs.some(({ type }) => type === 'Parameter' || type === 'FunctionName' || type === 'Type')
}
