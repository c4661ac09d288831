// Whoever catches an error of ours acts on its code: every throw is a class of the library's file of error classes,
// and every class of errors is in such a file.
import ts from 'typescript'
import { isTest } from './source-files.mjs'
import { lineOf, nodesIn } from './syntax.mjs'

const HOME = /\/(twelvefold|audit)-error\.ts$/
const FILES = 'twelvefold-error.ts or audit-error.ts'
const BUILT_IN = /^(Error|TypeError|RangeError|SyntaxError|ReferenceError|EvalError|URIError|AggregateError)$/

export const bareThrow = {
  name: 'bare-throw',
  appliesTo: (path) => path.startsWith('src/') && !isTest(path) && !HOME.test(path),
  find: (file) => [...nodesIn(file.tree)].flatMap(violation),
}

function violation(node) {
  const line = lineOf(node)
  if (ts.isThrowStatement(node) && isBuiltIn(node.expression))
    return [{ line, message: `throw a class of ${FILES}, which has a code` }]
  if (
    ts.isCallExpression(node) &&
    /(^|\.)reject$/.test(node.expression.getText()) &&
    isBuiltIn(node.arguments[0])
  )
    return [{ line, message: `reject with a class of ${FILES}, which has a code` }]
  if (ts.isClassLike(node) && extendsBuiltIn(node))
    return [{ line, message: `classes of errors live in ${FILES}` }]
  return []
}

const isBuiltIn = (node) =>
  !!node &&
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  BUILT_IN.test(node.expression.getText())

const extendsBuiltIn = (node) =>
  !!node.heritageClauses?.some((clause) =>
    clause.types.some((type) => BUILT_IN.test(type.expression.getText())),
  )
