import { testGuard } from './violation.ts'

testGuard('types', [
  {
    breaks: 'a type error',
    planted: { 'src/runtime/tools/typed.ts': "export const count: number = 'one'\n" },
    says: /src\/runtime\/tools\/typed\.ts\(1,14\): error TS2322/,
  },
])

testGuard('format', [
  {
    breaks: 'an unformatted file',
    planted: { 'src/runtime/tools/untidy.ts': 'export const a  =  1;\n' },
    says: /\[warn\] src\/runtime\/tools\/untidy\.ts/,
  },
])
