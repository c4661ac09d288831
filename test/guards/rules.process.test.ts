import { lines, testGuard, type Violation } from './violation.ts'

const rule = (breaks: string, path: string, text: string, says: RegExp): Violation => ({
  breaks,
  planted: { [path]: text },
  says,
})

testGuard('rules', [
  rule(
    'an agent over 200 lines',
    'agents/long/agent.ts',
    lines(201, (index) => `export const name${index} = ${index}`),
    /agents\/long agent-size: 201 lines/,
  ),
  rule(
    'the clock in a pure folder',
    'src/runtime/thread/now.ts',
    'export const now = (): number => Date.now()\n',
    /src\/runtime\/thread\/now\.ts:1 pure-folders: Date\.now/,
  ),
  rule(
    'new Date() in a pure folder',
    'src/runtime/thread/new-date.ts',
    'export const now = (): Date => new Date()\n',
    /src\/runtime\/thread\/new-date\.ts:1 pure-folders: new Date\(\)/,
  ),
  rule(
    'a borrowed clock in a pure folder',
    'src/runtime/thread/borrowed.ts',
    'const { now } = Date\nexport const later = (): number => now()\n',
    /src\/runtime\/thread\/borrowed\.ts:1 pure-folders: Date/,
  ),
  rule(
    'randomness in a pure folder',
    'src/runtime/agents/dice.ts',
    "export const dice = (): number => Math['random']()\n",
    /src\/runtime\/agents\/dice\.ts:1 pure-folders: Math\.random/,
  ),
  rule(
    'a global random source in a pure folder',
    'src/runtime/context/id.ts',
    'export const id = (): string => globalThis.crypto.randomUUID()\n',
    /src\/runtime\/context\/id\.ts:1 pure-folders: globalThis/,
  ),
  rule(
    'a timer in a pure folder',
    'src/runtime/errors/later.ts',
    'export const later = (run: () => void): unknown => setTimeout(run, 1)\n',
    /src\/runtime\/errors\/later\.ts:1 pure-folders: setTimeout/,
  ),
  rule(
    'the clock in decide',
    'agents/greeter/late.ts',
    'export const late = { decide: () => Date.now() }\n',
    /agents\/greeter\/late\.ts:1 pure-decide: Date\.now/,
  ),
  rule(
    'the clock in what decide calls',
    'agents/greeter/indirect.ts',
    'const isLate = () => now() > 0\nfunction now() {\n  return Date.now()\n}\nexport const late = { decide: () => isLate() }\n',
    /agents\/greeter\/indirect\.ts:3 pure-decide: Date\.now/,
  ),
  rule(
    'the environment outside cli',
    'src/runtime/engine/key.ts',
    'export const key = (): unknown => process.env.KEY\n',
    /src\/runtime\/engine\/key\.ts:1 environment: process\.env/,
  ),
  rule(
    'the imported environment outside cli',
    'src/runtime/engine/imported-key.ts',
    "import { env } from 'node:process'\nexport const key = (): unknown => env.KEY\n",
    /src\/runtime\/engine\/imported-key\.ts:1 environment: /,
  ),
  rule(
    'an exit outside cli',
    'src/runtime/engine/end.ts',
    'export const end = (): void => {\n  process.exitCode = 1\n}\n',
    /src\/runtime\/engine\/end\.ts:2 environment: process\.exitCode/,
  ),
  rule(
    'a bare throw',
    'src/runtime/tools/bare.ts',
    "export const bare = (): never => {\n  throw new Error('no code')\n}\n",
    /src\/runtime\/tools\/bare\.ts:2 bare-throw: /,
  ),
  rule(
    'a class of errors elsewhere',
    'src/runtime/tools/bare-class.ts',
    'export class Bare extends Error {}\n',
    /src\/runtime\/tools\/bare-class\.ts:1 bare-throw: /,
  ),
  rule(
    'a second writer',
    'src/cli/writes.ts',
    "export const write = (store: { append(text: string): void }): void => store.append('x')\n",
    /src\/cli\/writes\.ts:1 one-writer: /,
  ),
  rule(
    'a forbidden file name',
    'src/runtime/tools/string-utils.ts',
    'export const a = 1\n',
    /src\/runtime\/tools\/string-utils\.ts:1 forbidden-names: "utils"/,
  ),
  rule(
    'a forbidden folder name',
    'src/runtime/tools/helpers/words.ts',
    'export const a = 1\n',
    /src\/runtime\/tools\/helpers\/words\.ts:1 forbidden-names: "helpers"/,
  ),
  rule(
    'export *',
    'src/testing/index.ts',
    "export * from '../runtime/thread/greeting.ts'\n",
    /src\/testing\/index\.ts:1 export-star: /,
  ),
  rule(
    'a folder that architecture.mjs does not list',
    'src/runtime/extras/extra.ts',
    'export const a = 1\n',
    /src\/runtime\/extras\/extra\.ts:1 known-folders: /,
  ),
  rule(
    'a rule switched off by a comment',
    'src/runtime/tools/exempt.ts',
    '// oxlint-disable-next-line eqeqeq\nexport const a = 1\n',
    /src\/runtime\/tools\/exempt\.ts:1 no-exemptions: /,
  ),
  rule(
    'an agent importing the built files',
    'agents/greeter/reach.ts',
    "export { greeting } from '../../dist/index.js'\n",
    /agents\/greeter\/reach\.ts:1 package-by-name: /,
  ),
])
