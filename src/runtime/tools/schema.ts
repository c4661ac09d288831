import type { JsonObject } from '../thread/json.ts'
import { ToolInvalid } from '../twelvefold-error.ts'

/** Standard Schema (standardschema.dev), v1, as far as it is used here: zod 4 and others bring it. */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => Validation<Output> | Promise<Validation<Output>>
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
    /** Standard JSON Schema: what the model is shown. */
    readonly jsonSchema?: { readonly input: (options: { target: 'draft-07' }) => Record<string, unknown> }
  }
}

type Validation<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Issue[] }

interface Issue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

export type Validated = { readonly value: unknown } | { readonly problem: string }

/** Validates; a problem is one line that names the first places that are wrong. */
export async function validate(schema: StandardSchema, value: unknown): Promise<Validated> {
  const pending = schema['~standard'].validate(value)
  const result = pending instanceof Promise ? await pending : pending
  if (!result.issues) return { value: result.value }
  const problems = result.issues.slice(0, 3).map(({ path = [], message }) => {
    const keys = path.map((part) => String(typeof part === 'object' ? part.key : part))
    return keys.length > 0 ? `${keys.join('.')}: ${message}` : message
  })
  return { problem: problems.join('; ') }
}

/** @throws ToolInvalid where the schema cannot say itself as JSON Schema. */
export function jsonSchemaOf(toolName: string, schema: StandardSchema): JsonObject {
  const convert = schema['~standard'].jsonSchema?.input
  if (!convert) {
    throw new ToolInvalid(`the input schema of tool ${toolName} does not say itself as JSON Schema`, {
      hint: 'use zod 4, or another library with Standard JSON Schema',
    })
  }
  const { $schema: _, ...body } = convert({ target: 'draft-07' })
  return body as JsonObject
}
