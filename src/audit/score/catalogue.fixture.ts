import type { Finding } from '../catalogue/finding.ts'
import type { Evidence } from '../catalogue/requirement.ts'
import type { Catalogue, CatalogueRequirement } from './scored.ts'

export function requirement(id: string, over: Partial<CatalogueRequirement> = {}): CatalogueRequirement {
  return {
    id,
    factor: Number(id.slice(1, 3)) as CatalogueRequirement['factor'],
    slug: `${id.toLowerCase()}-holds`,
    title: `${id} holds`,
    level: 'MUST',
    origin: 'essay',
    inSource: 'decides',
    tiers: ['probe'],
    why: `Why ${id} matters.`,
    fix: { default: `Mend ${id}.`, openai: `Mend ${id} in openai.` },
    effort: 10,
    judge: undefined,
    ...over,
  }
}

const words =
  'tool calls,prompts,context,outputs,state,pause,humans,control,errors,small,triggers,reducer'.split(',')

/** Twelve factors with these requirements in them. */
export function catalogue(...requirements: readonly CatalogueRequirement[]): Catalogue {
  return words.map((word, index) => ({
    number: (index + 1) as CatalogueRequirement['factor'],
    slug: word.replace(' ', '-'),
    title: `Own your ${word}`,
    word,
    essay: `https://github.com/humanlayer/12-factor-agents/blob/main/content/factor-${index + 1}.md`,
    requirements: requirements.filter(({ factor }) => factor === index + 1),
  }))
}

export function evidence(line: number, over: Partial<Evidence> = {}): Evidence {
  return { file: 'src/agent.ts', line, endLine: line, kind: 'place', what: 'something', ...over }
}

export function finding(
  requirement: string,
  verdict: Finding['verdict'],
  over: Partial<Finding> = {},
): Finding {
  return {
    requirement,
    agent: 'src/agent.ts#agent',
    verdict,
    level: 'MUST',
    tier: 'source',
    because: `it ${verdict === 'fail' ? 'does not hold' : 'is so'}`,
    evidence: verdict === 'not-applicable' ? [] : [evidence(5)],
    waiver: undefined,
    ...over,
  }
}
