import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { audit } from '../corpus/audit.ts'
import type { AuditJson } from '../corpus/audit-json.ts'
import { newNames, renamed } from './rename.ts'

/** A small repository that is audited as it is, and changed. */
export interface Repository {
  readonly name: string
  readonly path: string
}

/** One repository per folder; a file alone is one, too. */
export function repositoriesIn(folder: string): readonly Repository[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.md'))
    .sort()
    .map((name) => ({ name, path: join(folder, name) }))
}

/** Audits a copy, out of reach of the ignore files around it. `change` gets each source file. */
export async function auditCopy(
  repository: Repository,
  change: (file: string, text: string) => string = (_file, text) => text,
): Promise<AuditJson> {
  const copy = mkdtempSync(join(tmpdir(), 'twelvefold-hollow-'))
  try {
    const isFile = statSync(repository.path).isFile()
    cpSync(repository.path, isFile ? join(copy, basename(repository.path)) : copy, { recursive: true })
    for (const file of readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(isText)) {
      const path = join(copy, file)
      const text = readFileSync(path, 'utf8')
      const changed = change(file.replaceAll('\\', '/'), text)
      if (changed !== text) writeFileSync(path, changed)
    }
    return await audit(copy)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

export function auditRenamed(repository: Repository): Promise<AuditJson> {
  const names = newNames()
  return auditCopy(repository, (file, text) => (isSource(file) ? renamed(file, text, names) : text))
}

const isText = (file: string): boolean => /\.([cm]?[jt]sx?|baml|md|json)$/.test(file)
const isSource = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file)
