import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { memberScopeOf } from '../../src/domain/scope.js'
import { readThreeWords } from '../../src/domain/three-words.js'
import { createCardDesk, createCards } from '../../src/services/cards.js'
import { joinByCard, writeMissedCard } from '../../src/store/cards.js'
import { MOST_MISSES } from '../../src/store/card-ends.js'
import { changeRow } from '../../src/store/class-list-rows.js'
import { createClassList } from '../../src/store/class-list.js'
import { freeRow } from '../../src/store/free-row.js'
import { openByWords } from '../../src/store/invitations.js'
import { NotAnyMore } from '../../src/store/not-any-more.js'
import { ownRows } from '../../src/store/own-data.js'
import { applyRetention, daysBefore } from '../../src/store/retention.js'
import { inTransaction } from '../../src/store/transaction.js'
import { NOW, type Office, TODAY, openOffice } from '../support/officers/office.js'
import { untold } from '../support/untold.js'

const DAY_MS = 24 * 60 * 60_000
const office: Office = await openOffice()
const { pool } = office
const cards = createCards(pool)
const desk = createCardDesk(pool)
let commune: Officer
let branch: Officer

beforeEach(async () => {
  await office.clear()
  await office.plant()
  commune = await office.officer('commune', 'xa-a1')
  branch = await office.officer('branch', 'xa-a1-ch1')
})
afterAll(() => office.close())

const later = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS)
const row = async (
  name: string,
  part: { branch?: string; at?: Date; learner?: number; year?: number | null } = {},
) => {
  const { rows } = await pool.query<{ id: number }>(
    `insert into class_list_row (branch_id, name, birth_year, sex, "group", entered_at, learner_id)
     values ($1, $2, $5, 'nu', 'hoi-vien', $3, $4) returning id`,
    [
      part.branch ?? 'xa-a1-ch1',
      name,
      part.at ?? NOW,
      part.learner ?? null,
      part.year === undefined ? 1950 : part.year,
    ],
  )
  return rows[0]!.id
}
const learner = async (): Promise<number> =>
  (
    await pool.query<{ id: number }>(
      `insert into learner (form_of_address, region, created_at) values ('ba', 'bac', $1) returning id`,
      [NOW],
    )
  ).rows[0]!.id
const joins = (
  learnerId: number | null,
  invitationId: number,
  { at = NOW, birthYear = 1950 }: { at?: Date; birthYear?: number | null } = {},
): Promise<void> =>
  inTransaction(pool, (client) =>
    joinByCard(
      { client, learnerId, at, contactId: 1, notify: untold, turn: { id: 1, contactId: 1, learner: null } },
      { kind: 'card-joined', invitationId, birthYear },
    ),
  )
const made = async (branchId = 'xa-a1-ch1', at = NOW) => {
  await cards.make(commune, branchId, at)
  return (await cards.see(commune, branchId, at))!.cards
}
/** The invitation that the only card of the branch opens. */
const opened = async (): Promise<number> => (await openByWords(pool, (await made())[0]!.words, NOW))!.id
const deeds = async () =>
  (
    await pool.query<{ action: string; place_id: string; facts: object }>(
      'select action, place_id, facts from audit order by id',
    )
  ).rows
const rowOf = async (id: number) =>
  (await pool.query('select learner_id, version from class_list_row where id = $1', [id])).rows[0]

