import { dayNumber, dayText } from '../../../domain/calendar.js'
import type { Card } from '../../../services/cards.js'
import { type Html, page } from '../../pages/layout.js'
import { words as site } from '../../words.js'
import { dayIn } from '../formats.js'
import { type DeskView, Form } from '../frame.js'
import { CLASS_LIST, hrefOf } from './class-list.js'

/** A link to a chat, and the same as dark squares to be scanned: one path in a square of so many units. */
export interface CardLink {
  channel: 'web' | 'telegram'
  link: string
  path: string
  side: number
}

/** A card as it is printed. */
export interface PrintedCard extends Pick<Card, 'name' | 'words' | 'expiresAt'> {
  link: CardLink | null
}

export interface CardsSeen {
  branchId: string
  branch: string
  cards: readonly PrintedCard[]
}

/** So many on a sheet: two beside each other, four below. */
const ON_A_SHEET = 8
/** Longer names take two lines, in smaller type. */
const LONG_NAME = 24
const LONGEST_NAME = 60

function sizeOf({ length }: string): 'long' | 'longest' | undefined {
  if (length > LONGEST_NAME) return 'longest'
  return length > LONG_NAME ? 'long' : undefined
}

/** An address longer than that is set in smaller type. */
const LONG_ADDRESS = 24
const DAY_MS = 24 * 60 * 60 * 1000

/** What is typed by hand to come to the same chat, where the three words are typed then. */
const typedLink = (link: string): string => link.replace(/^https:\/\//, '').replace(/[?#].*$/, '')

/** Whether a link leads nowhere but to the machine on which the program runs. */
const leadsOnlyHere = ({ link }: CardLink): boolean =>
  /^(localhost|127\..*|0\.0\.0\.0|\[::1?\])$/.test(new URL(link).hostname)

/** The last day on which a card works from morning to night. */
const lastDayOf = (expiresAt: Date): string =>
  dayIn(dayText(dayNumber(new Date(expiresAt.getTime() - DAY_MS))))

/** The cards of a branch on sheets of A4; what is around them is not printed. */
export function cardsPage(view: DeskView, { branchId, branch, cards }: CardsSeen): Html {
  const { words, asset, language } = view
  const sheets = Array.from({ length: Math.ceil(cards.length / ON_A_SHEET) }, (_, sheet) =>
    cards.slice(sheet * ON_A_SHEET, (sheet + 1) * ON_A_SHEET),
  )
  const body = (
    <main class="printing">
      <div class="around">
        <h1>{words('class-list.cards.title', { branch })}</h1>
        <p>
          <a href={hrefOf(branchId)}>{words('frame.back')}</a>
        </p>
        <Form view={view} action={`${CLASS_LIST}/cards`}>
          <input type="hidden" name="branch" value={branchId} />
          <button class="door" type="submit">
            <strong>{words('class-list.cards.make')}</strong>
          </button>
        </Form>
        {cards.some(({ link }) => link !== null && leadsOnlyHere(link)) && (
          <p class="note amber">{words('class-list.cards.only-here')}</p>
        )}
        {cards.length === 0 ? (
          <p>{words('class-list.cards.none')}</p>
        ) : (
          <>
            <button id="print" class="door primary" type="button" hidden>
              <strong>{words('frame.print')}</strong>
            </button>
            <p class="soft">
              {words('class-list.cards.how', { cards: cards.length, sheets: sheets.length })}
            </p>
          </>
        )}
      </div>
      {sheets.map((of) => (
        <section class="sheet cards" lang="vi">
          {of.map((card) => (
            <Printed branch={branch} card={card} />
          ))}
        </section>
      ))}
    </main>
  )
  return page({
    title: `${words('class-list.cards.title', { branch })} – ${site.name}`,
    kind: 'card',
    language,
    larger: words('frame.larger'),
    body,
    ...(cards.length === 0 ? {} : { script: 'print.js' }),
    asset,
  })
}

/** Whom it is for reads it, so it is in Vietnamese whatever the officer reads. */
function Printed({ branch, card }: { branch: string; card: PrintedCard }) {
  const { name, words: three, link, expiresAt } = card
  const w = site.invitationCard
  const address = link === null ? null : typedLink(link.link)
  return (
    <article class="invitation">
      <h2 class={sizeOf(name)}>
        <bdi>{name}</bdi>
      </h2>
      <p class="of">{branch}</p>
      <p class="of">{w.from(lastDayOf(expiresAt))}</p>
      <div class="begin">
        {link !== null && (
          <svg viewBox={`0 0 ${link.side} ${link.side}`} role="img" aria-label={w.picture[link.channel]}>
            <path d={link.path} />
          </svg>
        )}
        <p class={address !== null && address.length > LONG_ADDRESS ? 'long' : undefined}>
          {address === null ? w.type : w.scan(address)}
        </p>
      </div>
      <p class="three">{three}</p>
      <p class="caution">{w.caution}</p>
    </article>
  )
}
