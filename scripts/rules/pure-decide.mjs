// An agent's `decide` is pure, and so is every function of its file that it names, at any remove.
import ts from 'typescript'
import { impurity } from './impurity.mjs'
import { isTest } from './source-files.mjs'
import { nodesIn } from './syntax.mjs'

export const pureDecide = {
  name: 'pure-decide',
  appliesTo: (path) => /^(agents|examples)\//.test(path) && !isTest(path),
  find: (file) => reachable(file.tree).flatMap((root) => [...nodesIn(root)].map(impurity).filter(Boolean)),
}

function reachable(tree) {
  const declarations = topLevel(tree)
  const found = [...nodesIn(tree)].filter(isDecide)
  for (const root of found) {
    for (const node of nodesIn(root)) {
      const declaration = ts.isIdentifier(node) ? declarations.get(node.text) : undefined
      if (declaration && !found.includes(declaration) && !contains(declaration, found[0]))
        found.push(declaration)
    }
  }
  return found
}

const contains = (outer, inner) => inner.pos >= outer.pos && inner.end <= outer.end

const isDecide = (node) =>
  (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node)) &&
  node.name.getText() === 'decide'

/** Functions and constants of the file, by name. */
function topLevel(tree) {
  const found = new Map()
  for (const statement of tree.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) found.set(statement.name.text, statement)
    for (const declaration of statement.declarationList?.declarations ?? [])
      if (ts.isIdentifier(declaration.name)) found.set(declaration.name.text, declaration)
  }
  return found
}
