import { testGuard } from './violation.ts'

testGuard('generated', [
  {
    breaks: 'a stale table of folders',
    planted: { 'src/runtime/tools/new.ts': 'export const a = 1\n' },
    says: /ARCHITECTURE\.md is stale/,
  },
  {
    breaks: 'a stale table of events',
    planted: {
      'src/runtime/thread/event.ts':
        'export interface EventData {\n  /** Somebody left. */\n  left: { readonly name: string }\n}\n',
    },
    says: /docs\/events\.md is stale/,
  },
  {
    breaks: 'a table of errors that was edited by hand',
    planted: { 'docs/errors.md': '# Errors\n' },
    says: /docs\/errors\.md is stale/,
  },
])
