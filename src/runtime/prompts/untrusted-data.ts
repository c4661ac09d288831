/** Untrusted values of one render: what the instructions refer to, and the text that is sent beside them. */
export interface UntrustedData {
  /** Takes a value in, and returns the reference that stands for it among the instructions. */
  readonly refer: (name: string, value: unknown) => string
  /** All that was taken in, or undefined where nothing was. */
  readonly text: () => string | undefined
}

export function collectUntrustedData(): UntrustedData {
  const ids = new Map<string, string>()
  const blocks: string[] = []
  const counts = new Map<string, number>()
  return {
    refer(name, value) {
      // A number or a truth value holds no words.
      if (value === null || value === undefined) return ''
      if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value)
      const text = textOf(value)
      const key = `${name}\n${text}`
      let id = ids.get(key)
      if (id === undefined) {
        const count = (counts.get(name) ?? 0) + 1
        counts.set(name, count)
        // No variable's name holds a "-": two never meet.
        id = count === 1 ? name : `${name}-${count}`
        ids.set(key, id)
        blocks.push(`<data id="${id}">\n${escapeText(text)}\n</data>`)
      }
      return `<data id="${id}"/>`
    },
    text: () => (blocks.length === 0 ? undefined : blocks.join('\n\n')),
  }
}

/** As it is written out: words as they are, lists and objects as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

/** Controls but tab and line feed, marks that turn the direction of writing, and the invisible tag characters. */
const INVISIBLE = /(?![\t\n])\p{Cc}|[\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * No tag can be written with what comes out, so no value can close its delimiter or pose as another part of the
 * conversation; what cannot be seen is spelled out. Reversible, as in XML.
 */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign]!)
    .replace(INVISIBLE, (sign) => `&#x${sign.codePointAt(0)!.toString(16)};`)
}
