// One file that needs nothing else: no script, no network, readable on paper and in the dark.
import type { Gate } from '../../score/gate.ts'
import type { Audited } from '../../score/scored.ts'
import { placeWords } from '../code-frame.ts'
import { inventoryLine, warnings } from '../headline.ts'
import { waiverWords, suppressionWords } from '../suppression-words.ts'
import { agentsSection } from './agents-section.ts'
import { cellsSection } from './cells-section.ts'
import { html, type Markup } from './markup.ts'
import { pageStyle, pageStyleHash } from './page-style.ts'
import { repairsSection } from './repairs-section.ts'
import { requirementsSection } from './requirements-section.ts'

/** Byte for byte, since its hash is in the policy. */
const style: Markup = { markup: `<style>${pageStyle}</style>` }

export function htmlReport(audited: Audited, gate?: Gate): string {
  const policy = `default-src 'none'; style-src '${pageStyleHash}'; base-uri 'none'; form-action 'none'`
  const hasAgents = audited.facts.agents.length > 0
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Twelve-factor audit: ${inventoryLine(audited.facts)}</title>
        ${style}
      </head>
      <body>
        <main>
          ${header(audited)}${warningSection(audited)}${gateSection(gate)}${
            hasAgents
              ? html`${cellsSection(audited)}${repairsSection(audited)}${agentsSection(audited)}${requirementsSection(audited)}`
              : undefined
          }${suppressionSection(audited)}
        </main>
        <footer class="quiet">
          Made by <code>npx twelvefold audit --format html</code> · set ${audited.score.set} · profile
          ${audited.profile}
        </footer>
      </body>
    </html> `.markup
}

function header({ facts, score }: Audited): Markup {
  const worst = score.agents.find(({ agent }) => agent === score.worst)
  return html`<header>
    <h1>${inventoryLine(facts)}</h1>
    ${
      worst
        ? html`<p class="figures">
            worst: <strong>${worst.name}</strong>, ${worst.met}/${worst.applicable} factors met,
            ${worst.failing} failing, ${worst.unknown} not decided<br />
            <span class="quiet">raw ${score.raw} · adjusted ${score.adjusted} · set ${score.set}</span>
          </p> `
        : undefined
    }
  </header> `
}

function warningSection(audited: Audited): Markup {
  const { orphans, modelCalls, toolErrors, files } = audited.facts
  const details = [
    ...modelCalls
      .filter(({ id }) => orphans.includes(id))
      .map((call) => `${placeWords(call)}  ${call.api}, in no agent`),
    ...toolErrors.map(({ file, stage, message }) => `${file}  ${stage}: ${message}`),
    ...[...files.unread, ...files.partly].map((place) => `${placeWords(place)}  ${place.reason}`),
  ]
  const list =
    details.length > 0
      ? html`<ul>
          ${details.map((line) => html`<li><code>${line}</code></li>`)}
        </ul>`
      : undefined
  const all = warnings(audited)
  return all.length === 0
    ? html``
    : html`<div class="warning">${all.map((line) => html`<p>! ${line}</p>`)}${list}</div> `
}

function gateSection(gate: Gate | undefined): Markup {
  if (!gate) return html``
  if (gate.passed) return html`<p class="good"><strong>● gate passed</strong></p> `
  return html`<section aria-labelledby="gate">
    <h2 id="gate" class="bad">✕ gate failed</h2>
    <ul>
      ${gate.reasons.map((reason) => html`<li>${reason}</li>`)}
    </ul>
  </section> `
}

function suppressionSection({ suppressions }: Audited): Markup {
  if (suppressions.length === 0) return html``
  return html`<section aria-labelledby="suppressed">
    <h2 id="suppressed">Suppressed <span class="quiet">${suppressions.length}</span></h2>
    <ul class="rows">
      ${suppressions.map((one) => {
        const where = one.from === 'configuration' ? 'twelvefold.json' : placeWords(one)
        return html`<li>
          <b>${one.requirement}</b> <code>${where}</code> ${suppressionWords[one.state]}<br /><span
            class="quiet"
            >${waiverWords(one)}</span
          >
        </li> `
      })}
    </ul>
  </section> `
}
