import ts from 'typescript'

/** A file with its types resolved. */
export function readTyped(path) {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.')
  const program = ts.createProgram([path], { ...options, types: [] })
  return { tree: program.getSourceFile(path), checker: program.getTypeChecker() }
}

/** The comment above a declaration, on one line. */
export function commentOf(node) {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\s+/g, ' ').trim()
}

export const firstSentence = (text) => /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text
