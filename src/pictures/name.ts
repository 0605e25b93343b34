import { createHash } from 'node:crypto'
import type { ChartOf } from '../domain/chain-chart.js'
import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { LEVELS, type Level, type Picture } from '../domain/exercise.js'
import { readThreeWords, wordsInLink } from '../domain/three-words.js'
import { type Shown, shownBy } from './shown.js'

/**
 * The version of all that is drawn beside the content: look, fonts, and the words of `locales/` in pictures.
 * Phones keep a picture by its name for ever, so a change needs a new number; a test notices it.
 */
export const LAYOUT = 1

const FIRST_DAY = dayNumber(new Date('2026-01-01'))

/**
 * The stable name of a picture, fit for an address and a file: `tap.giu-ma_xin-ma.3.0.` or
 * `giay.lam-chac.giu-ma.20781.` and 12 hex digits that change with what is drawn. A picture of something that
 * the curriculum does not have gets a name that {@link pictureOf} refuses. That of an invitation,
 * `moi.telegram.lua-sen-trau.`, changes with the link that `inviteLink` gives.
 */
export function pictureName(
  picture: Picture,
  curriculum: Curriculum,
  inviteLink: InviteLink = NO_LINK,
): string {
  if (picture.kind === 'invitation') return invitationName(picture, inviteLink)
  return nameOf(stemOf(picture), shownBy(picture, curriculum))
}

function nameOf(stem: string, shown: Shown | { link: string | null } | null): string {
  const drawn = JSON.stringify([LAYOUT, stem, shown])
  return `${stem}.${createHash('sha256').update(drawn).digest('hex').slice(0, 12)}`
}

function stemOf(picture: Exclude<Picture, { kind: 'invitation' }>): string {
  if (picture.kind === 'chain') return chainStem(picture)
  if (picture.kind === 'task') return `tap.${picture.exercise.replace('/', '_')}.${picture.step}`
  const subject = picture.subject === '' ? '' : `.${picture.subject}`
  return `giay.${picture.level}${subject}.${picture.day}`
}

const chainStem = ({ plan, month, unit, isDemo }: ChartOf): string =>
  `${isDemo ? 'so-demo' : 'so'}.${plan}.${month}.${unit}`

/** Of the content and of published figures alone: everybody who sees them sees the same. */
const NOBODYS = /^(?:tap|so|so-demo)\./

/** Whether a picture of this name tells of one person: a paper says who reached what when, an invitation whose words. */
export const isPersonal = (name: string): boolean => !NOBODYS.test(name)

/** The link of an invitation on a channel, with its three words where it can; null where there is none. */
export type InviteLink = (channel: string, words: string) => string | null
const NO_LINK: InviteLink = () => null

const invitationName = ({ channel, words }: Invitation, inviteLink: InviteLink): string =>
  nameOf(`moi.${channel}.${wordsInLink(words)}`, { link: inviteLink(channel, words) })

type Invitation = Extract<Picture, { kind: 'invitation' }>
const INVITATION = /^moi\.([a-z-]{1,20})\.([a-z]{2,6}-[a-z]{2,6}-[a-z]{2,6})\.[0-9a-f]{12}$/

/**
 * The invitation of a name, and its link; null for every other name. Nothing but our own links, for three words of the
 * list, can be asked for.
 */
export function invitationIn(name: string, inviteLink: InviteLink): (Invitation & { link: string }) | null {
  const found = INVITATION.exec(name)
  const words = found === null ? null : readThreeWords(found[2]!)
  if (found === null || words === null) return null
  const invitation: Invitation = { kind: 'invitation', channel: found[1]!, words }
  const link = inviteLink(invitation.channel, words)
  return link !== null && invitationName(invitation, inviteLink) === name ? { ...invitation, link } : null
}

const CHAIN = /^(so|so-demo)\.([a-z\d-]+)\.(\d{4}-\d{2})\.([\w-]+)\.[0-9a-f]{12}$/

/** The place and month of a chart's name; null for every other name, and for one of another layout. */
export function chartIn(name: string): ChartOf | null {
  const found = CHAIN.exec(name)
  if (found === null) return null
  const [, kind, plan, month, unit] = found
  const chart = { plan: plan!, month: month!, unit: unit!, isDemo: kind === 'so-demo' }
  return nameOf(chainStem(chart), null) === name ? chart : null
}

const TASK = /^tap\.([\w-]+)_([\w.-]+)\.(\d{1,2})\.[0-9a-f]{12}$/
const PAPER = new RegExp(`^giay\\.(${LEVELS.join('|')})(?:\\.([\\w-]+))?\\.(\\d{5})\\.[0-9a-f]{12}$`)

/**
 * The picture of a name that {@link pictureName} gives today, and null for every other: of other content or
 * layout, or of a day before 2026 or after `today`.
 */
export function pictureOf(name: string, curriculum: Curriculum, today: Day): Picture | null {
  const picture = read(name)
  if (picture === null || shownBy(picture, curriculum) === null) return null
  if (picture.kind === 'paper' && (picture.day < FIRST_DAY || picture.day > today)) return null
  return pictureName(picture, curriculum) === name ? picture : null
}

function read(name: string): Picture | null {
  const task = TASK.exec(name)
  if (task !== null) return { kind: 'task', exercise: `${task[1]}/${task[2]}`, step: Number(task[3]) }
  const paper = PAPER.exec(name)
  if (paper === null) return null
  const [, level, subject = '', day] = paper
  return { kind: 'paper', level: level as Level, subject, day: Number(day) }
}
