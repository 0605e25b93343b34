import { html } from 'hono/html'
import { words } from '../words.js'
import type { AssetPath, Html } from './layout.js'
import { page } from './layout.js'
import { notice } from './notice.js'

const w = words.listening

/**
 * Words in 32 px and one big button that reads them aloud. Only somebody who learns on the web has
 * a chat page to go back to; the others close this one.
 */
export function listening(deps: { text: string; learnsHere: boolean; asset: AssetPath }): Html {
  const body = html`<main class="column">
    <h1 class="unseen">${w.title}</h1>
    <button
      id="play"
      class="play"
      type="button"
      data-play="${w.play}"
      data-stop="${w.stop}"
      data-no-voice="${w.noVoice}"
    >
      <span class="triangle" aria-hidden="true"></span><span id="play-words">${w.play}</span>
    </button>
    <p id="voice" class="note amber" role="status" hidden></p>
    <p id="words" class="read">${deps.text}</p>
    ${
      deps.learnsHere
        ? html`<a class="door back" href="/chat"><strong>${w.back}</strong></a>`
        : html`<p class="soft">${w.close}</p>`
    }
  </main>`
  return page({ title: w.title, kind: 'listening', body, script: 'listen.js', asset: deps.asset })
}

/** For a link that is older than a day, or was never made. */
export const listeningGone = ({ asset }: { asset: AssetPath }): Html =>
  notice({ title: w.goneTitle, sentence: w.gone, link: { href: '/', words: words.failures.home }, asset })
