// Agents and examples import the package by its name: a relative path out of their own folder would reach the
// sources, or the built files behind the doors.
import { posix } from 'node:path'
import ts from 'typescript'
import { lineOf, nodesIn } from './syntax.mjs'

export const packageByName = {
  name: 'package-by-name',
  appliesTo: (path) => /^(agents|examples)\//.test(path),
  find: (file) =>
    [...nodesIn(file.tree)]
      .filter((node) => leaves(file.path, specifier(node)))
      .map((node) => ({
        line: lineOf(node),
        message: `${specifier(node)} leaves the folder: import 'twelvefold' by its name`,
      })),
}

function specifier(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier?.text
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  return isDynamic ? node.arguments[0]?.text : undefined
}

/** A file of `examples/` itself may use what stands beside it. Tests beside an agent may also use test/, which holds temporary folders. */
function leaves(path, target) {
  if (!target?.startsWith('.')) return false
  const own = path.split('/').slice(0, -1).slice(0, 2).join('/')
  const reached = posix.join(posix.dirname(path), target)
  return !reached.startsWith(own) && !(path.endsWith('.test.ts') && reached.startsWith('test/'))
}
