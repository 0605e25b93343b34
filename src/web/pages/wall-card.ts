import { html } from 'hono/html'
import type { WallCard } from '../../domain/curriculum.js'
import { words } from '../words.js'
import type { AssetPath, Html } from './layout.js'
import { page } from './layout.js'

const w = words.card

/** The card for the wall on a sheet of A5; what is around it is not printed. */
export function wallCard({ card, asset }: { card: WallCard; asset: AssetPath }): Html {
  const body = html`<main class="printing">
    <div class="around">
      <p>${card.intro}</p>
      <button id="print" class="door primary" type="button" hidden><strong>${w.print}</strong></button>
      <p class="soft">${w.how}</p>
    </div>
    <article class="sheet">
      <h1>${card.title}</h1>
      <dl>
        ${card.rows.map(
          ({ label, note, number }) =>
            html`<div class="${number === null ? 'blank' : 'known'}">
              <dt>${label}${note === null ? '' : html`<span>${note}</span>`}</dt>
              <dd>${number ?? html`<span class="unseen">${w.blank}</span>`}</dd>
            </div>`,
        )}
      </dl>
      <p class="three">${card.threeWords}</p>
      <p>${card.meaning}</p>
      <p class="caution">${card.caution}</p>
    </article>
  </main>`
  return page({ title: card.title, kind: 'card', body, script: 'print.js', asset })
}
