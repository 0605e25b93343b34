import { html } from 'hono/html'
import { MAX_CHARACTERS } from '../../channels/web/receive.js'
import { words } from '../words.js'
import type { AssetPath, Html } from './layout.js'
import { page } from './layout.js'

/**
 * The chat. `chat.js` fills the log from the stream; the words it needs stand in `data-` attributes,
 * so that they are kept in one place.
 */
export function chat({ asset }: { asset: AssetPath }): Html {
  const w = words.chat
  const body = html`<main class="chat">
    <h1 class="unseen">${w.title}</h1>
    <div
      id="log"
      class="messages"
      role="log"
      aria-live="polite"
      aria-label="${w.messages}"
      aria-busy="true"
      tabindex="0"
      data-bot="${w.bot}"
      data-learner="${w.learner}"
      data-hello="${w.hello}"
      data-start="${w.start}"
      data-choices="${w.choices}"
      data-chosen="${w.chosen}"
      data-listen="${w.listen}"
      data-keep="${w.keep}"
      data-waiting="${w.waiting}"
      data-unsent="${w.unsent}"
      data-unreadable="${words.failures.unreadable}"
      data-offline="${w.offline}"
    ></div>
    <button id="more" class="more" type="button" tabindex="-1" aria-hidden="true" hidden>${w.more}</button>
    <p id="status" class="status" role="status">${w.opening}</p>
    <noscript><p class="note amber">${w.noScript}</p></noscript>
    <form id="composer" class="composer" autocomplete="off">
      <label for="words">${w.field}</label>
      <button id="help" class="quiet" type="button" data-says="${w.helpSays}">${w.help}</button>
      <input
        id="words"
        name="words"
        type="text"
        maxlength="${MAX_CHARACTERS}"
        autocapitalize="sentences"
        enterkeyhint="send"
      />
      <button class="send" type="submit">${w.send}</button>
    </form>
  </main>`
  return page({ title: w.title, kind: 'chat', body, script: 'chat.js', asset })
}
