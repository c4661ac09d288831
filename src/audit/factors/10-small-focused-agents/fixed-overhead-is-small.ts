import type { Requirement } from '../factor.ts'

/** Source knows neither the model's window nor the budget that is left of it: the wire is measured. */
export const fixedOverheadIsSmall: Requirement = {
  id: 'F10-R5',
  factor: 10,
  slug: 'fixed-overhead-is-small',
  title: 'Fixed overhead is small',
  level: 'SHOULD',
  origin: 'derived',
  inSource: 'none',
  tiers: ['probe', 'logs'],
  why: 'Small agents keep the context manageable. Instructions and schemas that take more than a quarter of the budget leave too little for the task, on every single call.',
  fix: {
    default:
      'Shorten instructions and descriptions, offer fewer tools, and fetch what the model will need before it asks.',
  },
  example: {
    red: 'system: everythingWeKnow,   // 30,000 tokens, on every call',
    green: "system: loadPrompt('support/system'),\nmessages: [facts(await lookUp(customer)), ...history],",
  },
  effort: 30,
  judge: undefined,
}
