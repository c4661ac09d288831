import { testGuard } from './violation.ts'

testGuard('imports', [
  {
    breaks: 'a cycle',
    planted: {
      'src/runtime/tools/one.ts': "import { two } from './two.ts'\nexport const one = (): unknown => two\n",
      'src/runtime/tools/two.ts': "import { one } from './one.ts'\nexport const two = (): unknown => one\n",
    },
    says: /no cycles: src\/runtime\/tools\/(one|two)\.ts/,
  },
  {
    breaks: 'an import against the arrow',
    planted: { 'src/runtime/store/asks.ts': "export { greet } from '../engine/engine.ts'\n" },
    says: /runtime\/store: arrows: src\/runtime\/store\/asks\.ts → src\/runtime\/engine\/engine\.ts/,
  },
  {
    breaks: 'a dynamic import against the arrow',
    planted: {
      'src/runtime/store/asks-late.ts': "export const asks = () => import('../engine/engine.ts')\n",
    },
    says: /runtime\/store: arrows: src\/runtime\/store\/asks-late\.ts → src\/runtime\/engine\/engine\.ts/,
  },
  {
    breaks: 'a type import against the arrow',
    planted: {
      'src/runtime/engine/later.ts': 'export interface Later { readonly at: string }\n',
      'src/runtime/store/asks-type.ts': "export type { Later } from '../engine/later.ts'\n",
    },
    says: /runtime\/store: arrows: src\/runtime\/store\/asks-type\.ts → src\/runtime\/engine\/later\.ts/,
  },
  {
    breaks: 'the runtime importing the audit',
    planted: {
      'src/audit/facts/fact.ts': 'export const fact = 1\n',
      'src/runtime/engine/judges.ts': "export { fact } from '../../audit/facts/fact.ts'\n",
    },
    says: /runtime\/engine: arrows: src\/runtime\/engine\/judges\.ts → src\/audit\/facts\/fact\.ts/,
  },
  {
    breaks: 'the audit importing the runtime',
    planted: { 'src/audit/probe/runs.ts': "export { greeting } from '../../runtime/thread/greeting.ts'\n" },
    says: /the two libraries are strangers: src\/audit\/probe\/runs\.ts/,
  },
  {
    breaks: 'a factor importing its neighbour',
    planted: {
      'src/audit/factors/02-own/one.ts': 'export const one = 1\n',
      'src/audit/factors/03-own/two.ts': "export { one } from '../02-own/one.ts'\n",
    },
    says: /audit\/factors: no neighbours: src\/audit\/factors\/03-own\/two\.ts/,
  },
  {
    breaks: 'a pure folder importing node:fs',
    planted: { 'src/runtime/thread/reads.ts': "export { readFileSync } from 'node:fs'\n" },
    says: /runtime\/thread: pure: src\/runtime\/thread\/reads\.ts → (node:)?fs/,
  },
  {
    breaks: 'a pure folder importing a package',
    planted: { 'src/runtime/thread/parses.ts': "export { parse } from 'yaml'\n" },
    says: /runtime\/thread: pure: src\/runtime\/thread\/parses\.ts → .*yaml/,
  },
  {
    breaks: 'an import of cli',
    planted: { 'src/testing/starts.ts': "import '../cli/main.ts'\n" },
    says: /nobody imports cli: src\/testing\/starts\.ts → src\/cli\/main\.ts/,
  },
  {
    breaks: 'an agent importing the sources',
    planted: {
      'agents/greeter/reach.ts': "export { greeting } from '../../src/runtime/thread/greeting.ts'\n",
    },
    says: /agents use the public API: agents\/greeter\/reach\.ts → src\/runtime\/thread\/greeting\.ts/,
  },
  {
    breaks: 'shipped code importing a test',
    planted: {
      'src/runtime/tools/helped.ts':
        "export { withTemporaryFolder } from '../../../test/temporary-folder.ts'\n",
    },
    says: /nothing ships a test: src\/runtime\/tools\/helped\.ts → test\/temporary-folder\.ts/,
  },
  {
    breaks: 'an import that leads nowhere',
    planted: { 'agents/greeter/lost.ts': "export { lost } from 'twelvefold/no-such-door'\n" },
    says: /no unknown modules: agents\/greeter\/lost\.ts → twelvefold\/no-such-door/,
  },
])
