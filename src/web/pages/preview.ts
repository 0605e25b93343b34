import { html } from 'hono/html'
import { words } from '../words.js'
import type { AssetPath, Html } from './layout.js'
import { page } from './layout.js'

const w = words.preview

/** For educators: two doors into one lesson, and what is wrong in the content folder now. */
export function preview(deps: {
  lesson: string
  title: string | null
  problems: readonly string[]
  asset: AssetPath
}): Html {
  const { lesson, title, problems } = deps
  const body = html`<main class="column" data-preview>
    <h1>${w.title(lesson, title)}</h1>
    <p class="soft">${w.line}</p>
    <nav class="doors" aria-label="${w.doors}">
      <a class="door primary" href="/xem-truoc/nam" target="chat"><strong>${w.south}</strong></a>
      <a class="door primary" href="/xem-truoc/bac" target="chat"><strong>${w.north}</strong></a>
    </nav>
    <section id="problems" aria-live="polite">
      ${
        problems.length === 0
          ? html`<p class="note">${w.good}</p>`
          : html`<h2>${w.problems(problems.length)}</h2>
              <p class="note amber">${w.oldStays}</p>
              <ul>
                ${problems.map((problem) => html`<li>${problem}</li>`)}
              </ul>`
      }
    </section>
  </main>`
  return page({ title: w.title(lesson, title), kind: 'plain', body, script: 'preview.js', asset: deps.asset })
}
