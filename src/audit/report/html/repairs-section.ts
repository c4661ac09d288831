import type { Audited } from '../../score/scored.ts'
import { firstRepairs } from '../repairs.ts'
import { count, duration } from '../text.ts'
import { html, type Markup } from './markup.ts'

const FIRST = 3

/** Where to begin: each leads to the requirement's own entry below. */
export function repairsSection(audited: Audited): Markup {
  const first = firstRepairs(audited, FIRST)
  if (first.length === 0) return html``
  return html`<section aria-labelledby="repairs">
    <h2 id="repairs">Repairs that matter most</h2>
    <ol>
      ${first.map(({ requirement, title, places, minutes, because }) => {
        const size = [
          places.length > 1 ? `${count(places.length, 'place')}, one repair` : '',
          duration(minutes),
        ]
        return html`<li>
          <p>
            <a href="#${requirement}"><strong>${requirement}</strong> ${title}</a>
            <span class="quiet">${size.filter((words) => words !== '').join(' · ')}</span><br />${because}
          </p>
        </li> `
      })}
    </ol>
  </section> `
}
