import { adapters } from './adapters/index.ts'
import { modelEndpoints } from './adapters/model-address.ts'
import type { ModelMarks } from './source/reach.ts'

/** A client that posts to its own server, and reads in the answer which tools are called. */
const ownServer = /\bfetch\(\s*["'`]\/[\w/-]+["'`](?=[^]*\b[tT]ool(?:_?[cC]alls?|_uses?)\b)/

/** What shows that a file has to do with models: the adapters' packages, and addresses. */
export const marks: ModelMarks = {
  isModelPackage: (specifier) =>
    adapters.some(({ packages, aside }) => aside === undefined && packages.test(specifier)) ||
    /(^|\/)baml_client(\/|$)/.test(specifier),
  asideOf: (specifier) =>
    adapters.find(({ packages, aside }) => aside !== undefined && packages.test(specifier))?.aside,
  endpoints: new RegExp(`${modelEndpoints.source}|${ownServer.source}`, modelEndpoints.flags),
}
