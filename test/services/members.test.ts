import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '../../src/domain/role.js'
import { memberScopeOf } from '../../src/domain/scope.js'
import { createMembers } from '../../src/services/members.js'
import { inTransaction } from '../../src/store/transaction.js'
import { NotAnyMore } from '../../src/store/not-any-more.js'
import { writeOfficerEvent } from '../../src/store/officer-events.js'
import { findDoubles } from '../../src/store/likely-doubles.js'
import { NOW, type Office, TODAY, openOffice } from '../support/officers/office.js'
import type { Notice } from '../../src/domain/notice.js'
import type { Notify } from '../../src/store/store.js'
import { untold } from '../support/untold.js'

const DAY_MS = 24 * 60 * 60_000
const office: Office = await openOffice()
const { pool, pages, desk } = office
let commune: Officer
let branch: Officer

beforeEach(async () => {
  await office.clear()
  office.world.now = NOW
  await office.plant()
  commune = await office.officer('commune', 'xa-a1')
  branch = await office.officer('branch', 'xa-a1-ch1')
})
afterAll(() => office.close())

const deeds = async () =>
  (
    await pool.query<{ action: string; place_id: string; officer_id: number | null }>(
      'select action, place_id, officer_id from audit order by id',
    )
  ).rows
const seenBy = async (officer: Officer) => (await pages.members.list(officer, 0, NOW))!

describe('members', () => {
  it('are seen by their branch and their commune, by name only where they consented', async () => {
    const an = await office.member('xa-a1-ch1', { name: 'Nguyễn Thị An', isNamed: true })
    const binh = await office.member('xa-a1-ch1', { name: 'Trần Văn Bình', counting: false })
    const chi = await office.member('xa-a1-ch2')
    await office.member('xa-a2-ch1', { name: 'Lê Thị Dung', isNamed: true })
    expect((await seenBy(branch)).members).toEqual([
      expect.objectContaining({ learnerId: an, name: 'Nguyễn Thị An', isCounted: true, since: '2026-01-01' }),
      expect.objectContaining({ learnerId: binh, name: null, isCounted: false, branch: 'Chi hội 1 xa-a1' }),
    ])
    expect((await seenBy(commune)).members.map(({ learnerId }) => learnerId)).toEqual([an, binh, chi])
    expect(await deeds()).toEqual([
      { action: 'see-members', place_id: 'xa-a1-ch1', officer_id: branch.id },
      { action: 'see-members', place_id: 'xa-a1', officer_id: commune.id },
    ])
  })

  it('go with their branch to the commune it belongs to on that day', async () => {
    const an = await office.member('xa-a1-ch1')
    await pool.query(`update place_span set until = '2026-12-01' where place_id = 'xa-a1-ch1'`)
    await pool.query(
      `insert into place_span (place_id, "from", name, parent_id, source)
       values ('xa-a1-ch1', '2026-12-01', 'Chi hội 1', 'xa-a2', 'test')`,
    )
    const next = await office.officer('commune', 'xa-a2')
    const at = async (officer: Officer, now: Date) =>
      (await pages.members.list(officer, 0, now))!.members.map(({ learnerId }) => learnerId)
    const december = new Date(NOW.getTime() + 3 * DAY_MS)
    expect([await at(commune, NOW), await at(next, NOW)]).toEqual([[an], []])
    expect([await at(commune, december), await at(next, december)]).toEqual([[], [an]])
  })

  it('are marked absent from a day, which may be undone for 30 days', async () => {
    const an = await office.member('xa-a1-ch1')
    const away = { learnerId: an, kind: 'tam-nghi', from: '2026-11-20', until: null } as const
    expect(await pages.members.noteAbsence(branch, { ...away, from: '2026-11-29' }, NOW)).toBe(false)
    expect(await pages.members.noteAbsence(branch, { ...away, until: '2026-11-19' }, NOW)).toBe(false)
    expect(await pages.members.noteAbsence(branch, away, NOW)).toBe(true)
    const [absence] = (await seenBy(commune)).members[0]!.absences
    expect(absence).toMatchObject({ kind: 'tam-nghi', from: '2026-11-20', until: null, by: 'officer' })
    await pool.query('update absence set officer_id = null')
    expect((await seenBy(commune)).members[0]!.absences).toMatchObject([{ by: 'learner' }])

    const late = new Date(NOW.getTime() + 30 * DAY_MS + 1)
    expect(await pages.members.undoAbsence(branch, absence!.id, late)).toBe(false)
    expect(await pages.members.undoAbsence(branch, absence!.id, new Date(late.getTime() - 1))).toBe(true)
    expect(await pages.members.undoAbsence(branch, absence!.id, NOW)).toBe(false)
    expect((await seenBy(commune)).members[0]!.absences).toEqual([])
    expect((await deeds()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['add-absence', 'undo-absence']),
    )
  })

  it('come back on a day', async () => {
    const an = await office.member('xa-a1-ch1')
    await pages.members.noteAbsence(
      branch,
      { learnerId: an, kind: 'tam-nghi', from: '2026-11-01', until: null },
      NOW,
    )
    const [absence] = (await seenBy(branch)).members[0]!.absences
    expect(await pages.members.endAbsence(branch, absence!.id, '2026-10-31', NOW)).toBe(false)
    expect(await pages.members.endAbsence(branch, absence!.id, '2026-11-10', NOW)).toBe(true)
    expect(await pages.members.endAbsence(branch, absence!.id, '2026-11-11', NOW)).toBe(false)
    expect((await seenBy(branch)).members[0]!.absences).toMatchObject([{ until: '2026-11-10' }])
  })
})

