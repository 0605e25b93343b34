import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { THINGS } from '../../src/domain/two-words.js'
import type { OfficerSession } from '../../src/services/sign-in.js'
import { hashed } from '../../src/services/tokens.js'
import { NotAnyMore } from '../../src/store/not-any-more.js'
import { writeOfficerEvent } from '../../src/store/officer-events.js'
import { forgetEnded } from '../../src/store/officer-sessions.js'
import { NOW, type Office, openOffice } from '../support/officers/office.js'
import { everyRowOf } from '../support/rows.js'
import { untold } from '../support/untold.js'

const MINUTE_MS = 60_000
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE_MS)
const office: Office = await openOffice()
const { pool, pages, desk } = office
const { signIn, officers } = pages
const AGENT = 'Mozilla/5.0 (Windows NT 10.0) Firefox/145.0'
let province: Officer
let admin: Officer

beforeEach(async () => {
  await office.clear()
  await office.plant()
  admin = await office.officer('admin', null)
  province = await office.officer('province', 'tinh-a')
})
afterAll(() => office.close())

/** The session of a cookie in the browser it was given to. */
async function sessionOf(token: string, at: Date): Promise<OfficerSession | null> {
  const session = await signIn.session(token, AGENT, at)
  if (session === 'moved') throw new Error('this is the same browser')
  return session
}

