import type { Scene } from '../scene.ts'

/** Files that a test or an eval imports, directly or through one other file. */
export function testedFiles(scene: Scene): Set<string> {
  const tested = new Set<string>()
  const visit = (path: string, depth: number): void => {
    const module = scene.program.moduleAt(path)
    if (module === undefined) return
    for (const { value } of module.parsed.record.specifiers) {
      const imported = scene.program.imported(module, value, '*')
      const file = imported.kind === 'namespace' ? imported.module.path : imported.kind === 'asset' ? imported.path : undefined
      if (file === undefined || tested.has(file)) continue
      tested.add(file)
      if (depth < 2) visit(file, depth + 1)
    }
  }
  for (const module of scene.program.modules) if (module.role === 'test') visit(module.path, 1)
  return tested
}
