// The house rules that neither oxlint nor dependency-cruiser can see. One rule a file in rules/, all of one shape:
// { name, appliesTo(path), find(file) => [{ line, message }] } for a rule over files, or { name, findInTree(files) }
// for one over the whole tree. Run in the folder to be checked: `node scripts/check-rules.mjs`.
import { agentSize } from './rules/agent-size.mjs'
import { bareThrow } from './rules/bare-throw.mjs'
import { environment } from './rules/environment.mjs'
import { exportStar } from './rules/export-star.mjs'
import { forbiddenNames } from './rules/forbidden-names.mjs'
import { knownFolders } from './rules/known-folders.mjs'
import { noExemptions } from './rules/no-exemptions.mjs'
import { oneWriter } from './rules/one-writer.mjs'
import { packageByName } from './rules/package-by-name.mjs'
import { pureDecide } from './rules/pure-decide.mjs'
import { pureFolders } from './rules/pure-folders.mjs'
import { readSources } from './rules/source-files.mjs'

const fileRules = [
  bareThrow,
  environment,
  exportStar,
  forbiddenNames,
  knownFolders,
  noExemptions,
  oneWriter,
  packageByName,
  pureDecide,
  pureFolders,
]
const treeRules = [agentSize]

const files = readSources(process.cwd())
const violations = [
  ...files.flatMap((file) =>
    fileRules
      .filter((rule) => rule.appliesTo(file.path))
      .flatMap((rule) =>
        rule.find(file).map(({ line, message }) => `${file.path}:${line} ${rule.name}: ${message}`),
      ),
  ),
  ...treeRules.flatMap((rule) =>
    rule.findInTree(files).map(({ path, message }) => `${path} ${rule.name}: ${message}`),
  ),
]

console.log(violations.length ? violations.join('\n') : `${files.length} files keep the house rules`)
process.exitCode = violations.length ? 1 : 0
