import type { Agent } from '../../facts/agent.ts'
import type { Bound } from '../../facts/model-call.ts'
import type { Facts } from '../../facts/facts.ts'
import type { Audited } from '../../score/scored.ts'
import { cellState, glyphs, stateWords } from '../cells.ts'
import { scoreOf } from '../look-up.ts'
import { count } from '../text.ts'
import { tones } from './cells-section.ts'
import { html, type Markup } from './markup.ts'

/** Who is there and which factors each meets, then what each is made of. */
export function agentsSection(audited: Audited): Markup {
  const { facts, catalogue } = audited
  if (facts.agents.length === 0) return html``
  return html`<section aria-labelledby="agents">
    <h2 id="agents">Agents</h2>
    <div class="scroll" role="region" aria-labelledby="agents" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">agent</th>
            <th scope="col">met</th>
            ${catalogue.map(
              ({ number, word }) =>
                html`<th scope="col" class="cell"><abbr title="${word}">${number}</abbr></th>`,
            )}
            <th scope="col" class="cell">raw</th>
            <th scope="col" class="cell">adjusted</th>
          </tr>
        </thead>
        <tbody>
          ${facts.agents.map((agent) => factorRow(agent, audited))}
        </tbody>
      </table>
    </div>
    ${facts.agents.map((agent) => inventory(agent, audited))}
  </section> `
}

function factorRow(agent: Agent, { score, catalogue }: Audited): Markup {
  const own = scoreOf(agent, score)
  const cells = catalogue.map(({ number, word }) => {
    const state = cellState(own, number)
    return html`<td class="cell ${tones[state]}" title="${number} ${word}: ${stateWords[state]}">
      <span role="img" aria-label="${stateWords[state]}">${glyphs[state]}</span>
    </td>`
  })
  return html`<tr>
    <th scope="row">${agent.name}</th>
    <td>${own.met}/${own.applicable}</td>
    ${cells}
    <td class="cell">${own.raw}</td>
    <td class="cell">${own.adjusted}</td>
  </tr> `
}

function inventory(agent: Agent, { facts, score }: Audited): Markup {
  const isMain = agent.id === score.main
  const notes = [
    agent.kind,
    agent.framework,
    isMain ? 'main agent' : '',
    agent.reached ? '' : 'not reached from any entry',
  ]
  const rows = inventoryRows(agent, facts).filter(([, values]) => values.length > 0)
  return html`<article class="item">
    <h3>${agent.name} <span class="size">${notes.filter((note) => note !== '').join(' · ')}</span></h3>
    <dl>
      <dt>where</dt>
      <dd><code>${agent.file}:${agent.line}</code>, ${agent.size.owned} lines of its own</dd>
      ${rows.map(
        ([name, values]) =>
          html`<dt>${name}</dt>
            <dd>${values.join(', ')}</dd> `,
      )}
    </dl>
  </article> `
}

function inventoryRows(agent: Agent, facts: Facts): readonly (readonly [string, readonly string[]])[] {
  const named = <Item extends { readonly id: string }>(
    all: readonly Item[],
    ids: readonly string[],
  ): readonly Item[] => all.filter(({ id }) => ids.includes(id))
  return [
    ['calls', named(facts.modelCalls, agent.calls).map(({ api, file, line }) => `${api} (${file}:${line})`)],
    [
      'prompts',
      named(facts.prompts, agent.prompts).map(({ role, origin, source }) => `${role}: ${origin} ${source}`),
    ],
    ['tools', named(facts.tools, agent.tools).map(({ name, effect }) => `${name} (${effect})`)],
    ['bound', [boundWords(agent.control.bound)]],
    [
      'triggers',
      facts.triggers
        .filter(({ id }) => agent.triggers.includes(id))
        .map(({ kind, file, line }) => `${kind} (${file}:${line})`),
    ],
    [
      'people',
      named(facts.humans, agent.humans).map(
        ({ how, durable }) => `${how}${durable ? ', survives a restart' : ''}`,
      ),
    ],
    ['state', agent.state.stores.map(({ what, keeps }) => `${what} (${keeps})`)],
    ['made of', named(facts.agents, agent.members).map(({ name }) => name)],
  ]
}

function boundWords({ state, steps }: Bound): string {
  const number = steps === undefined ? '' : `${count(steps, 'step')}, `
  const words = {
    explicit: 'set in this repository',
    default: 'the framework’s default',
    none: 'nothing ends it but the model',
    unknown: 'could not be traced',
  }
  return `${number}${words[state]}`
}
