import { lines, testGuard } from './violation.ts'

testGuard('lint', [
  {
    breaks: 'a file over 300 lines',
    planted: { 'src/runtime/tools/long.ts': lines(301, (index) => `export const name${index} = ${index}`) },
    says: /max-lines.*301.*\n.*src\/runtime\/tools\/long\.ts/,
  },
  {
    breaks: 'a function over 60 lines',
    planted: {
      'src/runtime/tools/long-function.ts': `export function long(list: number[]): void {\n${lines(60, (index) => `  list.push(${index})`)}}\n`,
    },
    says: /max-lines-per-function.*`long`.*62.*\n.*src\/runtime\/tools\/long-function\.ts/,
  },
  {
    breaks: 'any',
    planted: { 'src/runtime/tools/loose.ts': 'export const loose = (value: any): string => String(value)\n' },
    says: /no-explicit-any.*\n.*src\/runtime\/tools\/loose\.ts:1/,
  },
  {
    breaks: 'the unchecked result of JSON.parse',
    planted: {
      'src/runtime/tools/unchecked.ts':
        'export const loose = (text: string): { a: string } => JSON.parse(text)\n',
    },
    says: /no-unsafe-return.*\n.*src\/runtime\/tools\/unchecked\.ts:1/,
  },
  {
    breaks: 'a floating promise',
    planted: {
      'src/runtime/tools/floating.ts':
        'const later = async (): Promise<void> => {}\nexport function start(): void {\n  later()\n}\n',
    },
    says: /no-floating-promises.*\n.*src\/runtime\/tools\/floating\.ts:3/,
  },
  {
    breaks: 'a promise where a boolean is meant',
    planted: {
      'src/runtime/tools/misused.ts':
        'export function pick(ready: () => Promise<boolean>): string {\n  return ready() ? "yes" : "no"\n}\n',
    },
    says: /no-misused-promises.*\n.*src\/runtime\/tools\/misused\.ts:2/,
  },
  {
    breaks: 'await of what is no promise',
    planted: {
      'src/runtime/tools/awaits.ts': 'export const awaits = async (n: number): Promise<number> => await n\n',
    },
    says: /await-thenable.*\n.*src\/runtime\/tools\/awaits\.ts:1/,
  },
  {
    breaks: '==',
    planted: {
      'src/runtime/tools/equal.ts': 'export const same = (a: string, b: string): boolean => a == b\n',
    },
    says: /eqeqeq.*\n.*src\/runtime\/tools\/equal\.ts:1/,
  },
  {
    breaks: 'a switch that forgets a member of its union',
    planted: {
      'src/runtime/tools/switch.ts':
        "export function name(of: 'a' | 'b'): string {\n  switch (of) {\n    case 'a':\n      return 'x'\n  }\n  return ''\n}\n",
    },
    says: /switch-exhaustiveness-check.*\n.*src\/runtime\/tools\/switch\.ts:2/,
  },
  {
    breaks: 'a file name that is not in kebab case',
    planted: { 'src/runtime/tools/camelCase.ts': 'export const a = 1\n' },
    says: /filename-case.*\n.*src\/runtime\/tools\/camelCase\.ts/,
  },
])
