// The environment, the arguments and the exit belong to the composition root: a library that reads them cannot be
// configured by its caller.
import ts from 'typescript'
import { mayReadEnvironment } from '../../architecture.mjs'
import { isTest, isUnder } from './source-files.mjs'
import { lineOf, memberName, nodesIn } from './syntax.mjs'

const RESERVED = new Set(['env', 'argv', 'argv0', 'execArgv', 'exit', 'exitCode', 'loadEnvFile'])

export const environment = {
  name: 'environment',
  appliesTo: (path) =>
    /^(src|agents|examples)\//.test(path) &&
    !isTest(path) &&
    !mayReadEnvironment.some((allowed) => isUnder(path, allowed)),
  find: (file) =>
    [...nodesIn(file.tree)].filter(isReserved).map((node) => ({
      line: lineOf(node),
      message: `${node.getText().split('\n')[0].slice(0, 60)}: only src/cli reads the environment, the arguments or exits`,
    })),
}

function isReserved(node) {
  const member = memberName(node)
  if (member) return RESERVED.has(member) && isProcess(node.expression)
  if (ts.isVariableDeclaration(node))
    return !!node.initializer && isProcess(node.initializer) && ts.isObjectBindingPattern(node.name)
  return (
    ts.isImportDeclaration(node) &&
    /^(node:)?process$/.test(node.moduleSpecifier.text) &&
    !!node.importClause?.namedBindings
  )
}

const isProcess = (node) =>
  (ts.isIdentifier(node) && node.text === 'process') || memberName(node) === 'process'
