import type { Finding } from '../../catalogue/finding.ts'
import type { Audited, CatalogueRequirement } from '../../score/scored.ts'
import { becauseOf, nameOf } from '../look-up.ts'
import { distinct, fixFor } from '../repairs.ts'
import { waiverWords } from '../suppression-words.ts'
import { requirementRows, rowStates, type RequirementRow, type RowState } from '../requirement-rows.ts'
import { count, duration } from '../text.ts'
import { placeMarkup } from './code.ts'
import { html, prose, type Markup } from './markup.ts'

const MOST_FRAMES = 6
const MOST_PLACES = 60

const groups: Readonly<
  Record<RowState, { readonly title: string; readonly glyph: string; readonly tone: string }>
> = {
  failed: { title: 'Fails', glyph: '✕', tone: 'bad' },
  unknown: { title: 'Could not be decided', glyph: '?', tone: 'none' },
  waived: { title: 'Waived', glyph: '~', tone: 'some' },
  passed: { title: 'Holds', glyph: '●', tone: 'good' },
  left: { title: 'Raised by probe, not by reading', glyph: '?', tone: 'none' },
  'not-applicable': { title: 'Does not apply', glyph: '–', tone: 'none' },
}

/** A row per requirement: in full where there is something to do, in a line where there is not. */
export function requirementsSection(audited: Audited): Markup {
  const rows = requirementRows(audited)
  return html`${rowStates.map((state) => {
    const own = rows.filter((row) => row.state === state)
    if (own.length === 0) return html``
    const { title } = groups[state]
    const isOpen = state === 'failed' || state === 'unknown' || state === 'waived'
    const list = isOpen
      ? own.map((row) => fullRow(row, audited))
      : html`<ul class="rows">
          ${own.map((row) => shortRow(row, audited))}
        </ul> `
    return html`<section aria-labelledby="state-${state}">
      <h2 id="state-${state}">${title} <span class="quiet">${own.length}</span></h2>
      ${list}
    </section> `
  })}`
}

function fullRow({ requirement, state, findings }: RequirementRow, audited: Audited): Markup {
  const { id, title, level, why, effort, origin } = requirement
  const { glyph, tone, title: word } = groups[state]
  const concerned = findings.filter((finding) => finding.state === state)
  const source =
    origin === 'project'
      ? 'this project’s own rule'
      : origin === 'essay'
        ? 'from the essays'
        : 'from practice'
  return html`<article class="item" id="${id}">
    <h3>
      <span class="${tone}"><span aria-hidden="true">${glyph}</span> ${id}</span> ${title}
      <span class="size">${word} · ${findings[0]?.level ?? level}, ${source}</span>
    </h3>
    <dl>
      <dt>what</dt>
      <dd>${whatList(concerned, audited)}${otherStates(state, findings)}</dd>
      <dt>why it matters</dt>
      <dd>${prose(why)}</dd>
      <dt>what to do</dt>
      <dd>${fixes(requirement, concerned, audited)}</dd>
      <dt>where</dt>
      <dd>${places(concerned, audited)}</dd>
      <dt>how we know</dt>
      <dd>${howWeKnow(state, concerned)}</dd>
      <dt>effort</dt>
      <dd>${duration(effort)} a place</dd>
    </dl>
  </article> `
}

function whatList(findings: readonly Finding[], { facts }: Audited): Markup {
  return html`<ul class="places">
    ${findings.map((finding) => {
      const { waiver } = finding
      const waived = waiver
        ? html`<br /><span class="quiet"
              >waived: ${waiverWords(waiver)}, ${waiver.at.file}:${waiver.at.line}</span
            >`
        : undefined
      return html`<li>${becauseOf(finding, facts)}${waived}</li>`
    })}
  </ul>`
}

const otherWords: Readonly<Record<RowState, string>> = {
  failed: 'fails for',
  unknown: 'could not be decided for',
  waived: 'waived for',
  passed: 'holds for',
  left: 'not for reading to say of',
  'not-applicable': 'does not apply to',
}

/** What the same requirement says of the other agents. */
function otherStates(state: RowState, findings: RequirementRow['findings']): Markup | undefined {
  const words = rowStates
    .filter((other) => other !== state)
    .map((other) => [other, findings.filter((finding) => finding.state === other).length] as const)
    .filter(([, number]) => number > 0)
    .map(([other, number]) => `${otherWords[other]} ${count(number, 'agent')}`)
  return words.length === 0 ? undefined : html`<p class="quiet">Also: ${words.join(', ')}.</p>`
}

function fixes(requirement: CatalogueRequirement, findings: readonly Finding[], { facts }: Audited): Markup {
  const frameworks = findings.map(({ agent }) => facts.agents.find(({ id }) => id === agent)?.framework)
  const texts = [...new Set(frameworks.map((framework) => fixFor(requirement, framework)))]
  return html`${texts.map((text) => html`<p>${prose(text)}</p>`)}
    <p class="quiet"><code>npx twelvefold explain ${requirement.id}</code></p>`
}

function places(findings: readonly Finding[], { facts }: Audited): Markup {
  const all = distinct(findings.flatMap(({ evidence }) => evidence))
  const shown = all.slice(0, MOST_PLACES)
  const rest = all.length - shown.length
  return html`<ul class="places">
    ${shown.map((place, at) => placeMarkup(facts, place, at < MOST_FRAMES))}${
      rest > 0 ? html`<li class="quiet">… and ${rest} more</li>` : undefined
    }${all.length === 0 ? html`<li class="quiet">nowhere: that is what is missing</li>` : undefined}
  </ul>`
}

function howWeKnow(state: RowState, findings: readonly Finding[]): string {
  const tiers = [...new Set(findings.map(({ tier }) => tier))].join(' and ')
  const words = tiers === 'source' ? 'read in the source' : `seen by ${tiers}`
  if (findings.some(({ verdict }) => verdict === 'tool-error'))
    return 'the check itself failed: a bug of the audit'
  return state === 'unknown'
    ? `${words}: the trace stops at the place shown`
    : `${words}, at the places shown`
}

function shortRow({ requirement, findings, state }: RequirementRow, audited: Audited): Markup {
  const { glyph, tone } = groups[state]
  const own = findings.filter((finding) => finding.state === state)
  const names = new Set(own.map((finding) => nameOf(finding, audited.facts)))
  const first = findings[0]
  return html`<li id="${requirement.id}">
    <b class="${tone}"><span aria-hidden="true">${glyph}</span> ${requirement.id}</b> ${requirement.title}
    <span class="quiet"
      >${state === 'left' ? '' : first?.because}${names.size > 1 ? ` (${names.size} agents)` : ''}</span
    >
  </li> `
}
