// Which modules take something from a module: for each agent it is asked of many of them.
import type { NodeOf } from '../program/node.ts'
import type { Module } from '../program/module.ts'
import type { Scene } from '../scene.ts'

export interface Import {
  readonly module: Module
  readonly node: NodeOf<'ImportDeclaration'>
}

/** By the module that is imported; tests and the module itself are no importers. */
export interface Imports {
  readonly imports: ReadonlyMap<Module, readonly Import[]>
  /** Modules that export something of it again. */
  readonly exporters: ReadonlyMap<Module, ReadonlySet<Module>>
}

const known = new WeakMap<Scene, Imports>()

export function importsOf(scene: Scene): Imports {
  const found = known.get(scene) ?? findImports(scene)
  known.set(scene, found)
  return found
}

function findImports({ program }: Scene): Imports {
  const imports = new Map<Module, Import[]>()
  const exporters = new Map<Module, Set<Module>>()
  const meant = (from: Module, specifier: string): Module | undefined => {
    const value = program.imported(from, specifier, '*')
    return value.kind === 'namespace' && value.module !== from ? value.module : undefined
  }
  for (const module of program.modules) {
    if (module.role === 'test') continue
    for (const node of module.nodes('ImportDeclaration')) {
      const target = meant(module, node.source.value)
      if (target !== undefined) imports.set(target, [...(imports.get(target) ?? []), { module, node }])
    }
    const { exports, exportsAll } = module
    const again = [...exports.values()].flatMap((one) => (one.kind === 'from' ? [one.source] : []))
    for (const source of [...exportsAll, ...again]) {
      const target = meant(module, source)
      if (target !== undefined) exporters.set(target, (exporters.get(target) ?? new Set()).add(module))
    }
  }
  return { imports, exporters }
}
