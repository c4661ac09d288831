import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const repository = fileURLToPath(new URL('../../', import.meta.url))

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
}

/**
 * Compiles a folder of the repository to plain JavaScript and returns where it lies: a child process that is started
 * a thousand times must not load a compiler. It lies inside the package, so that 'twelvefold' means its dist/.
 */
export function compileFolder(folder: string): string {
  const target = join(repository, '.twelvefold', 'compiled', folder)
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(join(repository, folder, file), 'utf8')
    const { outputText } = ts.transpileModule(source, { compilerOptions: OPTIONS, fileName: file })
    writeIfChanged(join(target, file.replace(/\.ts$/, '.js')), outputText)
  }
  return target
}

/** Renamed into place: another bench may be running the same file at this moment. */
function writeIfChanged(path: string, text: string): void {
  if (readOrNothing(path) === text) return
  mkdirSync(dirname(path), { recursive: true })
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, text)
  renameSync(fresh, path)
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
