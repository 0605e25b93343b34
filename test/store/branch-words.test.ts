import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { readThreeWords } from '../../src/domain/three-words.js'
import { createBranchDesk, createBranchWords } from '../../src/services/branch-words.js'
import { MOST_A_DAY, joinBranch } from '../../src/store/branch-words.js'
import { openByWords } from '../../src/store/invitations.js'
import { NotAnyMore } from '../../src/store/not-any-more.js'
import { inTransaction } from '../../src/store/transaction.js'
import { NOW, type Office, TODAY, openOffice } from '../support/officers/office.js'
import { untold } from '../support/untold.js'

const DAY_MS = 24 * 60 * 60_000
const office: Office = await openOffice()
const { pool } = office
const branchWords = createBranchWords(pool)
const desk = createBranchDesk(pool)
let commune: Officer
let branch: Officer

beforeEach(async () => {
  await pool.query('delete from invitation')
  await office.clear()
  await office.plant()
  commune = await office.officer('commune', 'xa-a1')
  branch = await office.officer('branch', 'xa-a1-ch1')
})
afterAll(() => office.close())

const wordsOf = async (branchId: string) => (await branchWords.find(commune, branchId, NOW))?.words ?? null
const deeds = async () =>
  (
    await pool.query<{ action: string; place_id: string; officer_id: number | null }>(
      'select action, place_id, officer_id from audit order by id',
    )
  ).rows
const learner = async (placeId: string | null = null): Promise<number> =>
  (
    await pool.query<{ id: number }>(
      `insert into learner (form_of_address, region, place_id, created_at) values ('ba', 'bac', $1, $2) returning id`,
      [placeId, NOW],
    )
  ).rows[0]!.id
const joins = (learnerId: number | null, invitationId: number, at = NOW): Promise<void> =>
  inTransaction(pool, (client) =>
    joinBranch(
      { client, learnerId, at, contactId: 1, notify: untold, turn: { id: 1, contactId: 1, learner: null } },
      { kind: 'branch-joined', invitationId },
    ),
  )
/** New words of a branch; the number of their invitation. */
const opened = async (branchId = 'xa-a1-ch1'): Promise<number> => {
  await branchWords.renew(commune, branchId, await wordsOf(branchId), NOW)
  return (await openByWords(pool, (await wordsOf(branchId))!, NOW))!.id
}
const memberships = async () =>
  (
    await pool.query(
      `select learner_id, branch_id, way, confirmed_by_id, to_char("from", 'YYYY-MM-DD') as since,
         to_char(until, 'YYYY-MM-DD') as until from membership order by id`,
    )
  ).rows

describe('the words of a branch', () => {
  it('are made, renewed and taken back by its own officers, and noted', async () => {
    expect(await branchWords.renew(branch, 'xa-a1-ch1', null, NOW)).toBe('done')
    const first = (await wordsOf('xa-a1-ch1'))!
    expect(readThreeWords(first)).toBe(first)
    expect(await openByWords(pool, first, NOW)).toMatchObject({
      kind: 'branch',
      branchId: 'xa-a1-ch1',
      communeId: 'xa-a1',
    })
    expect(await branchWords.renew(commune, 'xa-a1-ch1', first, NOW)).toBe('done')
    const second = (await wordsOf('xa-a1-ch1'))!
    expect(second).not.toBe(first)
    expect(await openByWords(pool, first, NOW)).toBeNull()
    expect(await branchWords.revoke(branch, 'xa-a1-ch1', second, NOW)).toBe('done')
    expect(await branchWords.revoke(branch, 'xa-a1-ch1', null, NOW)).toBe('nothing')
    expect([await wordsOf('xa-a1-ch1'), await openByWords(pool, second, NOW)]).toEqual([null, null])
    expect(await deeds()).toEqual(
      [
        ['make-branch-words', branch.id],
        ['end-branch-words', commune.id],
        ['make-branch-words', commune.id],
        ['end-branch-words', branch.id],
      ].map(([action, officer_id]) => ({ action, place_id: 'xa-a1-ch1', officer_id })),
    )
  })

  it('are nobody else’s to see or to change', async () => {
    await branchWords.renew(commune, 'xa-a1-ch2', null, NOW)
    const shown = await wordsOf('xa-a1-ch2')
    const others = [
      branch,
      await office.officer('commune', 'xa-a2'),
      await office.officer('province', 'tinh-a'),
      await office.officer('admin', null),
      await office.officer('auditor', 'xa-a1'),
    ]
    for (const other of others) {
      expect(await branchWords.find(other, 'xa-a1-ch2', NOW)).toBeNull()
      expect(await branchWords.renew(other, 'xa-a1-ch2', shown, NOW)).toBe('nothing')
      expect(await branchWords.revoke(other, 'xa-a1-ch2', shown, NOW)).toBe('nothing')
    }
    expect((await branchWords.list(branch, NOW)).map(({ branchId }) => branchId)).toEqual(['xa-a1-ch1'])
    expect((await branchWords.list(commune, NOW)).map(({ branchId }) => branchId)).toEqual([
      'xa-a1-ch1',
      'xa-a1-ch2',
    ])
    // A commune is no branch.
    expect(await branchWords.renew(commune, 'xa-a1', null, NOW)).toBe('nothing')
  })

  it('are one at a time, also when two officers press at once', async () => {
    const ways = await Promise.all(
      Array.from({ length: 5 }, () => branchWords.renew(commune, 'xa-a1-ch1', null, NOW)),
    )
    expect(ways.toSorted()).toEqual(['done', 'faster', 'faster', 'faster', 'faster'])
    const { rows } = await pool.query(`select from invitation where words is not null and ended_at is null`)
    expect(rows).toHaveLength(1)
  })
})

