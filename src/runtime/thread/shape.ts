type Word =
  'string' | 'number' | 'boolean' | 'true' | 'false' | 'json' | 'object' | 'time' | 'strings by name'

/** A shape as data: a word, `word?` for what may be absent, members by name, a list, an optional, or one of two. */
export type Shape =
  | Word
  | `${Word}?`
  | { readonly [member: string]: Shape }
  | readonly [Shape, 'list']
  | readonly [Shape, 'optional']
  | readonly [Shape, 'or', Shape]

const words: { readonly [W in Word]: (value: unknown) => boolean } = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  true: (value) => value === true,
  false: (value) => value === false,
  json: (value) => value !== undefined,
  object: isRecord,
  time: isTime,
  'strings by name': (value) =>
    isRecord(value) && Object.values(value).every((one) => typeof one === 'string'),
}

/** Whether a value has a shape. Members that the shape does not name are let through. */
export function isOf(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') {
    if (!shape.endsWith('?')) return words[shape as Word](value)
    return value === undefined || words[shape.slice(0, -1) as Word](value)
  }
  if (isTuple(shape)) {
    if (shape[1] === 'optional') return value === undefined || isOf(shape[0], value)
    if (shape[1] === 'list') return Array.isArray(value) && value.every((item) => isOf(shape[0], item))
    return isOf(shape[0], value) || isOf(shape[2], value)
  }
  return (
    isRecord(value) &&
    Object.entries(shape).every(([member, inner]) =>
      isOf(inner, Object.hasOwn(value, member) ? value[member] : undefined),
    )
  )
}

function isTuple(shape: object): shape is Extract<Shape, readonly unknown[]> {
  return Array.isArray(shape)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An ISO time in UTC with milliseconds and a year of four digits: only these compare as text. */
function isTime(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false
  const time = new Date(value)
  return !Number.isNaN(time.getTime()) && time.toISOString() === value
}
