import { html } from 'hono/html'
import { words } from '../words.js'
import { bubble, closedChoices } from './bubble.js'
import type { AssetPath, Html } from './layout.js'
import { page } from './layout.js'

/** Says what this is and for whom, shows the chat at work, and opens two doors. */
export function landing({ demo, asset }: { demo: { province: string } | null; asset: AssetPath }): Html {
  const w = words.landing
  const body = html`<main class="column">
    <h1>${w.line}</h1>
    <p class="soft">${w.promise}</p>
    <nav class="doors" aria-label="${w.doors}">
      <a class="door primary" href="/chat#bat-dau"><strong>${w.learn}</strong> <span>${w.learnMore}</span></a>
      <a class="door" href="/dashboard"><strong>${w.figures}</strong> <span>${w.figuresMore}</span></a>
    </nav>
    ${demo === null ? '' : html`<p class="note amber">${w.demo(demo.province)}</p>`}
    <section class="sample">
      <h2>${w.sampleTitle}</h2>
      <ul class="messages">
        ${w.sample.map((turn) => (turn.who === 'choices' ? closedChoices(turn.of) : bubble(turn.who, turn.text)))}
      </ul>
      <p class="soft">${w.sampleNote}</p>
    </section>
    <section>
      <h2>${w.whoTitle}</h2>
      <p>${w.who}</p>
    </section>
  </main>`
  return page({ title: w.title, kind: 'plain', body, asset })
}