describe('the cards of a branch', () => {
  it('are made once for each who has not joined, lead to its branch, and are noted by numbers', async () => {
    await row('Trần Văn Bình')
    await row('Lê Thị An')
    await row('Đã Vào', { learner: await learner() })
    expect(await cards.make(branch, 'xa-a1-ch1', NOW)).toBe(2)
    expect(await cards.make(branch, 'xa-a1-ch1', NOW)).toBe(0)
    const seen = (await cards.see(branch, 'xa-a1-ch1', NOW))!
    expect(seen.cards.map(({ name }) => name)).toEqual(['Lê Thị An', 'Trần Văn Bình'])
    for (const { words } of seen.cards) {
      expect(readThreeWords(words)).toBe(words)
      expect(await openByWords(pool, words, NOW)).toMatchObject({
        kind: 'class-list',
        branchId: 'xa-a1-ch1',
        branchName: 'Chi hội 1 xa-a1',
        communeId: 'xa-a1',
      })
    }
    // What is opened names nobody.
    expect(JSON.stringify(await openByWords(pool, seen.cards[0]!.words, NOW))).not.toContain('An')
    expect(await deeds()).toEqual([
      { action: 'make-cards', place_id: 'xa-a1-ch1', facts: { cards: 2 } },
      { action: 'see-cards', place_id: 'xa-a1-ch1', facts: { cards: 2 } },
    ])
  })

  it('are made once when two officers press at the same moment', async () => {
    await row('Lê Thị An')
    const counts = await Promise.all(Array.from({ length: 4 }, () => cards.make(commune, 'xa-a1-ch1', NOW)))
    expect(counts.toSorted((one, other) => one! - other!)).toEqual([0, 0, 0, 1])
  })

  it('are nobody else’s', async () => {
    const card = { rowId: await row('Lê Thị An', { branch: 'xa-a1-ch2' }), cardId: 1 }
    const others = [
      branch,
      await office.officer('commune', 'xa-a2'),
      await office.officer('province', 'tinh-a'),
      await office.officer('admin', null),
      await office.officer('auditor', 'xa-a1'),
    ]
    for (const other of others) {
      expect(await cards.make(other, 'xa-a1-ch2', NOW)).toBeNull()
      expect(await cards.see(other, 'xa-a1-ch2', NOW)).toBeNull()
      expect(await cards.renew(other, 'xa-a1-ch2', card, NOW)).toBe('nothing')
    }
    // A row of another branch is not found by way of the own one.
    expect(await cards.renew(branch, 'xa-a1-ch1', card, NOW)).toBe('nothing')
    expect(await deeds()).toEqual([])
  })

  it('are replaced when one was lost: the former opens nothing', async () => {
    const id = await row('Lê Thị An')
    const [first] = await made()
    const card = { rowId: id, cardId: await opened() }
    expect(await cards.renew(branch, 'xa-a1-ch1', card, NOW)).toBe('done')
    const [second, ...more] = (await cards.see(branch, 'xa-a1-ch1', NOW))!.cards
    expect([more, second!.words === first!.words]).toEqual([[], false])
    expect(await openByWords(pool, first!.words, NOW)).toBeNull()
    expect(await openByWords(pool, second!.words, NOW)).not.toBeNull()
    // From a page that showed the former, the one just printed does not end.
    expect(await cards.renew(commune, 'xa-a1-ch1', card, NOW)).toBe('faster')
    expect(await openByWords(pool, second!.words, NOW)).not.toBeNull()
  })

  it('are replaced once when two officers press at the same moment', async () => {
    const card = { rowId: await row('Lê Thị An'), cardId: await opened() }
    const ways = await Promise.all([1, 2, 3].map(() => cards.renew(commune, 'xa-a1-ch1', card, NOW)))
    expect(ways.toSorted()).toEqual(['done', 'faster', 'faster'])
  })

  it('end with their row after 60 days, and are erased with it', async () => {
    await row('Lê Thị An')
    const [card] = await made('xa-a1-ch1', later(59))
    expect(await openByWords(pool, card!.words, later(59.9))).not.toBeNull()
    expect(await openByWords(pool, card!.words, later(60))).toBeNull()
    expect(await cards.make(branch, 'xa-a1-ch1', later(60))).toBe(0)
    expect(await createClassList(pool).forgetUnjoined(daysBefore(later(60.01), 60))).toBe(1)
    expect((await pool.query('select from invitation')).rows).toEqual([])
  })
})

