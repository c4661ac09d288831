import type { Parsed } from '../source/parse.ts'
import type { Resolver } from '../source/resolver.ts'
import type { SourceFile } from '../source/source-files.ts'
import { createBamlSource } from './baml-source.ts'
import { createEffort } from './effort.ts'
import { evaluate } from './evaluate.ts'
import { evaluateExport } from './exports.ts'
import { createModule, type Module } from './module.ts'
import type { Program, Uses } from './program.ts'
import { property } from './property.ts'
import { createUses } from './uses.ts'
import { canonical, type Value } from './value.ts'

export interface ProgramInput {
  readonly files: ReadonlyMap<string, SourceFile>
  /** Paths of the files that can reach a model. */
  readonly reached: readonly string[]
  readonly resolver: Resolver
  /**
   * Packages that stay symbolic even when the repository holds their source: a framework's examples in its own
   * repository, its package imported by its own name.
   */
  readonly isFramework?: (specifier: string) => boolean
  /** The `.baml` files that are judged, with their text. */
  readonly baml?: readonly { readonly path: string; readonly text: string }[]
  /** Undefined when the file cannot be parsed at all. */
  readonly parse: (file: SourceFile) => Parsed | undefined
}

/** Steps of one question: real lists and callers take some tens. */
const MAX_STEPS = 300

export function createProgram(input: ProgramInput): Program {
  const read = new Map<string, Module | undefined>()
  const beside: Module[] = []
  const isReached = new Set(input.reached)
  const seen = new Set(input.reached)
  let uses: Uses | undefined
  const moduleAt = (path: string): Module | undefined => {
    if (read.has(path)) return read.get(path)
    const file = input.files.get(path)
    const parsed = file === undefined || path.endsWith('.baml') ? undefined : input.parse(file)
    const module = file === undefined || parsed === undefined ? undefined : createModule(file, parsed)
    read.set(path, module)
    return module
  }
  const program: Program = {
    modules: input.reached.flatMap((path) => moduleAt(path) ?? []),
    beside,
    baml: (input.baml ?? []).map(({ path, text }) => createBamlSource(path, text)),
    moduleAt,
    known: new WeakMap(),
    effort: createEffort(MAX_STEPS),
    imported(from, specifier, name) {
      const target = input.resolver.resolve(from.path, specifier)
      if (target === undefined) return { kind: 'external', package: specifier, name }
      if ('external' in target) {
        const { external, subpath } = target
        return { kind: 'external', package: subpath === '' ? external : `${external}/${subpath}`, name }
      }
      if (isBamlClient(target.file) || input.isFramework?.(specifier))
        return { kind: 'external', package: specifier, name }
      const module = moduleAt(target.file)
      if (module !== undefined && isReached.has(from.path) && !seen.has(target.file)) {
        seen.add(target.file)
        beside.push(module)
      }
      return module === undefined
        ? { kind: 'asset', path: target.file }
        : evaluateExport(program, module, name)
    },
    exported: (module, name) => evaluateExport(program, module, name),
    evaluate: (at) => evaluate(program, at),
    property: rememberedProperty(() => program),
    get uses() {
      return (uses ??= createUses(program))
    },
  }
  return program
}

/** The same property of the same value is one value: what many paths lead to is worked out, and held, once. */
function rememberedProperty(programOf: () => Program): Program['property'] {
  const known = new WeakMap<Value, Map<string, Value>>()
  return (value, name) => {
    const program = programOf()
    const owner = canonical(value)
    let properties = known.get(owner)
    if (properties === undefined) known.set(owner, (properties = new Map<string, Value>()))
    const before = properties.get(name)
    if (before !== undefined) return before
    const { effort } = program
    const cutBefore = effort.cuts() + effort.circles()
    const found = property(program, value, name)
    if (cutBefore === effort.cuts() + effort.circles()) properties.set(name, found)
    return found
  }
}

/** BAML's client is made from the `.baml` files, and is the same whether it was committed or not. */
function isBamlClient(path: string): boolean {
  return /(^|\/)baml_client\//.test(path)
}
