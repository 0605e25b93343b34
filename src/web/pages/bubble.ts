import { html } from 'hono/html'
import { words } from '../words.js'
import type { Html } from './layout.js'

/** A bubble as the chat draws it, for pages that show one without being one. */
export const bubble = (who: 'bot' | 'learner', text: string): Html =>
  html`<li class="message ${who}">
    <p class="bubble">
      <span class="unseen">${who === 'bot' ? words.chat.bot : words.chat.learner}</span>
      <span class="words">${text}</span>
    </p>
  </li>`

/** Choices that were answered already: words with their numbers, nothing to press. */
export const closedChoices = (labels: readonly string[]): Html =>
  html`<li class="message bot">
    <ul class="choices closed">
      ${labels.map((label, i) => html`<li class="choice"><span class="number">${i + 1}</span> <span class="label">${label}</span></li>`)}
    </ul>
  </li>`
