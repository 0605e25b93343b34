import { html } from 'hono/html'
import type { AssetPath, Html, Page } from './layout.js'
import { page } from './layout.js'

export interface Notice extends Pick<Page, 'language' | 'larger'> {
  title: string
  sentence: string
  link: { href: string; words: string }
  asset: AssetPath
}

/** One kind sentence and a way on. */
export function notice({ title, sentence, link, asset, ...reader }: Notice): Html {
  const body = html`<main class="column">
    <h1>${title}</h1>
    <p>${sentence}</p>
    <a class="door primary" href="${link.href}"><strong>${link.words}</strong></a>
  </main>`
  return page({ title, kind: 'plain', body, asset, ...reader })
}
