// The parser is native and recursive, and so are most walkers: a file nested thousands deep would end the process, and
// no catch could hold it. So depth is bounded before parsing, by a scan that may count too much and never far too little.

const DEEPEST_BRACKETS = 250
/** `a ? b : c ? …`, `a + b + …`, `a => b => …`, `!!!…`: operators of one statement, each a level of the tree. */
const LONGEST_CHAIN = 1500
const DEEPEST_ELEMENTS = 500

interface Scan {
  readonly text: string
  at: number
  /** Operators so far in the statement, those of the brackets around it included. */
  chain: number
  /** For each open bracket: the chain around it, and whether it is the `${` of a template. */
  readonly open: { readonly chain: number; readonly template: boolean }[]
  /** Open JSX elements. */
  elements: number
  /** The last character that is neither white space nor a comment. */
  before: string
}

const NEWLINE = 10
const SPACE = 32
const OPERATORS = '?:=!+-*/%&|^<>~.'
/** At the start of a line; an element of JSX begins one too. */
const CONTINUATIONS = '?:=!+-*/%&|^>~.([`'
/** By character code: letters, digits, `_`, `$`, and whatever lies beyond ASCII. */
const WORD = Uint8Array.from({ length: 128 }, (_, code) => (/[\w$]/.test(String.fromCharCode(code)) ? 1 : 0))

export function isNestedTooDeeply(text: string): boolean {
  if (text.length < DEEPEST_BRACKETS * 2) return false
  const scan: Scan = { text, at: 0, chain: 0, open: [], elements: 0, before: '' }
  while (scan.at < text.length) {
    step(scan)
    if (scan.open.length > DEEPEST_BRACKETS) return true
    if (scan.chain > LONGEST_CHAIN || scan.elements > DEEPEST_ELEMENTS) return true
  }
  return false
}

function step(scan: Scan): void {
  const { text } = scan
  const code = text.charCodeAt(scan.at)
  if (isWord(code)) skipWord(scan)
  else if (code === NEWLINE) endLine(scan)
  else if (code <= SPACE) scan.at++
  else {
    const at = scan.at
    const character = text[at]!
    if (character === '"' || character === "'") skipQuoted(scan, character)
    else if (character === '`') skipTemplate(scan)
    else if (character === '/' && skipSlash(scan)) return
    else if (character === '(' || character === '[' || character === '{') open(scan, character)
    else if (character === ')' || character === ']' || character === '}') close(scan, character)
    else if (character === ';' || character === ',') endPart(scan)
    else operator(scan, character)
    if (scan.at === at) scan.at++
    scan.before = character
  }
}

function skipWord(scan: Scan): void {
  if (scan.before === '}' && !continues(scan.text, scan.at)) reset(scan)
  // Two words in a row, or a word after `)`: `new new x`, `if (a) if (b) x`.
  else if (isWord(scan.before.charCodeAt(0)) || scan.before === ')') scan.chain++
  const end = endOfWord(scan.text, scan.at)
  scan.before = scan.text[end - 1]!
  scan.at = end
}

function endOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && isWord(text.charCodeAt(at))) at++
  return at
}

function isWord(code: number): boolean {
  return code >= 128 || WORD[code] === 1
}

function skipQuoted(scan: Scan, quote: string): void {
  const { text } = scan
  let at = scan.at + 1
  for (; at < text.length && text[at] !== quote && text[at] !== '\n'; at++) if (text[at] === '\\') at++
  scan.at = text[at] === '\n' ? at : at + 1
}

/** From the backtick, or the end of an insertion, to the end of the text or the next insertion. */
function skipTemplate(scan: Scan): void {
  const { text } = scan
  scan.chain++
  let at = scan.at + 1
  for (; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '`') break
    else if (text[at] === '$' && text[at + 1] === '{') {
      scan.at = at + 2
      scan.open.push({ chain: scan.chain, template: true })
      return
    }
  }
  scan.at = at + 1
}

/** Comments and regular expressions; false for a division. */
function skipSlash(scan: Scan): boolean {
  const { text, at } = scan
  if (text[at + 1] === '/') {
    const end = text.indexOf('\n', at)
    scan.at = end === -1 ? text.length : end
    return true
  }
  if (text[at + 1] === '*') {
    const end = text.indexOf('*/', at + 2)
    scan.at = end === -1 ? text.length : end + 2
    return true
  }
  if (!(scan.before === '' || '(,=:[!&|?{};+-*%~^'.includes(scan.before))) return false
  const pattern = /\/(?![*/])(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n]){0,200}\]|[^/\\[\n]){1,500}\/\w{0,9}/y
  pattern.lastIndex = at
  if (!pattern.test(text)) return false
  scan.at = pattern.lastIndex
  scan.before = ')'
  return true
}

function open(scan: Scan, character: string): void {
  // `a(b)(c)`, `a[0][1]`, `T[][]`
  if (character !== '{' && (scan.before === ')' || scan.before === ']')) scan.chain++
  scan.open.push({ chain: scan.chain, template: false })
}

function close(scan: Scan, character: string): void {
  const opened = scan.open.pop()
  scan.chain = opened?.chain ?? scan.chain
  if (character === '}' && opened?.template === true) skipTemplate(scan)
}

function endPart(scan: Scan): void {
  if (!continues(scan.text, next(scan.text, scan.at + 1))) reset(scan)
}

/** A line ends a statement unless an operator stands at the break: most code has no other sign. */
function endLine(scan: Scan): void {
  const at = next(scan.text, scan.at)
  const after = scan.text[at] ?? ''
  scan.at = Math.max(at, scan.at + 1)
  // A union of types has a line for each, and is one level.
  if (after === '|' && scan.text[at + 1] !== '|') scan.chain -= 0.75
  else if (OPERATORS.includes(scan.before) && scan.before !== '>') return
  else if (CONTINUATIONS.includes(after) || continues(scan.text, at)) return
  else reset(scan)
}

function reset(scan: Scan): void {
  scan.chain = scan.open.at(-1)?.chain ?? 0
}

function operator(scan: Scan, character: string): void {
  const after = scan.text[scan.at + 1] ?? ''
  if (character === '<' && after === '/') scan.elements = Math.max(0, scan.elements - 1)
  else if (character === '/' && after === '>') scan.elements = Math.max(0, scan.elements - 1)
  else if (character === '<' && /[A-Za-z>]/.test(after) && !isWord(scan.before.charCodeAt(0))) scan.elements++
  scan.chain++
}

function next(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  return at
}

/** `else` and the operators that are words: what stands before them goes on. */
function continues(text: string, at: number): boolean {
  const first = text[at]
  return (
    (first === 'e' && text.startsWith('else', at)) ||
    (first === 'i' && /^in(?:stanceof)?\b/.test(text.slice(at, at + 11)))
  )
}
