import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { words } from '../words.js'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The address of one file under `/assets`, with the version of all of them in it. */
export type AssetPath = (file: string) => string

export interface Page {
  title: string
  /** Sets the page's own measures: the chat fills the screen, officers' pages are denser. */
  kind: 'plain' | 'chat' | 'dense' | 'listening' | 'card' | 'record'
  body: Html
  /** Vietnamese unless told. */
  language?: 'vi' | 'en'
  /** What the button for larger type says; Vietnamese unless told. */
  larger?: string
  /** What the link past the menu says, on pages that have a menu before `#content`. */
  skip?: string
  /** A module of `/assets` that the page needs. */
  script?: string
  asset: AssetPath
}

/** The landing page shows a conversation, so plain pages know how one looks. */
const SHEETS = {
  plain: ['fonts.css', 'site.css', 'chat.css'],
  chat: ['fonts.css', 'site.css', 'chat.css'],
  dense: ['fonts.css', 'site.css', 'dashboard.css'],
  listening: ['fonts.css', 'site.css', 'listening.css'],
  card: ['fonts.css', 'site.css', 'card.css'],
  record: ['fonts.css', 'site.css', 'record.css'],
}

/** One whole document, header and all. Nothing in it is inline: the security policy forbids it. */
export function page({
  title,
  kind,
  body,
  script,
  skip,
  asset,
  language = 'vi',
  larger = words.larger,
}: Page): Html {
  return html`<!doctype html>
    <html lang="${language}" class="${kind}">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="theme-color" content="#0B5351" />
        <title>${title}</title>
        <link rel="icon" type="image/svg+xml" href="${asset('icon.svg')}" />
        ${SHEETS[kind].map((sheet) => html`<link rel="stylesheet" href="${asset(sheet)}" />`)}
        <script src="${asset('size.js')}"></script>
        ${script === undefined ? '' : html`<script type="module" src="${asset(script)}"></script>`}
      </head>
      <body>
        ${skip === undefined ? '' : html`<a class="skip" href="#content">${skip}</a>`}
        <header class="top">
          <a class="name" href="/">${mark()}<span>${words.name}</span></a>
          <button class="size" type="button" aria-pressed="false" hidden>
            <span aria-hidden="true">A+</span> <span class="larger">${larger}</span>
          </button>
        </header>
        ${body}
      </body>
    </html>`
}

/** A hand mirror with light in it: gương sáng. */
const mark = (): Html =>
  html`<svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
    <circle cx="20" cy="16" r="12" fill="#FDEBCF" stroke="#FFFFFF" stroke-width="3" />
    <path d="M20 28v9" stroke="#FFFFFF" stroke-width="5" stroke-linecap="round" />
    <path d="M14 16a6 6 0 0 1 6-6" fill="none" stroke="#7A3E00" stroke-width="2.5" stroke-linecap="round" />
  </svg>`
