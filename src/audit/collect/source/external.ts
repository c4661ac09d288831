/** The package that a specifier names, however it names it: plainly, `npm:openai@4`, `https://esm.sh/openai@4/x`. */
export function externalOf(specifier: string): { external: string; subpath: string } | undefined {
  const plain = specifier.replace(/^(?:npm|jsr):\/?/, '').replace(CDN, '')
  if (/^https?:/.test(plain)) return undefined
  // `node:fs`, `cloudflare:workers`, `bun:test`: of the platform.
  if (/^[a-z][\w+.-]*:/i.test(plain)) return { external: plain, subpath: '' }
  const match = /^(@[^/@\s]+\/[^/@\s]+|[^/@\s.#~][^/@\s]*)(?:@[^/]*)?(?:\/(.*))?$/.exec(plain)
  return match === null ? undefined : { external: match[1]!, subpath: match[2] ?? '' }
}

const CDN =
  /^https?:\/\/(?:esm\.sh|esm\.run|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm|esm\.jsdelivr\.net|deno\.land\/x)\//