describe('likely doubles', () => {
  it('are found in the commune when somebody is confirmed, and settled once', async () => {
    const lan = { name: 'Nguyễn Thị Lan', birthYear: 1953, isNamed: true }
    const one = await office.member('xa-a1-ch1', lan)
    const elsewhere = await office.member('xa-a2-ch1', lan)
    const other = await office.member('xa-a1-ch2', { ...lan, name: 'nguyen thi lan', channel: 'telegram' })
    expect(await findDoubles(pool, other, 'xa-a1-ch2', TODAY, NOW)).toBe(1)
    expect(await findDoubles(pool, elsewhere, 'xa-a2-ch1', TODAY, NOW)).toBe(0)
    // Asked again, nothing is added.
    await findDoubles(pool, one, 'xa-a1-ch1', TODAY, NOW)
    expect((await seenBy(commune)).doubles).toEqual([
      {
        one,
        other,
        oneBranch: 'Chi hội 1 xa-a1',
        otherBranch: 'Chi hội 2 xa-a1',
        oneName: 'Nguyễn Thị Lan',
        otherName: 'nguyen thi lan',
        reasons: ['name', 'birth-year', 'commune', 'channels'],
      },
    ])
    // The branch sees only its own members, so of a pair of two branches it would see a stranger.
    expect((await seenBy(branch)).doubles).toEqual([])
    expect(await pages.members.settleAsDifferent(branch, one, other, NOW)).toBe(false)
    expect(await pages.members.settleAsDifferent(commune, one, other, NOW)).toBe(true)
    expect(await pages.members.settleAsDifferent(commune, one, other, NOW)).toBe(false)
    expect((await seenBy(commune)).doubles).toEqual([])
    await findDoubles(pool, other, 'xa-a1-ch2', TODAY, NOW)
    expect((await seenBy(commune)).doubles).toEqual([])
  })

  it('are not named by the one who consented, or the name of the other would be told', async () => {
    const lan = { name: 'Nguyễn Thị Lan', birthYear: 1953 }
    const one = await office.member('xa-a1-ch1', { ...lan, isNamed: true })
    await office.member('xa-a1-ch1', lan)
    await findDoubles(pool, one, 'xa-a1-ch1', TODAY, NOW)
    expect((await seenBy(branch)).doubles).toMatchObject([{ oneName: null, otherName: null }])
  })
})

