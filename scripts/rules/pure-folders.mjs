// Pure folders (architecture.mjs) hold functions of data alone. Their imports are dependency-cruiser's to check.
import { folders } from '../../architecture.mjs'
import { impurity } from './impurity.mjs'
import { isTest, isUnder } from './source-files.mjs'
import { nodesIn } from './syntax.mjs'

const pure = folders.filter((folder) => folder.pure && folder.path !== 'dashboard')

export const pureFolders = {
  name: 'pure-folders',
  appliesTo: (path) => !isTest(path) && pure.some((folder) => isUnder(path, folder.path)),
  find: (file) => [...nodesIn(file.tree)].map(impurity).filter(Boolean),
}
