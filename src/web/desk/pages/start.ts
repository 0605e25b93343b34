import { html } from 'hono/html'
import { officerWords } from '../officer-words.js'
import type { Html } from '../../pages/layout.js'
import { type OfficerView, button, officerPage } from './old-frame.js'

const w = officerWords

/** The first page of an officer: what the chat says of their scope, and the ways on. */
export const startPage = (view: OfficerView, sentences: readonly string[]): Html =>
  officerPage(
    view,
    w.title,
    html`<section class="card">${sentences.map((sentence) => html`<p>${sentence}</p>`)}</section>
      ${button('/dashboard/sign-out/everywhere', view.formToken, w.signOutEverywhere)}`,
  )