describe('another chat of a member', () => {
  const openWords = async () =>
    (
      await pool.query<{ words: string; learner_id: number; officer_id: number }>(
        `select words, learner_id, officer_id from invitation where kind = 'relink' and words is not null`,
      )
    ).rows

  it('is opened by three words for members of the scope alone; only the newest work', async () => {
    const an = await office.member('xa-a1-ch1')
    const elsewhere = await office.member('xa-a2-ch1')
    expect(await pages.members.newChat(branch, elsewhere, NOW)).toBeNull()
    expect(await pages.members.newChat(await office.officer('auditor', 'xa-a1'), an, NOW)).toBeNull()
    await pages.members.newChat(branch, an, NOW)
    const words = await pages.members.newChat(branch, an, NOW)
    expect(await openWords()).toEqual([{ words, learner_id: an, officer_id: branch.id }])
    expect(await deeds()).toEqual([
      { action: 'make-relink', place_id: 'xa-a1-ch1', officer_id: branch.id },
      { action: 'make-relink', place_id: 'xa-a1-ch1', officer_id: branch.id },
    ])
  })

  it('is told to every chat the member has, where they can refuse it', async () => {
    const an = await office.member('xa-a1-ch1')
    const told: { to: number; notice: Notice }[] = []
    const members = createMembers(pool, (_, to, notice) => Promise.resolve(void told.push({ to, notice })))
    await members.newChat(branch, an, NOW)
    const { rows } = await pool.query<{ id: number; chat: number; waits: boolean }>(
      `select i.id, c.id as chat, i.works_from is not null as waits
       from invitation i join contact c on c.learner_id = i.learner_id`,
    )
    const [{ id, chat, waits }] = rows as [(typeof rows)[0]]
    expect(rows).toHaveLength(1)
    expect(waits).toBe(false)
    expect(told).toEqual([{ to: chat, notice: { kind: 'relink-wanted', invitationId: id } }])
  })

  it('asks a likely double again, only where the pair is open and both are within the scope', async () => {
    const lan = { name: 'Nguyễn Thị Lan', birthYear: 1953, isNamed: true }
    const one = await office.member('xa-a1-ch1', lan)
    const other = await office.member('xa-a1-ch2', { ...lan, channel: 'telegram' })
    expect(await pages.members.askAgain(commune, one, other, NOW)).toBeNull()
    await findDoubles(pool, other, 'xa-a1-ch2', TODAY, NOW)
    expect(await pages.members.askAgain(branch, one, other, NOW)).toBeNull()
    const words = await pages.members.askAgain(commune, one, other, NOW)
    expect(await openWords()).toEqual([{ words, learner_id: one, officer_id: commune.id }])
  })
})

