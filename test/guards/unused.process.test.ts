import { testGuard } from './violation.ts'

testGuard('unused', [
  {
    breaks: 'an unused export',
    planted: {
      'src/runtime/tools/half-used.ts': 'export const used = 1\nexport const unused = 2\n',
      'src/testing/index.ts': "export { used } from '../runtime/tools/half-used.ts'\n",
    },
    says: /Unused exports[^]*unused\s.*src\/runtime\/tools\/half-used\.ts:2/,
  },
  {
    breaks: 'an unused file',
    planted: { 'src/runtime/tools/forgotten.ts': 'export const a = 1\n' },
    says: /Unused files[^]*src\/runtime\/tools\/forgotten\.ts/,
  },
])
