import type { Facts } from '../../facts/facts.ts'
import type { Place } from '../../facts/place.ts'
import { codeFrame, placeWords } from '../code-frame.ts'
import { html, type Markup } from './markup.ts'

const FRAME_LINES = 8

/** A place with the lines that stand there, where the facts hold them. */
export function placeMarkup(
  facts: Facts,
  place: Place & { readonly what: string },
  isFramed: boolean,
): Markup {
  const lines = isFramed ? codeFrame(facts, place, FRAME_LINES) : []
  const width = String(lines.at(-1)?.line ?? '').length
  const frame = lines.map(
    ({ line, text }) => html`<span class="number">${String(line).padStart(width)} | </span>${text}${'\n'}`,
  )
  return html`<li>
    <code>${placeWords(place)}</code> <span class="quiet">${place.what}</span>${
      frame.length > 0 ? html`<pre>${frame}</pre>` : undefined
    }
  </li> `
}
