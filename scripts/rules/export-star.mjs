// A door lists its names: what is public is then a decision, and a diff shows each change of it.
import ts from 'typescript'
import { lineOf } from './syntax.mjs'

export const exportStar = {
  name: 'export-star',
  appliesTo: (path) => path.startsWith('src/'),
  find: (file) =>
    file.tree.statements
      .filter(
        (node) =>
          ts.isExportDeclaration(node) && (!node.exportClause || ts.isNamespaceExport(node.exportClause)),
      )
      .map((node) => ({ line: lineOf(node), message: 'export * hides which names are public: list them' })),
}
