// A file in a folder that architecture.mjs does not list would escape the import rules.
import { folders } from '../../architecture.mjs'
import { isUnder } from './source-files.mjs'

export const knownFolders = {
  name: 'known-folders',
  appliesTo: (path) => path.startsWith('src/'),
  find: ({ path }) =>
    folders.some((folder) => isUnder(path, folder.path) || isUnder(tested(path), folder.path))
      ? []
      : [{ line: 1, message: 'architecture.mjs lists no folder for this file' }],
}

/** A test stands beside its file, also where that file has a line of its own. */
const tested = (path) => path.replace(/\.test(?=\.ts$)/, '')
