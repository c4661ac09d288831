import { entriesOf } from '../program/elements.ts'
import { type Value, baseOf, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import type { ToolSighting } from '../sighting.ts'

/** Every parameter says what it is: `.describe(…)` on a schema, `description` in a JSON schema. No parameters: true. */
export function parametersDescribed(scene: Scene, tool: ToolSighting): boolean {
  const { schema } = tool.input
  if (schema === undefined) return true
  for (const one of scene.program.uses.resolve(schema)) {
    if (!areDescribed(scene, fieldsOf(scene, one), 0)) return false
  }
  return true
}

const MAX_DEPTH = 6

/** An object, or a list of objects, is described where each of its fields is. */
function areDescribed(scene: Scene, fields: readonly Value[], depth: number): boolean {
  return fields.every((field) => {
    if (isDescribed(scene, field)) return true
    const inner = depth < MAX_DEPTH ? fieldsOf(scene, field) : []
    return inner.length > 0 && areDescribed(scene, inner, depth + 1)
  })
}

/** The fields of `z.object({…})`, also with methods after it, and of `{ properties: {…} }`; of a list, its items'. */
function fieldsOf(scene: Scene, value: Value): Value[] {
  if (value.kind === 'object') {
    const items = scene.program.property(value, 'items')
    if (items.kind === 'object') return fieldsOf(scene, items)
    const properties = scene.program.property(value, 'properties')
    return entriesOf(scene.program, properties).map(([, field]) => field)
  }
  for (let at: Value = value; at.kind === 'called' || at.kind === 'member'; at = at.of) {
    if (at.kind !== 'called' || !/\.(object|strictObject|looseObject)$/.test(pathOf(at.of) ?? '')) continue
    const [first] = 'arguments' in at.site.node ? (at.site.node.arguments as never[]) : []
    if (first === undefined) return []
    return entriesOf(scene.program, scene.program.evaluate({ module: at.site.module, node: first })).map(
      ([, field]) => field,
    )
  }
  return []
}

function isDescribed(scene: Scene, field: Value): boolean {
  for (let at: Value = field; at.kind === 'called' || at.kind === 'member'; at = at.of)
    if (at.kind === 'member' && (at.name === 'describe' || at.name === 'meta')) return true
  if (field.kind === 'object') {
    const description = scene.program.property(field, 'description')
    return description.kind !== 'member' || baseOf(description).kind !== 'object'
  }
  return false
}