describe('joining by them', () => {
  it('makes a membership, sets the place where there is none, and is noted', async () => {
    const invitation = await opened()
    const an = await learner()
    expect(await desk.asked('xa-a1-ch1', an, NOW)).toEqual({
      commune: 'Xã A1',
      own: null,
      isFull: false,
      isTooOften: false,
    })
    await joins(an, invitation)
    expect(await memberships()).toEqual([
      {
        learner_id: an,
        branch_id: 'xa-a1-ch1',
        way: 'branch-words',
        confirmed_by_id: null,
        since: TODAY,
        until: null,
      },
    ])
    const { rows } = await pool.query('select place_id from learner where id = $1', [an])
    expect(rows).toEqual([{ place_id: 'xa-a1' }])
    expect((await deeds()).at(-1)).toEqual({ action: 'join-branch', place_id: 'xa-a1-ch1', officer_id: null })
    expect(await desk.asked('xa-a1-ch1', an, NOW)).toMatchObject({ own: { branchId: 'xa-a1-ch1' } })
    // Said once more, nothing is added.
    await joins(an, invitation)
    expect(await memberships()).toHaveLength(1)
    expect((await branchWords.find(commune, 'xa-a1-ch1', NOW))?.joined).toBe(1)
  })

  it('keeps the place somebody gave, and ends where they belonged before', async () => {
    const an = await office.member('xa-a2-ch1')
    await pool.query(`update learner set place_id = 'xa-a2' where id = $1`, [an])
    await joins(an, await opened())
    expect(await memberships()).toMatchObject([
      { branch_id: 'xa-a2-ch1', until: TODAY },
      { branch_id: 'xa-a1-ch1', until: null },
    ])
    const { rows } = await pool.query('select place_id from learner where id = $1', [an])
    expect(rows).toEqual([{ place_id: 'xa-a2' }])
    expect((await deeds()).map(({ action }) => action)).toEqual([
      'make-branch-words',
      'leave-branch',
      'join-branch',
    ])
  })

  it('looks for likely doubles of the commune', async () => {
    const twin = await office.member('xa-a1-ch2', { name: 'Nguyễn Thị Lan', birthYear: 1953 })
    const an = await office.member('xa-a2-ch1', { name: 'Nguyễn Thị Lan', birthYear: 1953 })
    await joins(an, await opened())
    const { rows } = await pool.query('select one_id, other_id from likely_double')
    expect(rows).toEqual([{ one_id: twin, other_id: an }])
  })

  it('is refused once the words are taken back, and is nothing for somebody who is not kept', async () => {
    const invitation = await opened()
    await joins(null, invitation)
    await branchWords.revoke(commune, 'xa-a1-ch1', await wordsOf('xa-a1-ch1'), NOW)
    await expect(joins(await learner(), invitation)).rejects.toThrow(NotAnyMore)
    expect(await memberships()).toEqual([])
  })

  it('takes fifty people a day, also when they come at the same moment, and more on the next', async () => {
    const invitation = await opened()
    for (let joined = 0; joined < MOST_A_DAY - 2; joined++) {
      await pool.query(
        `insert into membership (learner_id, branch_id, "from", way, confirmed_at)
         values ($1, 'xa-a1-ch1', $2::date, 'branch-words', $3)`,
        [await learner(), TODAY, NOW],
      )
    }
    const late = [await learner(), await learner(), await learner(), await learner()]
    const ways = await Promise.allSettled(late.map((one) => joins(one, invitation)))
    expect(ways.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await memberships()).toHaveLength(MOST_A_DAY)
    expect(await desk.asked('xa-a1-ch1', late[0]!, NOW)).toMatchObject({ isFull: true })
    const refused = late[ways.findIndex(({ status }) => status === 'rejected')]!
    await joins(refused, invitation, new Date(NOW.getTime() + DAY_MS))
    expect(await memberships()).toHaveLength(MOST_A_DAY + 1)
  })

  it('counts who comes and goes as one, and lets nobody come and go more than twice a day', async () => {
    const invitation = await opened()
    const other = await opened('xa-a1-ch2')
    const an = await learner()
    await joins(an, invitation)
    await joins(an, other)
    await expect(joins(an, invitation)).rejects.toThrow(NotAnyMore)
    expect(await desk.asked('xa-a1-ch1', an, NOW)).toMatchObject({ isFull: false, isTooOften: true })
    for (let joined = 1; joined < MOST_A_DAY; joined++)
      await pool.query(
        `insert into membership (learner_id, branch_id, "from", until, way, confirmed_at)
         values ($1, 'xa-a1-ch1', $2::date, $2::date, 'branch-words', $3)`,
        [an, TODAY, NOW],
      )
    const binh = await learner()
    expect(await desk.asked('xa-a1-ch1', binh, NOW)).toMatchObject({ isFull: false, isTooOften: false })
    await joins(binh, invitation)
    await joins(an, invitation, new Date(NOW.getTime() + DAY_MS))
    expect((await memberships()).at(-1)).toMatchObject({
      learner_id: an,
      branch_id: 'xa-a1-ch1',
      until: null,
    })
  })
})
