import { entriesOf } from '../program/elements.ts'
import { type Value, baseOf, pathOf } from '../program/value.ts'
import type { Scene } from '../scene.ts'
import type { ToolSighting } from '../sighting.ts'

/** Every parameter says what it is: `.describe(…)` on a schema, `description` in a JSON schema. No parameters: true. */
export function parametersDescribed(scene: Scene, tool: ToolSighting): boolean {
  const { schema } = tool.input
  if (schema === undefined) return true
  for (const one of scene.program.uses.resolve(schema)) {
    const fields = fieldsOf(scene, one)
    if (fields.some((field) => !isDescribed(scene, field))) return false
  }
  return true
}

/** The fields of `z.object({…})`, also with methods after it, and of `{ properties: {…} }`. */
function fieldsOf(scene: Scene, value: Value): Value[] {
  if (value.kind === 'object') {
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
