import { dayNumber, dayOf } from '../domain/calendar.js'
import { type ClubScreen, type Hands, ROOM, choicesFor, clubLessons, clubScreens } from '../domain/club.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Region } from '../domain/learner.js'
import { type Officer, may } from '../domain/role.js'
import { type MemberScope, memberScopeOf } from '../domain/scope.js'
import type { Phrase } from '../domain/screen.js'
import { linesOf } from '../domain/turn/item.js'
import { audit } from '../store/audit.js'
import {
  type ClubSession,
  type Moved,
  type RollRow,
  endSession,
  moveSession,
  noteRoll,
  rollOf,
  sessionWithin,
  sessionsWithin,
  startSession,
} from '../store/club-sessions.js'
import { type OfficePlace, placesWithin } from '../store/officers.js'
import type { Pool } from '../store/pool.js'

export type { ClubSession, Moved, RollRow } from '../store/club-sessions.js'

const PAGE = 50

/** A choice as the room sees it, with the hands counted for it. */
export interface ShownChoice {
  id: string
  label: string
  hands: number
  isRight: boolean
}

/** A screen in words, to be read aloud. */
export type ShownScreen =
  | { kind: 'card'; lines: string[] }
  | { kind: 'question'; itemId: string; lines: string[]; choices: ShownChoice[] }
  | { kind: 'answer'; lines: string[]; choices: ShownChoice[]; right: string; why: string }

export interface OpenSession {
  session: ClubSession
  /** Null for a lesson that is gone meanwhile. */
  title: string | null
  screen: ShownScreen | null
  /** Which screen of how many, from 1. */
  nth: number
  of: number
  /** Of a session that ended: the questions at which hands were counted, as far as the lesson has them still. */
  counted: Extract<ShownScreen, { kind: 'answer' }>[]
}

/** A session with what its lesson is called; null for one that is gone. */
export type ListedSession = ClubSession & { title: string | null }

export interface Club {
  /** The sessions of the scope before a number, and what a new one may be of; null for a role that may not. */
  list(by: Officer, before: number | null, at: Date): Promise<ClubList | null>
  /** The number of the session; null where branch or lesson are not there. */
  start(
    by: Officer,
    asked: { once: string; branchId: string; lessonId: string },
    at: Date,
  ): Promise<number | null>
  open(by: Officer, id: number, at: Date): Promise<OpenSession | null>
  /** One screen back or on; `hands` are those counted at the question that is shown. */
  move(by: Officer, asked: Step, at: Date): Promise<Moved>
  end(by: Officer, of: Version, at: Date): Promise<Moved>
  /** The class list of the branch, to be ticked. The look is noted. */
  roll(by: Officer, id: number, at: Date): Promise<{ session: ListedSession; rows: RollRow[] } | null>
  noteRoll(
    by: Officer,
    of: Version,
    roll: { rowIds: readonly number[]; guests: number },
    at: Date,
  ): Promise<Moved>
}

export interface ClubList {
  sessions: ListedSession[]
  next: number | null
  branches: OfficePlace[]
  lessons: { area: string; lessons: { id: string; title: string }[] }[]
}

interface Version {
  id: number
  version: number
}
export interface Step extends Version {
  to: 'back' | 'on'
  hands: Readonly<Record<string, number>>
}

export interface ClubDeps {
  pool: Pool
  curriculum: () => Curriculum
  /** Says a phrase to somebody of a place. */
  say(phrase: Phrase, home: { region: Region; placeId: string | null }): string
  /** How it is spoken where the place does not tell. */
  region: Region
}

