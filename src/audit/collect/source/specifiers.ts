const SPECIFIER =
  /(?:\bfrom|\bimport|\brequire|\bmock)\s*(?:\(\s*)?(?:\/\*[^*]{0,100}\*\/\s*)?(["'`])([^"'`\n\\$]+)\1/g

/** All that a text may import, comments and strings included: a cheap first look, never too little. */
export function specifiersIn(text: string): Set<string> {
  const found = new Set<string>()
  for (const match of text.matchAll(SPECIFIER)) found.add(match[2]!)
  return found
}
