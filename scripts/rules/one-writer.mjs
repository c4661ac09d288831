// Only the engine appends to the store: one writer, so that every fact about a thread came through one door.
// The name `append` is kept for that alone, so that a text search shows the same.
import ts from 'typescript'
import { mayAppend } from '../../architecture.mjs'
import { isTest, isUnder } from './source-files.mjs'
import { lineOf, memberName, nodesIn } from './syntax.mjs'

export const oneWriter = {
  name: 'one-writer',
  appliesTo: (path) =>
    /^(src|agents|examples)\//.test(path) &&
    !isTest(path) &&
    !mayAppend.some((folder) => isUnder(path, folder)),
  find: (file) =>
    [...nodesIn(file.tree)].filter(takesAppend).map((node) => ({
      line: lineOf(node),
      message: 'only runtime/engine may append to the store',
    })),
}

function takesAppend(node) {
  if (memberName(node) === 'append') return true
  return ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === 'append'
}
