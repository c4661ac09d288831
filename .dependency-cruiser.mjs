// Makes the import rules from architecture.mjs.
import { auditErrorClasses, errorClasses, folders } from './architecture.mjs'

const under = (path) => `^src/${path.replaceAll('.', '[.]')}${path.endsWith('.ts') ? '$' : '/'}`
const tests = '[.](test|contract|fixture)[.]tsx?$'
const rule = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })

const errorsFor = (folder) => (folder.path.startsWith('audit/') ? auditErrorClasses : errorClasses)
const mayImport = (folder) => [errorsFor(folder), ...folder.mayImport]

const arrows = folders.map((folder) =>
  rule(
    `${folder.path}: arrows`,
    { path: under(folder.path), pathNot: tests },
    { path: '^src/', pathNot: [folder.path, ...mayImport(folder)].map(under) },
    `${folder.path} holds ${folder.holds}; it may import ${folder.mayImport.join(', ') || 'nothing'}.`,
  ),
)

const purity = folders
  .filter((folder) => folder.pure)
  .map((folder) =>
    rule(
      `${folder.path}: pure`,
      { path: under(folder.path), pathNot: tests },
      {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        pathNot: folder.pure.map((name) => `node_modules/${name}/`),
      },
      `No effects in ${folder.path}, and only these packages: ${folder.pure.join(', ') || 'none'}.`,
    ),
  )

const strangers = folders
  .filter((folder) => folder.strangers)
  .map((folder) =>
    rule(
      `${folder.path}: no neighbours`,
      { path: `^src/${folder.path}/([^/]+)/` },
      { path: `^src/${folder.path}/[^/]+/`, pathNot: `^src/${folder.path}/$1/` },
      `The folders of ${folder.path} never import each other.`,
    ),
  )

export default {
  forbidden: [
    rule('no cycles', {}, { circular: true }, 'Data flows one way.'),
    rule('no unknown modules', {}, { couldNotResolve: true }, 'Every import leads somewhere.'),
    ...arrows,
    ...purity,
    ...strangers,
    rule(
      'the two libraries are strangers',
      { path: '^src/audit/' },
      { path: '^src/runtime/' },
      'The audit must work on agents that are not built on our runtime.',
    ),
    rule(
      'nobody imports cli',
      { path: '^src/', pathNot: '^src/cli/' },
      { path: '^src/cli/' },
      'cli/ is the composition root.',
    ),
    rule(
      'agents use the public API',
      { path: '^(agents|examples)/' },
      { path: '^src/' },
      'An agent imports the package by its name, as a user would.',
    ),
    rule(
      'nothing ships a test',
      { path: '^src/', pathNot: tests },
      { path: [tests, '^(test|bench|scripts)/'] },
      'Shipped code never imports tests, benches or scripts.',
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: '/fixtures/' },
    enhancedResolveOptions: {
      conditionNames: ['types', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
}