describe('a confirmation', () => {
  const shows = async (learnerId: number, words = 'sen lúa', at = NOW): Promise<void> =>
    writeOfficerEvent(
      { client: pool, contactId: 1, learnerId, at, notify: untold },
      { kind: 'member-words-made', words, expiresAt: new Date(at.getTime() + 15 * 60_000) },
    )
  const told: { to: number; notice: Notice }[] = []
  const notify: Notify = (_, to, notice) => Promise.resolve(void told.push({ to, notice }))
  const confirms = (officer: Officer, part: object = {}, at = NOW): Promise<void> =>
    inTransaction(pool, (client) =>
      writeOfficerEvent(
        { client, contactId: 1, learnerId: null, at, notify },
        {
          kind: 'member-confirmed',
          confirmation: {
            officerId: officer.id,
            words: 'sen lúa',
            branchId: 'xa-a1-ch1',
            sex: 'nu',
            classListRow: null,
            ...part,
          },
        },
      ),
    )
  const memberships = async () =>
    (
      await pool.query(
        `select branch_id, to_char(until, 'YYYY-MM-DD') as until, way, sex from membership order by id`,
      )
    ).rows

  it('takes the words, moves the learner, and puts the news into their chat', async () => {
    const an = await office.member('xa-a2-ch1', { from: '2026-01-01' })
    await shows(an)
    expect(await desk.isShown(branch, 'sen lúa', NOW)).toBe(true)
    await confirms(branch)
    expect(await memberships()).toEqual([
      { branch_id: 'xa-a2-ch1', until: TODAY, way: 'officer', sex: null },
      { branch_id: 'xa-a1-ch1', until: null, way: 'officer', sex: 'nu' },
    ])
    expect(await desk.isShown(branch, 'sen lúa', NOW)).toBe(false)
    const { rows } = await pool.query(
      'select c.id as to, m.id from contact c join membership m using (learner_id) where m.until is null and learner_id = $1',
      [an],
    )
    expect(told).toEqual([{ to: rows[0].to, notice: { kind: 'confirmed', membershipId: rows[0].id } }])
    expect(await deeds()).toEqual([
      { action: 'leave-branch', place_id: 'xa-a2-ch1', officer_id: null },
      { action: 'confirm-member', place_id: 'xa-a1-ch1', officer_id: branch.id },
    ])
    expect(await desk.ownBranch(an, NOW)).toEqual({ branch: 'Chi hội 1 xa-a1', isOnList: false })
  })

  it('links the row of the class list that is nobody’s yet', async () => {
    const { rows } = await pool.query<{ id: number }>(
      `insert into class_list_row (branch_id, name, birth_year, entered_at)
       values ('xa-a1-ch1', 'Phạm Thị Én', 1950, $1), ('xa-a2-ch1', 'Phạm Thị Én', 1950, $1) returning id`,
      [NOW],
    )
    const [own, foreign] = rows.map(({ id }) => id)
    expect(await desk.hasOpenRows(branch, 'xa-a1-ch1', NOW)).toBe(true)
    expect(await desk.openRows(branch, 'xa-a1-ch1', 'pham thi en', NOW)).toMatchObject([{ id: own }])
    expect(await desk.openRows(branch, 'xa-a2-ch1', 'pham thi en', NOW)).toEqual([])
    const an = await office.member('xa-a1-ch2')
    await shows(an)
    await confirms(branch, { classListRow: foreign })
    expect((await memberships()).at(-1)).toMatchObject({ way: 'officer' })
    await shows(an)
    await confirms(branch, { classListRow: own })
    expect((await memberships()).at(-1)).toMatchObject({ way: 'class-list' })
    expect(await desk.ownBranch(an, NOW)).toMatchObject({ isOnList: true })
    expect(await desk.openRows(branch, 'xa-a1-ch1', 'pham thi en', NOW)).toEqual([])
  })

  it('takes from the row what they are in the association, and nothing where there is no row', async () => {
    const { rows } = await pool.query<{ id: number }>(
      `insert into class_list_row (branch_id, name, "group", entered_at)
       values ('xa-a1-ch1', 'Phạm Thị Én', 'can-bo', $1) returning id`,
      [NOW],
    )
    const said = async (learner: number) =>
      (
        await pool.query('select "group" from membership where learner_id = $1 and until is null', [learner])
      ).rows.map(({ group }: { group: unknown }) => group)
    const [an, binh] = [await office.member('xa-a1-ch2'), await office.member('xa-a1-ch2')]
    await shows(an)
    await confirms(branch, { classListRow: rows[0]!.id })
    expect(await said(an)).toEqual(['can-bo'])
    // Confirmed once more: the row is theirs already, so it is not offered again.
    await shows(an)
    await confirms(branch)
    expect(await said(an)).toEqual(['can-bo'])
    await shows(binh)
    await confirms(branch)
    expect(await said(binh)).toEqual([null])
  })

  it('is refused outside the scope, without the words, after 15 minutes, and for an officer who left', async () => {
    const an = await office.member('xa-a1-ch2')
    const before = await memberships()
    await expect(confirms(branch)).rejects.toThrow(NotAnyMore)
    await shows(an)
    for (const branchId of ['xa-a1-ch2', 'xa-a2-ch1', 'xa-a1', 'nowhere'])
      await expect(confirms(branch, { branchId })).rejects.toThrow(NotAnyMore)
    await expect(confirms(await office.officer('province', 'tinh-a'))).rejects.toThrow(NotAnyMore)
    await expect(confirms(branch, {}, new Date(NOW.getTime() + 15 * 60_000))).rejects.toThrow(NotAnyMore)
    await pool.query('update officer set ended_at = $1 where id = $2', [NOW, branch.id])
    await expect(confirms(branch)).rejects.toThrow(NotAnyMore)
    // Nothing of the refused tries is left, so the words are still there for somebody who may.
    expect(await memberships()).toEqual(before)
    await confirms(commune)
    expect((await memberships()).at(-1)).toMatchObject({ branch_id: 'xa-a1-ch1' })
  })

  it('lets the learner leave', async () => {
    const an = await office.member('xa-a1-ch1', { name: 'An' })
    await writeOfficerEvent(
      { client: pool, contactId: 1, learnerId: an, at: NOW, notify: untold },
      { kind: 'branch-left' },
    )
    expect(await desk.ownBranch(an, NOW)).toBeNull()
    expect(await deeds()).toEqual([{ action: 'leave-branch', place_id: 'xa-a1-ch1', officer_id: null }])
    expect((await seenBy(branch)).members).toEqual([])
  })

  it('shows words that nobody else shows', async () => {
    const [an, binh] = [await office.member('xa-a1-ch1'), await office.member('xa-a1-ch1')]
    await shows(an)
    await expect(shows(binh)).rejects.toThrow(NotAnyMore)
    await shows(binh, 'sen lúa', new Date(NOW.getTime() + 15 * 60_000))
    await shows(binh, 'tre mây', new Date(NOW.getTime() + 15 * 60_000))
    const { rows } = await pool.query('select words, learner_id from member_words')
    expect(rows).toEqual([{ words: 'tre mây', learner_id: binh }])
  })
})

describe('the branches that an officer may choose', () => {
  it('are those of the scope, also by a part of the name', async () => {
    const named = async (officer: Officer, typed: string | null) =>
      (await desk.branches(officer, typed, NOW)).map(({ id }) => id)
    expect(await named(branch, null)).toEqual(['xa-a1-ch1'])
    expect(await named(commune, null)).toEqual(['xa-a1-ch1', 'xa-a1-ch2'])
    expect(await named(commune, 'chi hoi 2')).toEqual(['xa-a1-ch2'])
    expect(await named(commune, 'chi hoi 2 xa a2')).toEqual([])
    expect(await named(await office.officer('province', 'tinh-a'), null)).toEqual([])
    expect(memberScopeOf(commune)).not.toBeNull()
  })
})
