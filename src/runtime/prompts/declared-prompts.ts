import type { JsonObject } from '../thread/json.ts'

/**
 * Empty until the file that `twelvefold prompts types` writes adds `prompts` to it; from then on the compiler knows
 * every prompt by its name, and every variable by its type.
 */
export interface Register {}

interface Declared {
  readonly variables: object
  readonly trusted: object
}

type Declarations = Register extends { readonly prompts: infer Known } ? Known : Readonly<Record<string, Anything>>

interface Anything {
  readonly variables: JsonObject
  readonly trusted: JsonObject
}

/** The names of the declared prompts; any string where none are declared. */
export type PromptName = Extract<keyof Declarations, string>

type Of<Name extends PromptName> = Declarations[Name] extends Declared ? Declarations[Name] : Anything

/** Values that may come from anywhere. */
export type UntrustedOf<Name extends PromptName> = Of<Name>['variables']
/** Values that come from code. */
export type TrustedOf<Name extends PromptName> = Of<Name>['trusted']

/** What an agent says of its prompt's variables: the trusted ones, and as many of the others as are known already. */
export type AgentVariables<Name extends PromptName> =
  Nothing extends TrustedOf<Name>
    ? { readonly variables?: TrustedOf<Name> & Partial<UntrustedOf<Name>> }
    : { readonly variables: TrustedOf<Name> & Partial<UntrustedOf<Name>> }

type Nothing = Record<never, never>

/** Arguments of a render: each may be left out where nothing in it is required. */
export type RenderArguments<Variables, Trusted> = Nothing extends Trusted
  ? Nothing extends Variables
    ? [variables?: Variables, options?: { readonly trusted?: Trusted }]
    : [variables: Variables, options?: { readonly trusted?: Trusted }]
  : [variables: Variables, options: { readonly trusted: Trusted }]
