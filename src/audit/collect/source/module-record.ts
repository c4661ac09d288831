import type { Comment, EcmaScriptModule, StaticExport, StaticImport } from 'oxc-parser'

/** What a file takes from others and gives to them, known without its tree. */
export interface ModuleRecord {
  readonly imports: readonly ImportedName[]
  readonly exports: readonly ExportedName[]
  /** Every specifier: static, dynamic, re-exported, required. */
  readonly specifiers: readonly Specifier[]
  /** It has import or export statements. */
  readonly isModule: boolean
}

export interface Specifier {
  readonly value: string
  readonly how: 'import' | 'export' | 'dynamic' | 'require'
  readonly typeOnly: boolean
  readonly start: number
}

export interface ImportedName {
  readonly specifier: string
  /** `default`, `*` for the namespace. */
  readonly imported: string
  readonly local: string
  readonly typeOnly: boolean
  readonly start: number
}

export interface ExportedName {
  /** `default`; `*` for `export * from`. */
  readonly exported: string
  readonly specifier: string | undefined
  /** The name in the other module, `*` for its namespace; undefined for an export of its own. */
  readonly imported: string | undefined
  readonly local: string | undefined
  readonly typeOnly: boolean
  readonly start: number
}

export function moduleRecord(
  text: string,
  module: EcmaScriptModule,
  comments: readonly Comment[],
): ModuleRecord {
  const exports = module.staticExports.flatMap(exportedNames)
  return {
    imports: module.staticImports.flatMap(importedNames),
    exports,
    specifiers: [
      ...module.staticImports.map(importSpecifier),
      ...exportSpecifiers(exports),
      ...module.dynamicImports.flatMap(({ moduleRequest, start }) => {
        const value = literal(text.slice(moduleRequest.start, moduleRequest.end))
        return value === undefined ? [] : [{ value, how: 'dynamic' as const, typeOnly: false, start }]
      }),
      ...requires(text, comments),
    ],
    isModule: module.hasModuleSyntax,
  }
}

function importSpecifier({ moduleRequest, entries, start }: StaticImport): Specifier {
  const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType)
  return { value: moduleRequest.value, how: 'import', typeOnly, start }
}

function importedNames({ moduleRequest, entries, start }: StaticImport): ImportedName[] {
  return entries.map(({ importName, localName, isType }) => ({
    specifier: moduleRequest.value,
    imported: importName.name ?? ((importName.kind as string) === 'Default' ? 'default' : '*'),
    local: localName.value,
    typeOnly: isType,
    start,
  }))
}

function exportedNames({ entries, start }: StaticExport): ExportedName[] {
  return entries.map(({ moduleRequest, importName, exportName, localName, isType }) => ({
    exported: exportName.name ?? ((exportName.kind as string) === 'Default' ? 'default' : '*'),
    specifier: moduleRequest?.value,
    imported: moduleRequest === null ? undefined : (importName.name ?? '*'),
    local: localName.name ?? undefined,
    typeOnly: isType,
    start,
  }))
}

function exportSpecifiers(exports: readonly ExportedName[]): Specifier[] {
  const seen = new Map<string, Specifier>()
  for (const { specifier, typeOnly, start } of exports) {
    if (specifier === undefined) continue
    const key = `${start} ${specifier}`
    const allTypes = typeOnly && (seen.get(key)?.typeOnly ?? true)
    seen.set(key, { value: specifier, how: 'export', typeOnly: allTypes, start })
  }
  return [...seen.values()]
}

const REQUIRE = /(?<![.\w$])require\s*\(\s*(["'`])([^"'`\n\\$]+)\1\s*\)/g

/** Of CommonJS; oxc has no record of them. */
function requires(text: string, comments: readonly Comment[]): Specifier[] {
  if (!text.includes('require')) return []
  return [...text.matchAll(REQUIRE)]
    .filter(({ index }) => !isWithin(comments, index))
    .map(({ 2: value, index }) => ({ value: value!, how: 'require', typeOnly: false, start: index }))
}

/** True when the offset lies in a comment. */
export function isWithin(comments: readonly Comment[], offset: number): boolean {
  return comments.some(({ start, end }) => start <= offset && offset < end)
}

function literal(source: string): string | undefined {
  return /^(["'`])([^"'`\n\\$]+)\1$/.exec(source.trim())?.[2]
}
