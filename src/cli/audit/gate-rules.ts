import { ConfigurationInvalid } from '../../audit/audit-error.ts'
import type { Configuration } from '../../audit/collect/configuration.ts'
import type { GateRules } from '../../audit/score/gate.ts'
import type { Catalogue } from '../../audit/score/scored.ts'
import { readBaseline } from './read-baseline.ts'

/** What the configuration asks of the gate. @throws ConfigurationInvalid, BaselineInvalid */
export function gateRules({ gate = {}, agents }: Configuration, catalogue: Catalogue): GateRules {
  const { requirements, levels, raw, noNewFailures } = gate
  const known = catalogue.flatMap((factor) => factor.requirements.map(({ id }) => id))
  const unknown = requirements?.find((id) => !known.includes(id))
  if (unknown !== undefined) {
    throw new ConfigurationInvalid(`"gate.requirements" names ${unknown}, which does not exist`, {
      hint: 'npx twelvefold explain lists them',
    })
  }
  return {
    ...(requirements ? { requirements } : {}),
    ...(levels ? { levels } : {}),
    ...(raw === undefined ? {} : { raw }),
    ...(agents === undefined ? {} : { agents }),
    ...(noNewFailures === undefined ? {} : { baseline: readBaseline(noNewFailures) }),
  }
}
