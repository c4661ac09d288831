import type { Audited } from '../../score/scored.ts'
import { cells, glyphs, stateWords, type CellState } from '../cells.ts'
import { html, type Markup } from './markup.ts'

/** A class for the colour, which only repeats what glyph and word say. */
export const tones: Readonly<Record<CellState, string>> = {
  met: 'good',
  partly: 'some',
  'not-met': 'bad',
  unknown: 'none',
  'not-applicable': 'none',
}

export function cellsSection(audited: Audited): Markup {
  return html`<section aria-labelledby="factors">
    <h2 id="factors">The twelve factors</h2>
    <ol class="cells">
      ${cells(audited).map(
        ({ factor, word, state }) =>
          html`<li>
            <span class="glyph ${tones[state]}" aria-hidden="true">${glyphs[state]}</span>
            <span class="word">${factor} ${word}</span>
            <span class="state ${tones[state]}">${stateWords[state]}</span>
          </li> `,
      )}
    </ol>
    <p class="quiet">
      Each cell is that of the worst agent. “Not decided” means that reading cannot tell: run
      <code>npx twelvefold probe</code>.
    </p>
  </section> `
}
