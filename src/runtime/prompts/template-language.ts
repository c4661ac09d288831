import { Liquid, Tag, type Context, type Emitter, type TagToken, type Template, type TopLevelToken } from 'liquidjs'
import { PromptInvalid } from '../twelvefold-error.ts'

/** Tags that write or read nothing but what stands in the prompt and its variables. */
const TAGS = ['assign', 'break', 'capture', 'case', 'comment', 'continue', 'for', 'if', 'raw', 'unless', '#']
/** `raw` would undo the escaping, `sample` is chance, and a text that is run as an expression may name any variable. */
const NO_FILTERS = /^(raw|sample)$|_exp$/

/** What a render has at hand for its includes. The key is a symbol: no template can name it. */
export const INCLUDED = Symbol('included')
export interface Included {
  /** The templates of an included prompt, and the values of its own variables. */
  readonly of: (name: string) => { readonly templates: Template[]; readonly values: object }
}

/** `{% include "shared/tone" %}`: the name is written out, and what is included sees its own variables alone. */
export class IncludeTag extends Tag {
  readonly includes: string

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid)
    const written = /^(["'])([^"']+)\1$/.exec(token.args.trim())
    // liquidjs adds the line.
    if (!written) throw new PromptInvalid('write {% include "folder/name" %}: one name in quotes, nothing after it')
    this.includes = written[2]!
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const included = (context.globals as { readonly [INCLUDED]: Included })[INCLUDED]
    const { templates, values } = included.of(this.includes)
    yield this.liquid.renderer.renderTemplates(templates, context.spawn(values), emitter)
  }
}

/**
 * Liquid without files, chance, clocks and expressions made of text; unknown variables and filters are errors.
 * `escape` is what becomes of every value that is written out, unless `compilePrompt` finds it safe.
 */
export function templateLanguage(escape: (this: unknown, value: unknown) => string): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    outputEscape: escape,
    timezoneOffset: 0,
    locale: 'en-US',
    parseLimit: 1e6,
    renderLimit: 10_000,
    memoryLimit: 1e7,
  })
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.includes(tag)) delete liquid.tags[tag]
  for (const filter of Object.keys(liquid.filters)) if (NO_FILTERS.test(filter)) delete liquid.filters[filter]
  for (const filter of Object.keys(liquid.filters)) if (filter.startsWith('date')) withoutNow(liquid, filter)
  liquid.registerTag('include', IncludeTag)
  return liquid
}

/** A prompt says the same tomorrow: the time of day comes in as a variable, if at all. */
function withoutNow(liquid: Liquid, name: string): void {
  const found = liquid.filters[name]
  const filter = typeof found === 'function' ? found : found?.handler
  if (!filter) return
  liquid.registerFilter(name, function (value: unknown, ...args: unknown[]): unknown {
    if (value === 'now' || value === 'today') {
      throw new PromptInvalid(`"${value}" is no date: hand the time in as a variable`)
    }
    return filter.call(this, value, ...args)
  })
}
