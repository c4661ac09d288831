import { readConfiguration } from '../audit/collect/configuration.ts'
import type { EngineOptions } from '../runtime/engine/engine.ts'

/** What the runtime takes from `twelvefold.json` of the folder in which the command is run. */
export type RuntimeConfiguration = Required<Pick<EngineOptions, 'prices' | 'children'>>

/** @throws ConfigurationInvalid */
export function readRuntimeConfiguration(folder: string): RuntimeConfiguration {
  const { prices = {}, children = {} } = readConfiguration(folder)
  return { prices, children }
}