describe('joining by a card', () => {
  it('makes a membership with what the list says, uses the card up, and is noted', async () => {
    const id = await row('Lê Thị An')
    const invitation = await opened()
    const an = await learner()
    expect(await desk.asked({ id: invitation, branchId: 'xa-a1-ch1' }, an, NOW)).toEqual({
      commune: 'Xã A1',
      own: null,
      isListed: false,
      asksYear: true,
    })
    await joins(an, invitation)
    const { rows } = await pool.query(
      `select learner_id, branch_id, way, sex, "group", confirmed_by_id, to_char("from", 'YYYY-MM-DD') as since, until
       from membership`,
    )
    expect(rows).toEqual([
      {
        learner_id: an,
        branch_id: 'xa-a1-ch1',
        way: 'class-list',
        sex: 'nu',
        group: 'hoi-vien',
        confirmed_by_id: null,
        since: TODAY,
        until: null,
      },
    ])
    expect(await rowOf(id)).toEqual({ learner_id: an, version: 2 })
    expect(await cards.see(commune, 'xa-a1-ch1', NOW)).toMatchObject({ cards: [] })
    expect((await deeds()).find(({ action }) => action === 'join-by-card')).toMatchObject({
      place_id: 'xa-a1-ch1',
      facts: { learner: an, membership: expect.any(Number), doubles: 0 },
    })
    expect(await desk.asked({ id: invitation, branchId: 'xa-a1-ch1' }, an, NOW)).toMatchObject({
      own: { branchId: 'xa-a1-ch1' },
      isListed: true,
    })
    expect((await pool.query('select place_id from learner where id = $1', [an])).rows).toEqual([
      { place_id: 'xa-a1' },
    ])
    await expect(joins(await learner(), invitation)).rejects.toThrow(NotAnyMore)
  })

  it('is for one of two who say yes at the same moment', async () => {
    await row('Lê Thị An')
    const invitation = await opened()
    const both = [await learner(), await learner()]
    const ways = await Promise.allSettled(both.map((one) => joins(one, invitation)))
    expect(ways.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await pool.query('select from membership')).rows).toHaveLength(1)
  })

  it('is nothing for who is not kept, and refused once the card ran out or was replaced', async () => {
    const id = await row('Lê Thị An')
    const invitation = await opened()
    await joins(null, invitation)
    await expect(joins(await learner(), invitation, { at: later(60) })).rejects.toThrow(NotAnyMore)
    await cards.renew(branch, 'xa-a1-ch1', { rowId: id, cardId: invitation }, NOW)
    await expect(joins(await learner(), invitation)).rejects.toThrow(NotAnyMore)
    expect(await rowOf(id)).toMatchObject({ learner_id: null })
  })

  it('goes on with a membership that holds, and fills in what was not said', async () => {
    await row('Lê Thị An')
    const an = await office.member('xa-a1-ch1')
    await joins(an, await opened())
    expect((await pool.query('select way, sex, "group", until from membership')).rows).toEqual([
      { way: 'officer', sex: 'nu', group: 'hoi-vien', until: null },
    ])
  })

  it('ends where somebody belonged before, and leaves nothing of them on the list there, where it would be read again', async () => {
    await row('Lê Thị An')
    const an = await office.member('xa-a2-ch1', { name: 'Lê Thị An', birthYear: 1950 })
    await joins(an, await opened())
    const { rows } = await pool.query(
      `select branch_id, to_char(until, 'YYYY-MM-DD') as until from membership order by id`,
    )
    expect(rows).toEqual([
      { branch_id: 'xa-a2-ch1', until: TODAY },
      { branch_id: 'xa-a1-ch1', until: null },
    ])
    const { rows: all } = await pool.query('select branch_id, learner_id from class_list_row')
    expect(all).toEqual([{ branch_id: 'xa-a1-ch1', learner_id: an }])
  })

  it('gives back the other row of the same branch for its whole time', async () => {
    const old = await row('Lê Thị Ân', { at: later(-59) })
    const an = await office.member('xa-a1-ch1')
    await pool.query('update class_list_row set learner_id = $1 where id = $2', [an, old])
    await row('Lê Thị An')
    await joins(an, await opened())
    expect(
      (await pool.query('select learner_id, entered_at from class_list_row where id = $1', [old])).rows,
    ).toEqual([{ learner_id: null, entered_at: NOW }])
    expect(await createClassList(pool).forgetUnjoined(daysBefore(later(2), 60))).toBe(0)
  })

  it('tells nobody by way of the audit which row a learner has, whichever way they got or lost it', async () => {
    const id = await row('Lê Thị An')
    await joins(await learner(), await opened())
    await freeRow(
      pool,
      untold,
      memberScopeOf(branch)!,
      { branchId: 'xa-a1-ch1', name: 'Lê Thị An', birthYear: 1950, sex: null, group: null },
      { officerId: branch.id, at: NOW, day: TODAY },
    )
    expect(await rowOf(id)).toMatchObject({ learner_id: null })
    const noted = await deeds()
    expect(noted.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['join-by-card', 'free-class-row']),
    )
    for (const { facts } of noted)
      expect(['row', 'invitation'].some((key) => key in facts) && 'learner' in facts).toBe(false)
    for (const action of ['join-by-card', 'free-class-row'])
      expect(noted.find((one) => one.action === action)!.facts).not.toHaveProperty('row')
  })

  it('needs the year of birth that the list has, and takes any where it has none', async () => {
    const id = await row('Lê Thị An')
    const invitation = await opened()
    const an = await learner()
    for (const birthYear of [1949, null]) {
      expect(await desk.fits(invitation, birthYear, NOW)).toBe('other-year')
      await expect(joins(an, invitation, { birthYear })).rejects.toThrow(NotAnyMore)
    }
    expect(await rowOf(id)).toMatchObject({ learner_id: null })
    expect(await desk.fits(invitation, 1950, NOW)).toBe('fits')
    await joins(an, invitation)
    expect(await desk.fits(invitation, 1950, NOW)).toBe('gone')
    const other = await row('Lê Thị Bình', { year: null })
    const second = await opened()
    expect(await desk.asked({ id: second, branchId: 'xa-a1-ch1' }, an, NOW)).toMatchObject({
      asksYear: false,
    })
    const binh = await learner()
    await joins(binh, second, { birthYear: null })
    expect(await rowOf(other)).toMatchObject({ learner_id: binh })
  })

  it('is over for a card after three wrong years, and the officer who makes another is not blamed for it', async () => {
    const id = await row('Lê Thị An')
    const invitation = await opened()
    const misses = () =>
      inTransaction(pool, (client) =>
        writeMissedCard({ client, at: NOW }, { kind: 'card-missed', invitationId: invitation }),
      )
    // An elder who was wrong twice may still be right.
    for (let nth = 1; nth < MOST_MISSES; nth++) await misses()
    expect(await desk.fits(invitation, 1950, NOW)).toBe('fits')
    // Many at once are no more than one after the other.
    await Promise.all([misses(), misses(), misses()])
    expect(await desk.fits(invitation, 1950, NOW)).toBe('gone')
    await expect(joins(await learner(), invitation)).rejects.toThrow(NotAnyMore)
    const { rows } = await pool.query('select words, ending, misses from invitation')
    expect(rows).toEqual([{ words: null, ending: 'guessed', misses: MOST_MISSES }])
    expect((await deeds()).filter(({ action }) => action === 'end-card')).toEqual([
      { action: 'end-card', place_id: 'xa-a1-ch1', facts: { row: id } },
    ])
    await joins(await learner(), await opened())
  })

  it('and another card for the same row at the same moment wait for each other, and never for ever', async () => {
    for (let nth = 0; nth < 8; nth++) {
      const id = await row(`Lê Thị ${'ABCDEGHI'[nth]}`)
      const [card] = (await made()).filter(({ rowId }) => rowId === id)
      const invitation = (await openByWords(pool, card!.words, NOW))!.id
      const one = await learner()
      const ways = await Promise.allSettled([
        joins(one, invitation),
        cards.renew(branch, 'xa-a1-ch1', { rowId: id, cardId: invitation }, NOW),
        cards.make(commune, 'xa-a1-ch1', NOW),
      ])
      const refused = ways.flatMap((way) => (way.status === 'rejected' ? [way.reason as unknown] : []))
      expect(refused.filter((reason) => !(reason instanceof NotAnyMore))).toEqual([])
    }
  })

  it('waits for the row before the card, as whoever makes another card does', async () => {
    const id = await row('Lê Thị An')
    const invitation = await opened()
    const an = await learner()
    const holder = await pool.connect()
    try {
      await holder.query('begin')
      await holder.query('select from class_list_row where id = $1 for update', [id])
      const joining = joins(an, invitation)
      await new Promise((resolve) => setTimeout(resolve, 300))
      // Had it locked the card first, these two would wait for each other.
      await holder.query(`set local lock_timeout = '2s'`)
      await holder.query('select from invitation where id = $1 for update', [invitation])
      await holder.query('commit')
      await joining
    } finally {
      await holder.query('rollback')
      holder.release()
    }
    expect(await rowOf(id)).toMatchObject({ learner_id: an })
  })

  it('is over for a card whose row was given another name or year; a changed part leaves it', async () => {
    const id = await row('Lê Thị An')
    const invitation = await opened()
    let version = 1
    const change = (part: { name?: string; birthYear?: number; group?: 'can-bo' }) =>
      changeRow(
        pool,
        memberScopeOf(branch)!,
        { id, version: version++ },
        { name: 'Lê Thị An', birthYear: 1950, sex: 'nu', group: 'hoi-vien', ...part },
        { officerId: branch.id, at: NOW, day: TODAY },
      )
    expect(await change({ group: 'can-bo' })).toBe('done')
    expect(await desk.fits(invitation, 1950, NOW)).toBe('fits')
    expect(await change({ birthYear: 1951 })).toBe('done')
    expect(await desk.fits(invitation, 1951, NOW)).toBe('gone')
    const second = await opened()
    expect(await change({ birthYear: 1951, name: 'Lê Thị Ân' })).toBe('done')
    expect(await desk.fits(second, 1951, NOW)).toBe('gone')
  })

  it('stands in the own data of who joined, without the words, and goes with them', async () => {
    await row('Lê Thị An')
    const an = await learner()
    await joins(an, await opened())
    const own = await ownRows(pool, an, NOW)
    expect(own['class_list_row']).toMatchObject([{ name: 'Lê Thị An', birth_year: 1950 }])
    expect(own['invitation']).toMatchObject([{ kind: 'class-list', ending: 'used' }])
    expect(own['invitation']![0]).not.toHaveProperty('words')
    await pool.query('delete from learner where id = $1', [an])
    for (const table of ['class_list_row', 'invitation', 'membership'])
      expect((await pool.query(`select from ${table}`)).rows).toEqual([])
  })

  it('leaves nothing of a used card two days later', async () => {
    await row('Lê Thị An')
    await joins(await learner(), await opened())
    await applyRetention(pool, later(2))
    expect((await pool.query('select from invitation')).rows).toEqual([])
    expect((await pool.query('select from class_list_row')).rows).toHaveLength(1)
  })
})
