import { testGuard } from './violation.ts'

const PASSES = "import { expect, test } from 'vitest'\ntest('passes', () => expect(1).toBe(1))\n"

testGuard('tests', [
  {
    breaks: 'a failing test',
    planted: { 'test/fails.test.ts': PASSES.replace('toBe(1)', 'toBe(2)') },
    says: /FAIL .*test\/fails\.test\.ts/,
  },
  {
    breaks: 'a test file that does not load',
    planted: { 'test/broken.test.ts': "import './no-such-file.ts'\n" },
    says: /FAIL .*test\/broken\.test\.ts/,
  },
  {
    breaks: 'a test that shuts out the others',
    planted: { 'test/only.test.ts': PASSES.replace('test(', 'test.only(') },
    says: /FAIL .*test\/only\.test\.ts/,
  },
  {
    breaks: 'a timer left running',
    planted: { 'test/timer.test.ts': `${PASSES}test('starts', () => void setInterval(() => {}, 60_000))\n` },
    says: /FAIL .*test\/timer\.test\.ts[^]*leak: still open/,
  },
  {
    breaks: 'a server left open',
    planted: {
      'test/server.process.test.ts': `import { createServer } from 'node:http'\n${PASSES}test('opens', () => void createServer().listen(0))\n`,
    },
    says: /FAIL .*test\/server\.process\.test\.ts[^]*leak: still open/,
  },
  {
    breaks: 'a folder left behind',
    planted: {
      'test/litter.test.ts':
        "import { mkdirSync } from 'node:fs'\nimport { inject, test } from 'vitest'\n" +
        "test('litters', () => void mkdirSync(`${inject('temporaryRoot')}/litter`))\n",
    },
    says: /leak: temporary folders were left behind: litter/,
  },
])
