// Questions at a terminal: they hold the process until somebody answers.
import { isNode } from '../program/node.ts'
import { pathOf } from '../program/value.ts'
import type { HumanSighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { argument, givenTo } from './arguments.ts'
import { askedBy } from './asked-by.ts'
import { humanSighting, siteOf } from './make-sighting.ts'

const NAME = 'terminal'

const READLINE = String.raw`^(node:)?readline(\/promises)?:(default\.)?(promises\.)?(createInterface|Interface)\(\)`
const LIBRARIES =
  /^(@clack\/prompts:(text|select|confirm|multiselect|password|group|autocomplete|groupMultiselect|selectKey)|inquirer:(default|\*)?(\.|(?<=:))?prompt|@inquirer\/(prompts|input|confirm|select|editor|search|checkbox|password|expand|rawlist|number):(input|confirm|select|editor|search|checkbox|password|expand|rawlist|number|default)|prompts:default|enquirer:(default\.)?(prompt|Input|Confirm|Select)(\(\)\.run)?|readline-sync:(default\.)?(question\w*|keyIn\w*|prompt\w*)|prompt-sync:default\(\)|zx:question|global:(prompt|confirm|question)|@topcli\/prompts:\w+|cliffy:\w+|@cliffy\/prompt:(Input|Confirm|Select|Secret|Checkbox)\.prompt)$/

export const terminal: Adapter = {
  name: NAME,
  title: 'Terminal questions',
  packages:
    /^(node:)?readline(\/promises)?$|^(@clack\/prompts|inquirer|@inquirer\/\w+|prompts|enquirer|readline-sync|prompt-sync|@cliffy\/prompt)$/,
  aside: 'inside',
  calls: [
    { path: new RegExp(String.raw`${READLINE}\.question$`), see: ask },
    // `promisify(rl.question)`, bound or not.
    { path: /^(node:)?util:(default\.)?promisify\(\)(\.bind\(\))?$/, see: promisified },
    { path: LIBRARIES, see: ask },
    { path: /^global:process\.stdin\.once$/, see: onData },
  ],
}

function ask(site: Site): HumanSighting[] {
  return askedBy(site.program, siteOf(site), argument(site, 0)).map((at) =>
    humanSighting(NAME, at, 'readline'),
  )
}

function promisified(site: Site): HumanSighting[] {
  let value = site.callee
  if (value.kind === 'called' && value.of.kind === 'member' && value.of.name === 'bind') value = value.of.of
  const wrapped = givenTo(site.program, value, 0)
  const path = wrapped === undefined ? undefined : pathOf(wrapped)
  return path !== undefined && new RegExp(String.raw`${READLINE}\.question(\.bind\(\))?$`).test(path)
    ? ask(site)
    : []
}

function onData(site: Site): HumanSighting[] {
  const event = argument(site, 0)
  return event !== undefined && isNode(event.node, 'Literal') && event.node.value === 'data' ? ask(site) : []
}
