// A file in a folder that architecture.mjs does not list would escape the import rules.
import { folders } from '../../architecture.mjs'
import { isUnder } from './source-files.mjs'

export const knownFolders = {
  name: 'known-folders',
  appliesTo: (path) => path.startsWith('src/'),
  find: (file) =>
    folders.some((folder) => isUnder(file.path, folder.path))
      ? []
      : [{ line: 1, message: 'architecture.mjs lists no folder for this file' }],
}
