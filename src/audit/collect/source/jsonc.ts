/** JSON with comments and trailing commas, as configuration files are written; undefined when it is none. */
export function parseJsonc(text: string): unknown {
  const plain = text
    .replace(
      /("(?:\\.|[^"\\\n])*"?)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g,
      (_, quoted: string | undefined) => quoted ?? ' ',
    )
    .replace(/("(?:\\.|[^"\\\n])*"?)|,(?=\s*[}\]])/g, (_, quoted: string | undefined) => quoted ?? '')
  try {
    return JSON.parse(plain) as unknown
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
