import { html } from 'hono/html'
import { may } from '../../../domain/role.js'
import type { OfficerSession } from '../../../services/sign-in.js'
import { officerWords } from '../officer-words.js'
import { words } from '../../words.js'
import type { AssetPath, Html } from '../../pages/layout.js'
import { page } from '../../pages/layout.js'

const w = officerWords

/** What every page of a signed-in officer needs. */
export interface OfficerView {
  session: OfficerSession
  /** Stands in every form. */
  formToken: string
  asset: AssetPath
}

/** A page of a signed-in officer, with the ways to the others and out. */
export function officerPage({ session, formToken, asset }: OfficerView, title: string, body: Html): Html {
  const { role } = session.officer
  const links: [href: string, label: string, isShown: boolean][] = [
    ['/dashboard', w.title, true],
    ['/dashboard/members', w.members, may(role, 'see-members')],
    ['/dashboard/officers', w.officers, may(role, 'invite-officers')],
    ['/dashboard/indicators', w.indicators, session.officer.agency !== null],
    ['/dashboard/audit', w.audit, may(role, 'read-audit')],
  ]
  const whole = html`<main class="column wide">
    <nav class="ways" aria-label="${w.menu}">
      ${links.filter(([, , isShown]) => isShown).map(([href, label]) => html`<a href="${href}">${label}</a>`)}
      ${button('/dashboard/sign-out', formToken, w.signOut)}
    </nav>
    <h1>${title}</h1>
    ${body}
  </main>`
  return page({ title: `${title} – ${words.name}`, kind: 'dense', body: whole, asset })
}

/** A form with its token, and whatever it asks. */
export const form = (action: string, formToken: string, fields: Html): Html =>
  html`<form method="post" action="${action}" class="fields">
    <input type="hidden" name="token" value="${formToken}" />
    ${fields}
  </form>`

/** A form of one button. */
export const button = (action: string, formToken: string, label: string): Html =>
  form(action, formToken, html`<button type="submit">${label}</button>`)

/** A table that scrolls in itself on a narrow screen. */
export const table = (label: string, columns: readonly string[], rows: Html[]): Html =>
  html`<div class="scrolling" role="region" aria-label="${label}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`

/** 2026-11-28 as 28/11/2026. */
export const dayWords = (day: string): string => day.split('-').toReversed().join('/')
