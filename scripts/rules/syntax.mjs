// Small questions to a TypeScript syntax tree.
import ts from 'typescript'

export function* nodesIn(node) {
  yield node
  const children = []
  ts.forEachChild(node, (child) => void children.push(child))
  for (const child of children) yield* nodesIn(child)
}

export function lineOf(node) {
  const tree = node.getSourceFile()
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

/** The name in `x.name` and `x['name']`. */
export function memberName(node) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return node.argumentExpression.text
  return undefined
}

/** An identifier that is read as a value and that no scope around it declares. */
export function isGlobalRead(node) {
  return ts.isIdentifier(node) && !isNameOnly(node) && !isType(node) && !isDeclaredAround(node)
}

function isNameOnly(node) {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  if (ts.isShorthandPropertyAssignment(parent)) return false
  if (ts.isBindingElement(parent)) return parent.initializer !== node
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent)) return true
  return parent.name === node || ts.isLabeledStatement(parent) || ts.isNamespaceImport(parent)
}

function isType(node) {
  for (let at = node; at; at = at.parent) {
    if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return true
    if (ts.isStatement(at)) return ts.isInterfaceDeclaration(at) || ts.isTypeAliasDeclaration(at)
  }
  return false
}

function isDeclaredAround(node) {
  for (let scope = node.parent; scope; scope = scope.parent) {
    if (declaredIn(scope).has(node.text)) return true
  }
  return false
}

const declared = new WeakMap()

/** Names that this scope itself declares: parameters, variables, functions, classes, imports. */
function declaredIn(scope) {
  if (!ts.isFunctionLike(scope) && !ts.isBlock(scope) && !ts.isSourceFile(scope) && !isLoop(scope))
    return new Set()
  let names = declared.get(scope)
  if (!names) declared.set(scope, (names = new Set(bindings(scope))))
  return names
}

const isLoop = (node) => ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)

function* bindings(scope) {
  for (const parameter of scope.parameters ?? []) yield* namesOf(parameter.name)
  for (const declaration of scope.initializer?.declarations ?? []) yield* namesOf(declaration.name)
  for (const statement of scope.statements ?? []) {
    for (const declaration of statement.declarationList?.declarations ?? []) yield* namesOf(declaration.name)
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) yield statement.name?.text
    if (ts.isImportDeclaration(statement)) yield* importedNames(statement.importClause)
  }
}

function* namesOf(name) {
  if (ts.isIdentifier(name)) yield name.text
  else for (const element of name.elements) if (element.name) yield* namesOf(element.name)
}

function* importedNames(clause) {
  if (clause?.name) yield clause.name.text
  const named = clause?.namedBindings
  if (named?.name) yield named.name.text
  for (const element of named?.elements ?? []) yield element.name.text
}
