// What `npm test` runs, in this order. A check is { name, run(patterns) => Promise<Result> }; `alone` ones use all
// cores themselves. Result: { passed, failed, skipped, output, note? }.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../setup/repository.mjs'
import { node24Lane } from './node24-lane.mjs'
import { ownAudit } from './own-audit.mjs'
import { runTool } from './run-tool.mjs'
import { runVitest } from './run-vitest.mjs'

const cruised = ['src', 'agents', 'examples', 'bench', 'test', 'scripts', 'architecture.mjs'].filter((path) =>
  existsSync(join(repository, path)),
)

const tool = (name, script, ...args) => ({ name, run: () => runTool([script, ...args]) })

export const checks = [
  tool('types', 'node_modules/typescript/bin/tsc', '--noEmit', '--diagnostics'),
  tool('lint', 'node_modules/oxlint/bin/oxlint'),
  tool('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'),
  tool(
    'imports',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    ...cruised,
  ),
  tool('rules', 'scripts/check-rules.mjs'),
  tool('generated', 'scripts/generate.mjs', '--check'),
  tool('unused', 'node_modules/knip/bin/knip.js', '--no-config-hints', '--no-progress', '--duration'),
  { name: 'audit', run: ownAudit },
  { name: 'tests', alone: true, run: (patterns) => runVitest(process.execPath, patterns) },
  { name: 'node24', alone: true, run: node24Lane },
]