async function contact(): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into contact (channel, address, seen_at) values ('web', gen_random_uuid()::text, $1) returning id`,
    [NOW],
  )
  return rows[0]!.id
}

async function link(officer: Officer, at = NOW): Promise<string> {
  const given = (await signIn.newLink(officer, at))!
  const { tokenHash, expiresAt } = given
  const event = { kind: 'login-link-made', officerId: officer.id, tokenHash, expiresAt } as const
  await writeOfficerEvent({ client: pool, contactId: 1, learnerId: null, at: at, notify: untold }, event)
  return given.token
}

describe('a link', () => {
  it('signs in once, within ten minutes, for twelve hours', async () => {
    const token = await link(province)
    expect(await signIn.enter('x'.repeat(32), AGENT, NOW)).toBeNull()
    const session = (await signIn.enter(token, AGENT, later(10 - 0.001)))!
    expect(await signIn.enter(token, AGENT, NOW)).toBeNull()
    expect((await sessionOf(session.token, later(12 * 60 + 9)))!.officer).toEqual(province)
    expect(await sessionOf(session.token, later(12 * 60 + 10))).toBeNull()
    expect(await signIn.enter(await link(province), AGENT, later(10))).toBeNull()
  })

  it('is used up by one of two who press together', async () => {
    const token = await link(province)
    const both = await Promise.all([signIn.enter(token, AGENT, NOW), signIn.enter(token, AGENT, NOW)])
    expect(both.filter((session) => session !== null)).toHaveLength(1)
  })

  it('is given five times in ten minutes, to each officer', async () => {
    for (let asked = 0; asked < 5; asked++) await link(province)
    expect(await signIn.newLink(province, later(9))).toBeNull()
    expect(await signIn.newLink(admin, later(9))).not.toBeNull()
    expect(await signIn.newLink(province, later(10))).not.toBeNull()
  })

  it('stands nowhere in the database, nor does the session', async () => {
    const token = await link(province)
    const session = (await signIn.enter(token, AGENT, NOW))!
    const all = JSON.stringify(await everyRowOf(pool))
    expect(all).toContain(hashed(session.token))
    expect(all).not.toContain(token)
    expect(all).not.toContain(session.token)
  })

  it('signs nobody in who is no officer any more', async () => {
    const token = await link(province)
    const session = (await signIn.enter(await link(province), AGENT, NOW))!
    expect(await officers.end(admin, province.id, NOW)).toBe(true)
    expect(await signIn.enter(token, AGENT, NOW)).toBeNull()
    expect(await sessionOf(session.token, NOW)).toBeNull()
  })
})

describe('a session', () => {
  const enter = async () => (await signIn.enter(await link(province), AGENT, NOW))!
  const moves = () =>
    pool.query(`select officer_id, place_id, facts from audit where action = 'session-moved'`)

  it('ends for both when its cookie comes from another browser, with one note of it', async () => {
    const [stolen, kept] = [await enter(), await enter()]
    const [here, there] = [stolen.token, `${AGENT} Chrome/156.0`]
    const both = await Promise.all([signIn.session(here, there, NOW), signIn.session(here, '', NOW)])
    expect(both).toHaveLength(2)
    expect(both).toEqual(expect.arrayContaining(['moved', null]))
    expect(await sessionOf(here, NOW)).toBeNull()
    expect(await sessionOf(kept.token, NOW)).not.toBeNull()
    const { rows } = await moves()
    expect(rows).toEqual([{ officer_id: province.id, place_id: 'tinh-a', facts: null }])
  })

  it('of a computer that two words let in is bound to its browser too', async () => {
    const cookie = signIn.newCookie()
    const { words, picture } = (await signIn.beginWaiting(cookie, NOW))!
    await writeOfficerEvent(
      { client: pool, contactId: 1, learnerId: null, at: NOW, notify: untold },
      { kind: 'browser-confirmed', officerId: province.id, words, picture },
    )
    const session = (await signIn.finishWaiting(cookie, AGENT, NOW))!
    expect(await sessionOf(session.token, NOW)).not.toBeNull()
    expect(await signIn.session(session.token, 'curl/8', NOW)).toBe('moved')
    expect((await moves()).rows).toHaveLength(1)
  })

  it('stands among those of its officer while it lasts', async () => {
    const [one, two] = [await enter(), await enter()]
    await enter()
    await signIn.signOut((await sessionOf(two.token, NOW))!, 'this', NOW)
    const open = await signIn.openSessions(province, NOW)
    expect(open).toHaveLength(2)
    expect(open.map(({ tokenHash }) => tokenHash)).toContain(one.tokenHash)
    expect(await signIn.openSessions(admin, NOW)).toEqual([])
    expect(await signIn.openSessions(province, later(12 * 60))).toEqual([])
  })

  it('keeps of the browser only what nobody without the secret can follow', async () => {
    await enter()
    const { rows } = await pool.query<{ agent_hash: string }>('select agent_hash from officer_session')
    expect(rows[0]!.agent_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(rows[0]!.agent_hash).not.toBe(hashed(AGENT))
  })
})

describe('signing out', () => {
  it('ends this session, or all of them', async () => {
    const enter = async () => (await signIn.enter(await link(province), AGENT, NOW))!
    const [one, two, three] = [await enter(), await enter(), await enter()]
    await signIn.signOut((await sessionOf(one.token, NOW))!, 'this', NOW)
    expect(await sessionOf(one.token, NOW)).toBeNull()
    expect(await sessionOf(two.token, NOW)).not.toBeNull()
    await signIn.signOut((await sessionOf(two.token, NOW))!, 'all', NOW)
    expect(await sessionOf(three.token, NOW)).toBeNull()
  })
})

describe('a computer', () => {
  const confirm = (officer: Officer, words: string, picture: (typeof THINGS)[number], at = NOW) =>
    writeOfficerEvent(
      { client: pool, contactId: 1, learnerId: null, at: at, notify: untold },
      { kind: 'browser-confirmed', officerId: officer.id, words, picture },
    )

  it('comes in once its words and picture are confirmed, once', async () => {
    const cookie = signIn.newCookie()
    const browser = (await signIn.beginWaiting(cookie, NOW))!
    expect(await signIn.waiting(cookie, NOW)).toEqual(browser)
    expect(await signIn.finishWaiting(cookie, AGENT, NOW)).toBeNull()
    expect(await desk.isWaiting(browser.words, browser.picture, NOW)).toBe(true)
    expect(await desk.thingsBeside(browser.words, NOW)).toContain(browser.picture)
    await confirm(province, browser.words, browser.picture)
    expect((await signIn.waiting(cookie, NOW))!.isConfirmed).toBe(true)
    const session = (await signIn.finishWaiting(cookie, AGENT, NOW))!
    expect((await sessionOf(session.token, NOW))!.officer.id).toBe(province.id)
    expect(await signIn.finishWaiting(cookie, AGENT, NOW)).toBeNull()
  })

  it('is bound to its cookie, its picture and its ten minutes', async () => {
    const cookie = signIn.newCookie()
    const { words, picture } = (await signIn.beginWaiting(cookie, NOW))!
    const wrong = THINGS.find((thing) => thing !== picture)!
    await expect(confirm(province, words, wrong)).rejects.toThrow(NotAnyMore)
    await expect(confirm(province, words, picture, later(10))).rejects.toThrow(NotAnyMore)
    await confirm(province, words, picture)
    // Somebody else may not confirm it again as their own.
    await expect(confirm(admin, words, picture)).rejects.toThrow(NotAnyMore)
    expect(await signIn.finishWaiting(signIn.newCookie(), AGENT, NOW)).toBeNull()
    expect(await signIn.finishWaiting(undefined, AGENT, NOW)).toBeNull()
    expect(await signIn.finishWaiting(cookie, AGENT, later(10))).toBeNull()
  })

  it('has to begin anew once somebody refused it', async () => {
    const cookie = signIn.newCookie()
    const { words } = (await signIn.beginWaiting(cookie, NOW))!
    const event = { kind: 'browser-refused', officerId: province.id, words } as const
    await writeOfficerEvent({ client: pool, contactId: 1, learnerId: null, at: NOW, notify: untold }, event)
    expect(await signIn.waiting(cookie, NOW)).toBeNull()
  })

  it('is asked about alike whether its words are shown or not, and each time the same', async () => {
    const things = await desk.thingsBeside('sen lúa', NOW)
    expect(things).toHaveLength(3)
    expect(await desk.thingsBeside('sen lúa', NOW)).toEqual(things)
    expect(await desk.isWaiting('sen lúa', things[0]!, NOW)).toBe(false)
  })
})

describe('a code', () => {
  it('makes one chat the officer’s, once, within a day; the chat before is theirs no more', async () => {
    const [first, second] = [await contact(), await contact()]
    const invited = await officers.invite(
      province,
      { name: ' Trần  Văn Bình ', role: 'commune', placeId: 'xa-a1', plan: null, agency: null },
      NOW,
    )
    if (!invited.ok) throw new Error(invited.why)
    const join = async (code: string, chat: number, at = NOW) => {
      const found = await desk.byCode(`/start ${code}`, chat, at)
      if (found === null || found === 'refused') return found
      const event = { kind: 'officer-joined', codeHash: found.codeHash, officerId: found.officer.id } as const
      await writeOfficerEvent(
        { client: pool, contactId: chat, learnerId: null, at: at, notify: untold },
        event,
      )
      return found.officer.name
    }
    expect(await join(invited.code, first, later(24 * 60))).toBe('refused')
    expect(await join(invited.code, first)).toBe('Trần Văn Bình')
    expect(await join(invited.code, second)).toBe('refused')
    expect((await desk.ofContact(first))!.id).toBe(invited.id)

    const session = (await signIn.enter(await link((await desk.ofContact(first))!), AGENT, NOW))!
    const renewed = (await officers.renew(province, invited.id, NOW))!
    expect(await join(renewed.code, second)).toBe('Trần Văn Bình')
    expect(await desk.ofContact(first)).toBeNull()
    expect(await sessionOf(session.token, NOW)).toBeNull()
    expect(JSON.stringify(await everyRowOf(pool))).not.toContain(renewed.code.replaceAll('-', '').slice(2))
  })

  it('is guessed ten times in ten minutes by one chat, and then the right one does not help', async () => {
    const chat = await contact()
    const invited = await officers.invite(
      admin,
      { name: 'An', role: 'auditor', placeId: null, plan: null, agency: null },
      NOW,
    )
    if (!invited.ok) throw new Error(invited.why)
    for (let guess = 0; guess < 10; guess++)
      expect(await desk.byCode(`cb-${'aeghk'.repeat(4)}`, chat, NOW)).toBe('refused')
    expect(await desk.byCode(invited.code, chat, NOW)).toBe('refused')
    expect(await desk.byCode('học tiếp', chat, NOW)).toBeNull()
    expect(await desk.byCode(invited.code, await contact(), NOW)).toMatchObject({ officer: { name: 'An' } })
    expect(await desk.byCode(invited.code, chat, later(10))).toMatchObject({ officer: { name: 'An' } })
  })
})

describe('invitations', () => {
  const someone = {
    name: 'Lê Thị Dung',
    role: 'commune',
    placeId: 'xa-a1',
    plan: null,
    agency: null,
  } as const

  it('go strictly down, in role and place', async () => {
    const commune = await office.officer('commune', 'xa-a1')
    const branch = await office.officer('branch', 'xa-a1-ch1')
    const tries = [
      [admin, someone, true],
      [admin, { ...someone, role: 'admin', placeId: null }, 'role'],
      [province, someone, true],
      [province, { ...someone, placeId: 'xa-b1' }, 'place'],
      [province, { ...someone, placeId: 'xa-a1-ch1' }, 'place'],
      [province, { ...someone, placeId: null }, 'place'],
      [province, { ...someone, role: 'province', placeId: 'tinh-a' }, 'role'],
      [province, { ...someone, role: 'auditor', placeId: null }, 'role'],
      [province, { ...someone, role: 'branch', placeId: 'xa-a2-ch1' }, true],
      [commune, { ...someone, role: 'branch', placeId: 'xa-a1-ch2' }, true],
      [commune, { ...someone, role: 'branch', placeId: 'xa-a2-ch1' }, 'place'],
      [commune, someone, 'role'],
      [branch, { ...someone, role: 'branch', placeId: 'xa-a1-ch2' }, 'role'],
      [admin, { ...someone, name: '=HYPERLINK("x")' }, 'name'],
      [admin, { ...someone, name: 'A'.repeat(81) }, 'name'],
    ] as const
    for (const [by, asked, wanted] of tries) {
      const invited = await officers.invite(by, asked, NOW)
      expect([by.role, asked, invited.ok || invited.why]).toEqual([by.role, asked, wanted])
    }
  })

  it('for an agency name one of the plan', async () => {
    const asked = { ...someone, role: 'lead', placeId: null, plan: 'thai-nguyen' } as const
    const agency = pages.plans().find(({ id }) => id === 'thai-nguyen')!.agencies[0]!
    expect(await officers.invite(admin, { ...asked, agency }, NOW)).toMatchObject({ ok: true })
    expect(await officers.invite(admin, { ...asked, agency: 'Sở Không Có' }, NOW)).toMatchObject({
      why: 'agency',
    })
    expect(await officers.invite(admin, { ...asked, plan: 'x', agency }, NOW)).toMatchObject({
      why: 'agency',
    })
    expect(await officers.invite(admin, { ...asked, agency: null }, NOW)).toMatchObject({ why: 'agency' })
  })

  it('can be taken back by those above alone', async () => {
    const commune = await office.officer('commune', 'xa-a1')
    const stranger = await office.officer('province', 'tinh-b')
    const equal = await office.officer('commune', 'xa-a1')
    for (const by of [stranger, equal, commune]) {
      expect(await officers.end(by, commune.id, NOW)).toBe(false)
      expect(await officers.renew(by, commune.id, NOW)).toBeNull()
    }
    expect((await officers.below(province, NOW)).map(({ id }) => id)).toEqual([commune.id, equal.id])
    expect(await officers.end(province, commune.id, NOW)).toBe(true)
    expect(await officers.end(province, commune.id, NOW)).toBe(false)
  })
})

describe('the audit', () => {
  it('is read within the scope, newest first, and a look at it is noted', async () => {
    await officers.note(await office.officer('commune', 'xa-a1'), 'see-members', NOW, { members: 3 })
    await officers.note(await office.officer('commune', 'xa-b1'), 'see-members', NOW)
    const seen = await officers.audited(province, Number.MAX_SAFE_INTEGER, NOW)
    expect(seen.map(({ action, placeId, facts }) => [action, placeId, facts])).toEqual([
      ['see-audit', 'tinh-a', null],
      ['see-members', 'xa-a1', { members: 3 }],
    ])
    expect(await officers.audited(province, seen[1]!.id, NOW)).toEqual([])
    expect(await officers.audited(admin, Number.MAX_SAFE_INTEGER, NOW)).toHaveLength(5)
  })
})

describe('what has ended', () => {
  it('is deleted: waiting computers and words at once, the rest a day later', async () => {
    await link(province)
    await signIn.enter(await link(province), AGENT, NOW)
    await signIn.beginWaiting(signIn.newCookie(), NOW)
    await forgetEnded(pool, later(9))
    expect(Object.keys(await everyRowOf(pool))).toEqual(
      expect.arrayContaining(['login_link', 'login_request', 'officer_session']),
    )
    await forgetEnded(pool, later(10))
    expect(Object.keys(await everyRowOf(pool))).not.toContain('login_request')
    await forgetEnded(pool, later(36 * 60))
    const left = Object.keys(await everyRowOf(pool))
    expect(left).not.toContain('login_link')
    expect(left).not.toContain('officer_session')
    expect(left).toContain('audit')
  })
})
