import { adapters } from './adapters/index.ts'
import { modelEndpoints } from './adapters/model-address.ts'
import type { ModelMarks } from './source/reach.ts'

/** What shows that a file has to do with models: the adapters' packages, and addresses of models. */
export const marks: ModelMarks = {
  isModelPackage: (specifier) =>
    adapters.some(({ packages, aside }) => aside === undefined && packages.test(specifier)) ||
    /(^|\/)baml_client(\/|$)/.test(specifier),
  asideOf: (specifier) =>
    adapters.find(({ packages, aside }) => aside !== undefined && packages.test(specifier))?.aside,
  endpoints: modelEndpoints,
}
