import { html } from 'hono/html'
import type { BranchWithWords } from '../../../services/branch-words.js'
import { officerWords as w } from '../officer-words.js'
import { words } from '../../words.js'
import type { AssetPath, Html } from '../../pages/layout.js'
import { page } from '../../pages/layout.js'

/** A picture to be scanned that leads to the chat of a channel, by its name. */
export interface InvitationPicture {
  channel: 'web' | 'telegram'
  name: string
}

export interface Poster extends Pick<BranchWithWords, 'branch' | 'commune'> {
  words: string
  pictures: readonly InvitationPicture[]
  /** Where the web chat is, to be typed; null where there is none to name. */
  address: string | null
  asset: AssetPath
}

/** The address of the web chat as it is typed by hand; null where ours is not known. */
export function typedAddress(publicUrl: string | null): string | null {
  if (publicUrl === null) return null
  return `${publicUrl.replace(/^https:\/\//, '').replace(/\/$/, '')}/chat`
}

/** The words of a branch on a sheet of A4 for its wall; what is around it is not printed. */
export function posterPage({ branch, commune, words: three, pictures, address, asset }: Poster): Html {
  const body = html`<main class="printing">
    <div class="around">
      <p><a href="/dashboard/members">${w.back}</a></p>
      <button id="print" class="door primary" type="button" hidden><strong>${w.print}</strong></button>
      <p class="soft">${w.posterHow}</p>
    </div>
    <article class="sheet poster">
      <h1>${w.posterHead}</h1>
      <p class="of">${branch}${commune === null ? '' : `, ${commune}`}</p>
      ${w.posterLines.map((line) => html`<p>${line}</p>`)}
      <div class="pictures">
        ${pictures.map(
          ({ channel, name }) =>
            html`<figure>
              <figcaption>${w.posterPicture[channel]}</figcaption>
              <img src="/hinh/${name}" alt="${w.posterPicture[channel]}" width="720" />
            </figure>`,
        )}
      </div>
      ${address === null ? '' : html`<p>${w.posterAddress(address)}</p>`}
      <p>${w.posterTyped}</p>
      <p class="three">${three}</p>
      <p class="caution">${w.posterCaution}</p>
    </article>
  </main>`
  return page({
    title: `${w.posterTitle(branch)} – ${words.name}`,
    kind: 'card',
    body,
    script: 'print.js',
    asset,
  })
}
