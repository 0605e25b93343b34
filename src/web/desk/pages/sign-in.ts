import { html } from 'hono/html'
import type { WaitingBrowser } from '../../../services/sign-in.js'
import { officerWords } from '../officer-words.js'
import { words } from '../../words.js'
import type { AssetPath, Html } from '../../pages/layout.js'
import { page } from '../../pages/layout.js'
import { form } from './old-frame.js'
import { thingPicture } from '../../pages/things.js'

const w = officerWords

const clockTime = (at: Date): string =>
  at.toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })

/** Two words and a picture to be confirmed in the chat; once they are, the way in. */
export function signInPage({
  browser,
  formToken,
  asset,
}: {
  browser: WaitingBrowser
  formToken: string
  asset: AssetPath
}): Html {
  const { picture, expiresAt, isConfirmed } = browser
  const body = html`<main class="column">
    <h1>${w.signInTitle}</h1>
    ${
      isConfirmed
        ? html`<p>${w.signInReady}</p>
            ${wayIn('/dashboard/sign-in', formToken)}`
        : html`<ol>
              ${w.signInSteps.map((step) => html`<li>${step}</li>`)}
            </ol>
            <section class="card shown">
              ${thingPicture(picture)}
              <p class="two-words"><span class="unseen">${w.signInWords}:</span> ${browser.words}</p>
            </section>
            <p class="soft">${w.signInUntil(clockTime(expiresAt))}</p>
            <a class="door" href="/dashboard/sign-in" id="again"><strong>${w.signInRefresh}</strong></a>`
    }
  </main>`
  return page({ title: `${w.signInTitle} – ${words.name}`, kind: 'dense', body, script: 'sign-in.js', asset })
}

/** Only its button uses the link up, so that whoever previews the message does not. */
export function enterPage({
  action,
  formToken,
  asset,
}: {
  action: string
  formToken: string
  asset: AssetPath
}): Html {
  const body = html`<main class="column">
    <h1>${w.enterTitle}</h1>
    <p>${w.enterLine}</p>
    <p class="soft">${w.enterCare}</p>
    ${wayIn(action, formToken)}
  </main>`
  return page({ title: `${w.enterTitle} – ${words.name}`, kind: 'dense', body, asset })
}

const wayIn = (action: string, formToken: string): Html =>
  form(
    action,
    formToken,
    html`<button type="submit" id="enter" class="door primary"><strong>${w.enter}</strong></button>`,
  )
