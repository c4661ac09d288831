/** The package that a specifier names, however it names it: plainly, `npm:openai@4`, `https://esm.sh/openai@4/x`. */
export function externalOf(specifier: string): { external: string; subpath: string } | undefined {
  if (specifier.startsWith('node:')) return { external: specifier, subpath: '' }
  const plain = specifier
    .replace(/^(?:npm|jsr|bun):\/?/, '')
    .replace(
      /^https?:\/\/(?:esm\.sh|esm\.run|cdn\.skypack\.dev|unpkg\.com|(?:cdn|esm)\.jsdelivr\.net(?:\/npm)?|cdn\.jsdelivr\.net\/npm)\//,
      '',
    )
  const match = /^(@[^/@\s]+\/[^/@\s]+|[^/@\s:.#~][^/@\s:]*)(?:@[^/]*)?(?:\/(.*))?$/.exec(plain)
  return match === null ? undefined : { external: match[1]!, subpath: match[2] ?? '' }
}
