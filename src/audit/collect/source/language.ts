import type { ParserOptions } from 'oxc-parser'

export type Language = Required<Pick<ParserOptions, 'lang' | 'sourceType'>>

/** How a file of this name may be meant, the likeliest first. */
export function languagesOf(path: string): Language[] {
  const sourceType = /\.c[jt]s$/.test(path) ? 'commonjs' : 'unambiguous'
  const langs = dialects(path)
  return [
    ...langs.map((lang): Language => ({ lang, sourceType })),
    { lang: langs[0]!, sourceType: 'commonjs' },
  ]
}

/** JSX in `.js` is common and costs nothing; types in `.js` (Flow) mostly read as TypeScript. */
function dialects(path: string): Language['lang'][] {
  if (path.endsWith('tsx')) return ['tsx', 'ts']
  return path.endsWith('ts') ? ['ts', 'tsx'] : ['jsx', 'tsx', 'ts']
}
