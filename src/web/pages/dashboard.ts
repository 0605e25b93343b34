import { html } from 'hono/html'
import { words } from '../words.js'
import type { AssetPath, Html } from './layout.js'
import { page } from './layout.js'

const w = words.dashboard

/** Says in plain words which figures will stand here, against which targets; invents none. */
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
    <p class="note amber">${w.empty}</p>
    <section class="card">
      <h2>${w.measureTitle}</h2>
      <p>${w.measure}</p>
      ${targetChart()}
    </section>
    <section class="card">
      <h2 id="figures">${w.tableTitle}</h2>
      ${figureTable()}
    </section>
    <section class="card">
      <h2>${w.whenTitle}</h2>
      <p>${w.when}</p>
      <p>${w.who}</p>
      <p>${w.small}</p>
    </section>
    ${canSignIn ? html`<a class="door" href="/dashboard/sign-in"><strong>${w.signIn}</strong></a>` : ''}
    <a class="door" href="/"><strong>${w.home}</strong></a>
  </main>`
  return page({ title: `${w.title} – ${words.name}`, kind: 'dense', body, asset })
}

/** 0 % stands at the bottom of the chart. */
const y = (percent: number): number => 250 - percent * 2.3

/** The two targets as lines over an empty field. */
function targetChart(): Html {
  const line = (percent: number, label: string): Html =>
    html`<line class="target" x1="0" x2="360" y1="${y(percent)}" y2="${y(percent)}" />
      <text class="label" x="0" y="${y(percent) - 10}">${label}</text>`
  return html`<figure class="chart">
    <figcaption>${w.chartTitle}</figcaption>
    <svg viewBox="0 40 360 214" role="img" aria-label="${w.chartDescription}">
      <line class="axis" x1="0" x2="360" y1="250" y2="250" />
      ${line(50, w.target2030)} ${line(70, w.target2035)}
      <text class="empty" x="180" y="${y(22)}" text-anchor="middle">${w.chartEmpty}</text>
    </svg>
  </figure>`
}

const figureTable = (): Html =>
  html`<div class="scrolling" role="region" aria-labelledby="figures" tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${w.figure}</th>
          <th scope="col">${w.target}</th>
          <th scope="col">${w.now}</th>
        </tr>
      </thead>
      <tbody>
        ${w.rows.map(
          ([figure, target]) =>
            html`<tr>
              <th scope="row">${figure}</th>
              <td>${target}</td>
              <td>${w.notYet}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
