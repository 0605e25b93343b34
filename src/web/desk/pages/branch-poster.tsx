import type { BranchWithWords } from '../../../services/branch-words.js'
import { type Html, page } from '../../pages/layout.js'
import { words as site } from '../../words.js'
import type { DeskView } from '../frame.js'

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
}

/** The address of the web chat as it is typed by hand; null where ours is not known. */
export function typedAddress(publicUrl: string | null): string | null {
  if (publicUrl === null) return null
  return `${publicUrl.replace(/^https:\/\//, '').replace(/\/$/, '')}/chat`
}

/** The words of a branch on a sheet of A4 for its wall; what is around it is not printed. */
export function posterPage(
  { asset, language, words }: Pick<DeskView, 'asset' | 'language' | 'words'>,
  poster: Poster,
): Html {
  const body = (
    <main class="printing">
      <div class="around">
        <p>
          <a href="/dashboard/members">{words('frame.back')}</a>
        </p>
        <button id="print" class="door primary" type="button" hidden>
          <strong>{words('members.poster.print')}</strong>
        </button>
        <p class="soft">{words('members.poster.how')}</p>
      </div>
      <Sheet {...poster} />
    </main>
  )
  return page({
    title: `${words('members.poster.title', { branch: poster.branch })} – ${site.name}`,
    kind: 'card',
    language,
    larger: words('frame.larger'),
    body,
    script: 'print.js',
    asset,
  })
}

/** Members read it, so it is in Vietnamese whatever the officer reads. */
const Sheet = ({ branch, commune, words: three, pictures, address }: Poster) => {
  const w = site.poster
  return (
    <article class="sheet poster" lang="vi">
      <h1>{w.head}</h1>
      <p class="of">{commune === null ? branch : `${branch}, ${commune}`}</p>
      {w.lines.map((line) => (
        <p>{line}</p>
      ))}
      <div class="pictures">
        {pictures.map(({ channel, name }) => (
          <figure>
            <figcaption>{w.picture[channel]}</figcaption>
            <img src={`/hinh/${name}`} alt={w.picture[channel]} width={720} />
          </figure>
        ))}
      </div>
      {address !== null && <p>{w.address(address)}</p>}
      <p>{w.typed}</p>
      <p class="three">{three}</p>
      <p class="caution">{w.caution}</p>
    </article>
  )
}
