// `npm start`: sets up, then launches the reference agent.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './setup/repository.mjs'
import { setup } from './setup.mjs'

setup()
if (!existsSync(join(repository, 'dist', 'cli', 'main.js'))) {
  console.log('twelvefold is set up; the command line that launches deploybot is not built yet')
}
