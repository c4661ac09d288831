// Makes what deploybot works on: a git repository of a small service with three tags, and two places to deploy to.
//   node scripts/make-workspace.mjs FOLDER
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const versions = [
  {
    tag: 'v1.3.1',
    commits: [
      ['Serve the catalogue over HTTP', 'src/server.mjs', 'export const routes = ["/catalogue"]\n'],
      ['Price orders in cents, not in floats', 'src/orders.mjs', 'export const total = (cents) => cents\n'],
    ],
  },
  {
    tag: 'v1.3.2',
    commits: [['Round the tax on each line, as the invoice does', 'src/tax.mjs', 'export const tax = 19\n']],
  },
  {
    tag: 'v1.4.0',
    commits: [
      ['Let customers cancel an order until it ships', 'src/cancel.mjs', 'export const until = "shipped"\n'],
      ['Retry the payment provider when it is busy', 'src/payment.mjs', 'export const retries = 3\n'],
      ['Log each order once, with its id', 'src/log.mjs', 'export const log = (order) => order.id\n'],
    ],
  },
]
const deployed = { staging: ['v1.3.2', 'v1.4.0'], production: ['v1.3.1', 'v1.3.2'] }
const FIRST_COMMIT = Date.UTC(2026, 0, 5, 9) / 1000
const HOUR = 3600

const [folder] = process.argv.slice(2)
makeRepository(join(folder, 'repository'))
for (const [environment, tags] of Object.entries(deployed)) deploy(join(folder, 'targets', environment), tags)

/** One stream for git: it needs no configuration of the machine's, and makes the same commits everywhere. */
function makeRepository(repository) {
  mkdirSync(repository, { recursive: true })
  const git = (args, input) =>
    execFileSync('git', ['-C', repository, ...args], { input, stdio: ['pipe', 'ignore', 'inherit'] })
  git(['init', '--quiet', '--initial-branch=main', '--template='])
  let at = FIRST_COMMIT
  const stream = versions.flatMap(({ tag, commits }) => [
    ...commits.map((commit) => commitOf(commit, (at += HOUR))),
    `reset refs/tags/${tag}\nfrom refs/heads/main\n`,
  ])
  git(['fast-import', '--quiet'], stream.join('\n'))
  git(['reset', '--quiet', '--hard'])
}

function commitOf([subject, path, text], at) {
  return [
    'commit refs/heads/main',
    `committer Ada <ada@example.com> ${at} +0000`,
    data(subject),
    `M 100644 inline ${path}`,
    data(text),
  ].join('\n')
}

function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}`
}

/** As if deploybot had done it: a folder a release, a line in the log, and a link to what is live. */
function deploy(target, tags) {
  tags.forEach((tag, i) => {
    for (const [, path, text] of filesOf(tag)) {
      const file = join(target, 'releases', tag, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    const line = { key: `set-up.${tag}`, kind: 'deploy', tag, previous: tags[i - 1] ?? null }
    appendFileSync(join(target, 'history.jsonl'), `${JSON.stringify(line)}\n`)
  })
  symlinkSync(join('releases', tags.at(-1)), join(target, 'current'))
}

function filesOf(tag) {
  const last = versions.findIndex((version) => version.tag === tag)
  return versions.slice(0, last + 1).flatMap(({ commits }) => commits)
}
