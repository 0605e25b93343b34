import { html } from 'hono/html'
import { words } from '../words.js'
import type { AssetPath, Html } from './layout.js'
import { page } from './layout.js'

const w = words.dashboard

/** Says in plain words what is counted, against which targets, and who reads the figures; invents none. */
export function dashboard({
  demo,
  asset,
  canSignIn,
}: {
  demo: { province: string } | null
  asset: AssetPath
  canSignIn: boolean
}): Html {
  const body = html`<main class="column wide">
    <h1>${w.title}</h1>
    ${demo === null ? '' : html`<p class="note amber">${words.landing.demo(demo.province)}</p>`}
    <p>${w.who}</p>
    ${canSignIn ? html`<a class="door" href="/dashboard/sign-in"><strong>${w.signIn}</strong></a>` : ''}
    <section class="card">
      <h2>${w.measureTitle}</h2>
      <p>${w.measure}</p>
      <p>${w.targets}</p>
    </section>
    <section class="card">
      <h2>${w.whenTitle}</h2>
      <p>${w.when}</p>
      <p>${w.small}</p>
    </section>
    <a class="door" href="/"><strong>${w.home}</strong></a>
  </main>`
  return page({ title: `${w.title} – ${words.name}`, kind: 'dense', body, asset })
}