/** Club mode: one phone or television, a room of elders. No evidence of anybody comes from it. */
export function createClub({ pool, curriculum, say, region }: ClubDeps): Club {
  const scopeFor = (by: Officer): MemberScope | null => (may(by.role, 'run-club') ? memberScopeOf(by) : null)
  const titleOf = (id: string): string | null => {
    const lesson = curriculum().lessons.get(id)
    return lesson === undefined ? null : say({ text: lesson.title }, { region, placeId: null })
  }
  const listed = (session: ClubSession): ListedSession => ({ ...session, title: titleOf(session.lessonId) })
  const screensOf = ({ lessonId }: ClubSession): ClubScreen[] => {
    const lesson = curriculum().lessons.get(lessonId)
    return lesson === undefined ? [] : clubScreens(lesson)
  }
  /** Lessons may have become shorter meanwhile. */
  const placeIn = (session: ClubSession, screens: readonly ClubScreen[]): number =>
    Math.min(session.step, screens.length - 1)

  const shown = (screen: ClubScreen, { id, communeId, hands }: ClubSession): ShownScreen => {
    const spoken = curriculum().places.find((place) => place.id === communeId)?.region ?? region
    const told = (phrase: Phrase): string =>
      say({ ...phrase, with: ROOM[spoken] }, { region: spoken, placeId: communeId })
    const lines = (text: string): string[] => linesOf(text).map(told)
    if (screen.kind === 'card') return { kind: 'card', lines: lines(screen.card.text) }
    const { item } = screen
    const choices = choicesFor(item, id).map((choice) => ({
      id: choice.id,
      label: told({ text: choice.text }),
      hands: hands[item.id]?.[choice.id] ?? 0,
      isRight: choice.id === item.right,
    }))
    if (screen.kind === 'question')
      return { kind: 'question', itemId: item.id, lines: lines(item.text), choices }
    const right = choices.find(({ isRight }) => isRight)?.label ?? ''
    return { kind: 'answer', lines: lines(item.text), choices, right, why: told({ text: item.why }) }
  }

  const countedIn = (session: ClubSession, screens: readonly ClubScreen[]): OpenSession['counted'] =>
    screens.flatMap((screen) => {
      if (screen.kind !== 'answer' || session.hands[screen.item.id] === undefined) return []
      const answer = shown(screen, session)
      return answer.kind === 'answer' ? [answer] : []
    })

  return {
    async list(by, before, at) {
      const scope = scopeFor(by)
      if (scope === null) return null
      const day = dayOf(at)
      const sessions = await sessionsWithin(pool, scope, {
        day,
        limit: PAGE,
        ...(before !== null && { before }),
      })
      const branches = await placesWithin(pool, scope, { levels: ['branch'], day })
      return {
        sessions: sessions.map(listed),
        next: sessions.length < PAGE ? null : sessions.at(-1)!.id,
        branches,
        lessons: byArea(curriculum(), dayNumber(at), titleOf),
      }
    },
    async start(by, asked, at) {
      const scope = scopeFor(by)
      const isThere = clubLessons(curriculum(), dayNumber(at)).some(({ id }) => id === asked.lessonId)
      if (scope === null || !isThere) return null
      return startSession(pool, scope, asked, { officerId: by.id, at, day: dayOf(at) })
    },
    async open(by, id, at) {
      const scope = scopeFor(by)
      const session = scope === null ? null : await sessionWithin(pool, scope, id, dayOf(at))
      if (session === null) return null
      const screens = screensOf(session)
      const place = placeIn(session, screens)
      const screen = screens[place]
      return {
        session,
        title: titleOf(session.lessonId),
        screen: screen === undefined ? null : shown(screen, session),
        nth: place + 1,
        of: screens.length,
        counted: session.endedAt === null ? [] : countedIn(session, screens),
      }
    },
    async move(by, { id, version, to, hands }, at) {
      const scope = scopeFor(by)
      const session = scope === null ? null : await sessionWithin(pool, scope, id, dayOf(at))
      if (scope === null || session === null) return 'nothing'
      const screens = screensOf(session)
      const place = placeIn(session, screens)
      const step = Math.max(0, Math.min(place + (to === 'on' ? 1 : -1), screens.length - 1))
      const counted = countedAt(screens[place], hands)
      const press = { id, version, officerId: by.id, what: [to, hands] }
      return moveSession(pool, scope, press, { step, hands: counted }, dayOf(at))
    },
    async end(by, of, at) {
      const scope = scopeFor(by)
      return scope === null
        ? 'nothing'
        : endSession(pool, scope, of, { officerId: by.id, at, day: dayOf(at) })
    },
    async roll(by, id, at) {
      const scope = scopeFor(by)
      const session = scope === null ? null : await sessionWithin(pool, scope, id, dayOf(at))
      if (session === null) return null
      const rows = await rollOf(pool, scope!, session, { at, day: dayOf(at) })
      const facts = { session: id, rows: rows.length }
      await audit(pool, { officerId: by.id, action: 'see-club-roll', placeId: session.branchId, facts, at })
      return { session: listed(session), rows }
    },
    async noteRoll(by, of, roll, at) {
      const scope = scopeFor(by)
      if (scope === null) return 'nothing'
      return noteRoll(pool, scope, of, roll, { officerId: by.id, at, day: dayOf(at) })
    },
  }
}

/** What was counted at a question; numbers for choices that it does not have are nobody's. */
function countedAt(screen: ClubScreen | undefined, hands: Readonly<Record<string, number>>): Hands {
  if (screen?.kind !== 'question') return {}
  const { id, choices } = screen.item
  return {
    [id]: Object.fromEntries(choices.flatMap((one) => (one.id in hands ? [[one.id, hands[one.id]!]] : []))),
  }
}

function byArea(
  curriculum: Curriculum,
  day: number,
  titleOf: (id: string) => string | null,
): ClubList['lessons'] {
  const lessons = clubLessons(curriculum, day)
  return curriculum.areas.flatMap(({ id, name }) => {
    const own = lessons.filter(({ area }) => area === id)
    const titled = own.map((lesson) => ({ id: lesson.id, title: titleOf(lesson.id) ?? lesson.title }))
    return own.length === 0 ? [] : [{ area: name, lessons: titled }]
  })
}
