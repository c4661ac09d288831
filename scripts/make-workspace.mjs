// Makes what deploybot works on: a git repository of a small service with three tags, and two places to deploy to.
//   node scripts/make-workspace.mjs FOLDER
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { dirname, join } from 'node:path'

const history = [
  {
    tag: 'v1.3.1',
    commits: [
      ['Serve the catalogue over HTTP', { 'src/server.mjs': 'export const routes = ["/catalogue"]\n' }],
      [
        'Price orders in cents, not in floats',
        { 'src/orders.mjs': 'export const total = (cents) => cents\n' },
      ],
    ],
  },
  {
    tag: 'v1.3.2',
    commits: [
      ['Round the tax on each line, as the invoice does', { 'src/tax.mjs': 'export const tax = 19\n' }],
    ],
  },
  {
    tag: 'v1.4.0',
    commits: [
      [
        'Let customers cancel an order until it ships',
        { 'src/cancel.mjs': 'export const until = "shipped"\n' },
      ],
      ['Retry the payment provider when it is busy', { 'src/payment.mjs': 'export const retries = 3\n' }],
      ['Log each order once, with its id', { 'src/log.mjs': 'export const log = (order) => order.id\n' }],
    ],
  },
]
const deployed = { staging: ['v1.3.2', 'v1.4.0'], production: ['v1.3.1', 'v1.3.2'] }

makeWorkspace(process.argv[2])

function makeWorkspace(folder) {
  const repository = join(folder, 'repository')
  mkdirSync(repository, { recursive: true })
  git(repository, 'init', '--quiet', '--initial-branch=main')
  for (const { tag, commits } of history) {
    for (const [subject, files] of commits) commit(repository, subject, files)
    git(repository, 'tag', tag)
  }
  for (const [environment, tags] of Object.entries(deployed)) {
    const target = join(folder, 'targets', environment)
    tags.forEach((tag, i) => deploy(repository, target, { tag, previous: tags[i - 1] ?? null }))
    symlinkSync(join('releases', tags.at(-1)), join(target, 'current'))
  }
}

function commit(repository, subject, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true })
    writeFileSync(join(repository, path), text)
  }
  git(repository, 'add', '--all')
  git(repository, 'commit', '--quiet', '--message', subject)
}

function deploy(repository, target, { tag, previous }) {
  const release = join(target, 'releases', tag)
  mkdirSync(release, { recursive: true })
  git(repository, `--work-tree=${release}`, 'checkout', '--quiet', tag, '--', '.')
  git(repository, 'reset', '--quiet', '--hard')
  const line = { key: `set-up.${tag}`, kind: 'deploy', tag, previous }
  appendFileSync(join(target, 'history.jsonl'), `${JSON.stringify(line)}\n`)
}

/** Nothing of the machine's configuration reaches this repository: no name, no signing, no hooks. */
function git(folder, ...args) {
  const person = { NAME: 'Ada', EMAIL: 'ada@example.com' }
  const named = Object.entries(person).flatMap(([key, value]) =>
    ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]),
  )
  const quiet = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' }
  const env = { ...process.env, ...quiet, ...Object.fromEntries(named) }
  execFileSync('git', ['-C', folder, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}
