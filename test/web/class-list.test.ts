import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/domain/notice.js'
import { readThreeWords } from '../../src/domain/three-words.js'
import { createClassLists } from '../../src/services/class-list.js'
import { joinByCard } from '../../src/store/cards.js'
import { openByWords } from '../../src/store/invitations.js'
import { inTransaction } from '../../src/store/transaction.js'
import { cpuMs } from '../support/cpu-ms.js'
import { Browser, NOW, ORIGIN, type Office, openOffice } from '../support/officers/office.js'
import { createTestWeb } from '../support/web/web-app.js'
import { untold } from '../support/untold.js'

let office: Office
let branch: Browser
let commune: Browser
beforeAll(async () => {
  office = await openOffice()
})
beforeEach(async () => {
  await office.clear()
  await office.plant()
  branch = await office.browser(await office.officer('branch', 'xa-a1-ch1'))
  commune = await office.browser(await office.officer('commune', 'xa-a1'))
})
afterAll(() => office.close())

const LIST = '/dashboard/class-list'
const OWN = 'xa-a1-ch1'
const AN = { branch: OWN, name: 'Nguyễn Văn An', birthYear: '1950', sex: 'nam', group: 'hoi-vien' }
const text = async (response: Response | Promise<Response>): Promise<string> => (await response).text()
const list = (of: Browser = branch, branchId = OWN): Promise<string> =>
  text(of.get(`${LIST}?branch=${branchId}`))
const wayOf = (response: Response): string =>
  new URL(response.headers.get('Location')!, ORIGIN).searchParams.get('said')!
const rows = async () =>
  (
    await office.pool.query<{ id: number; name: string; version: number; learner_id: number | null }>(
      'select id, name, version, learner_id from class_list_row order by id',
    )
  ).rows
const deeds = async (): Promise<string[]> =>
  (await office.pool.query<{ action: string }>('select action from audit order by id')).rows.map(
    ({ action }) => action,
  )
const learner = async (): Promise<number> =>
  (
    await office.pool.query<{ id: number }>(
      `insert into learner (form_of_address, region, created_at) values ('ba', 'bac', $1) returning id`,
      [NOW],
    )
  ).rows[0]!.id
/** Somebody joins by the only card of the branch; their number. */
async function joined(): Promise<number> {
  await branch.post(`${LIST}/cards`, { branch: OWN })
  const page = await text(branch.get(`${LIST}/cards?branch=${OWN}`))
  const words = /class="three">([^<]+)</.exec(page)![1]!
  const invitation = await openByWords(office.pool, words, NOW)
  const learnerId = await learner()
  await inTransaction(office.pool, (client) =>
    joinByCard(
      {
        client,
        learnerId,
        at: NOW,
        contactId: 1,
        notify: untold,
        turn: { id: 1, contactId: 1, learner: null },
      },
      { kind: 'card-joined', invitationId: invitation!.id, birthYear: 1950 },
    ),
  )
  return learnerId
}
const names = (learnerId: number): Promise<unknown> =>
  office.pool.query(
    `insert into consent (learner_id, purpose, given, text_version, at) values ($1, 'name', true, 'ten-1', $2)`,
    [learnerId, NOW],
  )

describe('the class list of a branch', () => {
  it('takes a person once, however often they are sent, and says kindly that they are there', async () => {
    expect(wayOf(await branch.post(LIST, AN))).toBe('new')
    const again = await Promise.all([
      branch.post(LIST, AN),
      branch.post(LIST, { ...AN, name: ' nguyễn  văn an' }),
    ])
    expect(again.map(wayOf)).toEqual(['same', 'same'])
    expect(await rows()).toHaveLength(1)
    expect(await text(branch.get(`${LIST}?branch=${OWN}&said=same`))).toContain('không ghi thêm lần nữa')
    const page = await list()
    for (const said of ['Nguyễn Văn An', '1950', 'Nam', 'Hội viên', 'Chưa vào, chưa có thẻ; còn 60 ngày'])
      expect(page).toContain(said)
    expect(wayOf(await branch.post(LIST, { ...AN, group: 'can-bo' }))).toBe('changes')
    const unclear = await branch.post(LIST, { ...AN, birthYear: '' })
    expect([unclear.status, await text(unclear)]).toEqual([400, expect.stringContaining('thiếu năm sinh')])
    expect(await rows()).toHaveLength(1)
    // Each answer tells who stands there, so each is noted.
    const added = (await deeds()).filter((deed) => deed === 'add-class-row')
    expect(added).toHaveLength(5)
    expect(await deeds()).toContain('see-class-list')
  })

  it('refuses in a sentence what is no name or year, and takes off marks that nobody sees', async () => {
    for (const [field, typed, why] of [
      ['name', '<b>Lan</b>', 'không có dấu &lt; &gt;'],
      ['name', '=cmd|calc', 'không bắt đầu bằng dấu ='],
      ['name', 'a'.repeat(300), 'dài 300 ký tự, nhiều nhất 80'],
      ['name', '   ', 'đang để trống'],
      ['name', 'An 0912345678', 'không ghi số điện thoại'],
      ['birthYear', '50', 'ghi đủ bốn chữ số'],
      ['birthYear', '2020', 'không nằm trong khoảng'],
    ] as const) {
      const refused = await branch.post(LIST, { ...AN, [field]: typed })
      expect([typed, refused.status]).toEqual([typed, 400])
      expect(await text(refused)).toContain(why)
    }
    expect((await branch.post(LIST, { ...AN, sex: 'khác' })).status).toBe(400)
    expect(await rows()).toEqual([])
    expect(wayOf(await branch.post(LIST, { ...AN, name: '\u202eNguyễn \u200bVăn An\u202c' }))).toBe('new')
    expect((await rows())[0]!.name).toBe('Nguyễn Văn An')
  })

  it('is changed by one of two officers; the second is told, and nothing is lost', async () => {
    await branch.post(LIST, AN)
    const { id } = (await rows())[0]!
    for (const of of [branch, commune])
      expect(await text(of.get(`${LIST}/rows/${id}`))).toContain('name="version" value="1"')
    const path = `${LIST}/rows/${id}`
    const first = await branch.post(path, { ...AN, name: 'Nguyễn Văn Ân', version: '1' })
    expect([first.status, wayOf(first)]).toEqual([303, 'changed'])
    const typed = { ...AN, name: "H'Ấn Niê", birthYear: '1951', sex: 'nu', group: 'can-bo' }
    const second = await commune.post(path, { ...typed, version: '1' })
    const page = await text(second)
    expect(second.status).toBe(409)
    expect(page).toMatch(/role="alert">\s*Chỗ này vừa được sửa trước đó rồi/)
    for (const said of [
      'name="version" value="2"',
      // What the other kept, and below it what was typed.
      '<bdi>Nguyễn Văn Ân</bdi>',
      '<bdi>1950</bdi>',
      'name="name" value="H&#39;Ấn Niê"',
      'name="birthYear" value="1951"',
      '<option value="nu" selected="">',
      '<option value="can-bo" selected="">',
    ])
      expect(page).toContain(said)
    expect((await commune.post(`${path}/remove`, { branch: OWN, version: '1' })).status).toBe(409)
    expect(await rows()).toEqual([{ id, name: 'Nguyễn Văn Ân', version: 2, learner_id: null }])
    const again = await commune.post(path, { ...typed, version: '2' })
    expect([again.status, (await rows())[0]!.name]).toEqual([303, "H'Ấn Niê"])
  })

  it('takes no change that makes two people one', async () => {
    await branch.post(LIST, AN)
    await branch.post(LIST, { ...AN, name: 'Lê Thị Bình', sex: 'nu' })
    const { id } = (await rows())[1]!
    const twin = await branch.post(`${LIST}/rows/${id}`, { ...AN, version: '1' })
    expect([twin.status, await text(twin)]).toEqual([
      400,
      expect.stringContaining('trùng với một người khác'),
    ])
    expect((await rows()).map(({ name }) => name)).toEqual(['Nguyễn Văn An', 'Lê Thị Bình'])
  })

  it('loses a row that nobody joined, with its card, and none of somebody who joined', async () => {
    await branch.post(LIST, AN)
    await branch.post(`${LIST}/cards`, { branch: OWN })
    const { id } = (await rows())[0]!
    const removed = await branch.post(`${LIST}/rows/${id}/remove`, { branch: OWN, version: '1' })
    expect(wayOf(removed)).toBe('removed')
    expect([await rows(), (await office.pool.query('select from invitation')).rows]).toEqual([[], []])
    await branch.post(LIST, AN)
    await names(await joined())
    const [taken] = await rows()
    const path = `${LIST}/rows/${taken!.id}`
    const kept = await branch.post(`${path}/remove`, { branch: OWN, version: String(taken!.version) })
    expect(kept.status).toBe(404)
    expect(await rows()).toHaveLength(1)
  })

  it('names who joined only with their consent, and gives no other way to the name', async () => {
    await branch.post(LIST, AN)
    const learnerId = await joined()
    const page = await list()
    expect(page).toContain(`Hội viên số ${learnerId}`)
    expect(page).toContain('Đã vào từ 28/11/2026')
    expect(page).toContain('Đã vào 1 trong 1 người')
    for (const known of ['Nguyễn Văn An', '1950', `${LIST}/rows/`]) expect(page).not.toContain(known)
    const { id, version } = (await rows())[0]!
    expect((await branch.get(`${LIST}/rows/${id}`)).status).toBe(404)
    expect((await branch.post(`${LIST}/rows/${id}`, { ...AN, version: String(version) })).status).toBe(404)
    expect(await text(branch.get(`${LIST}/cards?branch=${OWN}`))).not.toContain('Nguyễn Văn An')
    await names(learnerId)
    expect(await list()).toContain('Nguyễn Văn An')
    // Of another branch by now, they are nothing to this one.
    await office.pool.query(`update membership set until = '2026-11-28'`)
    expect(await list()).toContain('Đã sang chi hội khác')
    expect(await list()).not.toContain('Nguyễn Văn An')
  })

  it('tells the membership of somebody who joined what is changed of them', async () => {
    await branch.post(LIST, AN)
    await names(await joined())
    const [row] = await rows()
    await branch.post(`${LIST}/rows/${row!.id}`, { ...AN, group: 'can-bo', version: String(row!.version) })
    expect((await office.pool.query('select sex, "group", group_at from membership')).rows).toEqual([
      { sex: 'nam', group: 'can-bo', group_at: NOW },
    ])
  })

  it('is nobody else’s, and the same as if there were none', async () => {
    await commune.post(LIST, { ...AN, branch: 'xa-a1-ch2' })
    const { id } = (await rows())[0]!
    const others = [
      branch,
      await office.browser(await office.officer('commune', 'xa-a2')),
      await office.browser(await office.officer('province', 'tinh-a')),
      await office.browser(await office.officer('admin', null)),
      await office.browser(await office.officer('auditor', 'xa-a1')),
    ]
    const theirs = { ...AN, branch: 'xa-a1-ch2', version: '1' }
    for (const other of others) {
      const ways = await Promise.all([
        other.get(`${LIST}?branch=xa-a1-ch2`),
        other.get(`${LIST}?branch=nowhere`),
        other.get(`${LIST}/rows/${id}`),
        other.get(`${LIST}/cards?branch=xa-a1-ch2`),
        other.post(LIST, theirs),
        other.post(`${LIST}/rows/${id}`, theirs),
        other.post(`${LIST}/rows/${id}/remove`, theirs),
        other.post(`${LIST}/free`, theirs),
        other.post(`${LIST}/cards`, { branch: 'xa-a1-ch2' }),
        other.post(`${LIST}/cards`, { branch: 'xa-a1-ch2', row: String(id), card: '1' }),
      ])
      expect(ways.map(({ status }) => status)).toEqual(ways.map(() => 404))
    }
    expect(await rows()).toMatchObject([{ id, name: 'Nguyễn Văn An', version: 1 }])
  })

  it('is chosen by an officer of several branches', async () => {
    await branch.post(LIST, AN)
    const page = await text(commune.get(LIST))
    expect(page).toContain(`href="${LIST}?branch=${OWN}"`)
    expect(page).toContain(`href="${LIST}?branch=xa-a1-ch2"`)
    expect(page).not.toContain('xa-a2')
    expect(await list(commune)).toContain('Nguyễn Văn An')
    // Who has one is led to it.
    expect(await text(branch.get(LIST))).toContain('Nguyễn Văn An')
  })

  it('takes no form of another page', async () => {
    expect((await branch.post(LIST, { ...AN, token: 'x' })).status).toBe(403)
    expect((await branch.post(LIST, AN, { Origin: 'https://evil.example' })).status).toBe(403)
    expect(await rows()).toEqual([])
  })
})

describe('a card made anew', () => {
  it('ends only the one that the page showed', async () => {
    await branch.post(LIST, AN)
    await branch.post(`${LIST}/cards`, { branch: OWN })
    const { id } = (await rows())[0]!
    const page = await text(branch.get(`${LIST}/rows/${id}`))
    const card = /name="card" value="(\d+)"/.exec(page)![1]!
    const words = async () =>
      /class="three">([^<]+)</.exec(await text(branch.get(`${LIST}/cards?branch=${OWN}`)))![1]!
    const former = await words()
    const form = { branch: OWN, row: String(id), card }
    expect((await commune.post(`${LIST}/cards`, form)).status).toBe(303)
    const printed = await words()
    expect(printed).not.toBe(former)
    const stale = await branch.post(`${LIST}/cards`, form)
    expect([stale.status, await text(stale)]).toEqual([409, expect.stringContaining('đã được làm lại')])
    expect((await branch.post(`${LIST}/cards`, { branch: OWN, row: String(id) })).status).toBe(404)
    expect(await words()).toBe(printed)
  })
})

describe('a card used by somebody else', () => {
  const told: Notice[] = []
  const freeing = () =>
    createClassLists(office.pool, (_client, _contact, notice) => {
      told.push(notice)
      return Promise.resolve()
    })

  it('is given back: the membership ends, the row is free for 60 days, and the learner is told', async () => {
    await branch.post(LIST, AN)
    const learnerId = await joined()
    await office.pool.query(
      `insert into contact (channel, address, learner_id, seen_at) values ('web', 'a-1', $1, $2)`,
      [learnerId, NOW],
    )
    await office.pool.query(`update class_list_row set entered_at = $1::timestamptz - interval '59 days'`, [
      NOW,
    ])
    const none = await branch.post(`${LIST}/free`, { ...AN, name: 'Lê Thị Bình' })
    expect([none.status, await text(none)]).toEqual([400, expect.stringContaining('Không thấy ai')])
    expect(await deeds()).toContain('try-free-row')
    const officer = await office.officer('branch', OWN)
    const typed = { name: 'Nguyễn Văn An', birthYear: '', sex: null, group: null }
    expect(await freeing().free(officer, OWN, typed, NOW)).toBe(true)
    const { rows: memberships } = await office.pool.query<{ id: number; until: string }>(
      `select id, to_char(until, 'YYYY-MM-DD') as until from membership`,
    )
    expect(memberships).toMatchObject([{ until: '2026-11-28' }])
    expect(told).toEqual([{ kind: 'card-freed', membershipId: memberships[0]!.id }])
    expect(await list()).toContain('Chưa vào, chưa có thẻ; còn 60 ngày')
    expect(await deeds()).toContain('free-class-row')
    // Pressed twice, it is done once.
    expect((await branch.post(`${LIST}/free`, AN)).status).toBe(400)
    expect(memberships).toHaveLength(1)
  })
})

describe('a file of people', () => {
  const send = (browser: Browser, content: string | null, way = 'write'): Promise<Response> => {
    const form = new FormData()
    form.set('token', browser.token)
    form.set('do', way)
    if (content !== null) form.set('file', new File([content], 'ds.csv'))
    return Promise.resolve(
      office.web.request(`${ORIGIN}${LIST}/import`, {
        method: 'POST',
        headers: { Cookie: browser.cookie, Host: 'localhost', Origin: ORIGIN },
        body: form,
      }),
    )
  }

  it('is looked at first, and kept when it is told to, by the officer', async () => {
    const file = 'họ tên,năm sinh,giới tính\nLê Thị Bình,1952,nữ\nTrần Văn Chín,1949,nam\n'
    expect(await text(send(branch, file, 'try'))).toContain('Chưa ghi gì: 2 dòng mới')
    expect(await rows()).toEqual([])
    // That it was only tried is noted too: "đã có" tells who stands on the list.
    const tried = await office.pool.query(`select place_id, facts from audit where action = 'try-import'`)
    expect(tried.rows).toEqual([{ place_id: OWN, facts: { new: 2, changed: 0, same: 0 } }])
    expect(await text(send(branch, file))).toContain('Đã ghi: 2 dòng mới')
    expect((await rows()).map(({ name }) => name)).toEqual(['Lê Thị Bình', 'Trần Văn Chín'])
    expect(await text(send(branch, file))).toContain('0 dòng mới, 0 dòng sửa, 2 dòng như cũ')
    const { rows: noted } = await office.pool.query(
      `select officer_id is not null as by_officer, place_id, facts from audit where action = 'import-learners'`,
    )
    expect(noted).toEqual([{ by_officer: true, place_id: OWN, facts: { new: 2, changed: 0, same: 0 } }])
  })

  it('over several branches stands in the log of whoever keeps one of them, also when it was only tried', async () => {
    const log = async (of: Browser): Promise<string[]> =>
      [...(await text(of.get('/dashboard/audit'))).matchAll(/<tr>[^]*?<\/tr>/g)]
        .map(([row]) => row.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '))
        .filter((row) => /danh sách lớp/.test(row))
    const file = 'chi hội,họ tên\nxa-a1-ch1,Lê Thị Bình\nxa-a1-ch2,Trần Văn Chín\nxa-a1-ch2,Lê Thị Đào\n'
    await send(commune, file)
    for (const branchId of [OWN, 'xa-a1-ch2'])
      expect(await log(commune)).toContainEqual(
        expect.stringMatching(new RegExp(`nhập danh sách lớp Chi hội ${branchId.at(-1)} xa-a1`)),
      )
    expect(await log(branch)).toEqual([expect.stringContaining('mới 1')])
    await office.pool.query('delete from audit')
    // Who is wrong in every row was looking for branches or people all the same.
    await send(commune, 'chi hội,họ tên\nkhông có,Lê Thị Bình\n', 'try')
    expect(await log(commune)).toEqual([expect.stringContaining('xem thử tệp danh sách lớp Xã A1')])
  })

  it('of very many rows is refused before anything waits for it; of one name it is read in a moment', async () => {
    const many = await text(send(branch, `họ tên\n${'An\n'.repeat(20_000)}`))
    expect(many).toContain('Tệp có 20001 dòng, nhiều nhất 5000')
    expect(await deeds()).toEqual([])
    const years = Array.from({ length: 4900 }, (_, nth) => `An,${1910 + (nth % 90)}`)
    const begun = process.cpuUsage()
    expect(await text(send(branch, `họ tên,năm sinh\n${years.join('\n')}\n`, 'try'))).toContain(
      'trùng tên với dòng 2',
    )
    expect(cpuMs(begun)).toBeLessThan(8000)
  })

  it('reaches no branch outside the scope: to the officer there is none', async () => {
    const page = await text(
      send(branch, 'chi hội,họ tên\nxa-a1-ch1,Lê Thị Bình\nxa-a1-ch2,Trần Văn Chín\nChi hội 1 xa-b1,Ai Đó\n'),
    )
    for (const place of ['xa-a1-ch2', 'Chi hội 1 xa-b1'])
      expect(page).toContain(`không có chi hội nào tên hay mã là “${place}”`)
    expect(page).toContain('Có 2 chỗ sai nên chưa ghi gì')
    expect(await rows()).toEqual([])
    // Who has several has to say which.
    expect(await text(send(commune, 'họ tên\nLê Thị Bình\n'))).toContain('Không thấy dòng tiêu đề')
    expect(await text(send(commune, 'chi hội,họ tên\nxa-a1-ch2,Lê Thị Bình\n'))).toContain(
      'Đã ghi: 1 dòng mới',
    )
  })

  it('that is none, is no table, or is too large is refused in a sentence', async () => {
    expect((await send(branch, null)).status).toBe(400)
    expect(await text(send(branch, ''))).toContain('Chưa chọn tệp nào')
    expect(await text(send(branch, 'họ tên\n"mở'))).toContain('dấu ngoặc kép')
    expect(await text(send(branch, 'họ tên,điện thoại\nLan,09\n'))).toContain('Không nhận cột “điện thoại”')
    const large = await send(branch, `họ tên\n${'Lê Thị Bình\n'.repeat(90_000)}`)
    expect(large.status).toBe(413)
    expect(
      (await send(await office.browser(await office.officer('province', 'tinh-a')), 'họ tên\nLan\n')).status,
    ).toBe(404)
  })
})

describe('the list in English', () => {
  /** Names of people and places, as they were typed, and those of columns, as they are to be. */
  const KNOWN =
    /Gương Sáng|Cán bộ xa-a1-ch1|Chi hội 1 xa-a1|Xã A1|Nguyễn Văn An|chi hội, họ tên, năm sinh, giới tính|column chi hội/g
  const VIETNAMESE = /[^\n>]*[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1ef9][^\n<]*/g
  /** Lines with Vietnamese letters that are not said to be Vietnamese. */
  const unmarked = (page: string): string[] =>
    page
      .replaceAll(/<(\w+)\b[^>]*\blang="vi"[^>]*>[^]*?<\/\1>/g, '')
      .replaceAll(KNOWN, '')
      .match(VIETNAMESE) ?? []

  it('and whatever it does not take has no Vietnamese words but those marked as such', async () => {
    const english = new Browser(office.web, `${branch.cookie}; gs_desk_language=en`, branch.token)
    await branch.post(LIST, AN)
    const [row] = await rows()
    const file = (content: string) => ({ do: 'try', file: new File([content], 'ds.csv') })
    const pages = [
      english.get(LIST),
      english.get(`${LIST}/rows/${row!.id}`),
      english.get(`${LIST}/import`),
      english.post(LIST, { ...AN, name: '' }),
      english.post(LIST, { ...AN, birthYear: '195' }),
      english.post(LIST, { ...AN, birthYear: '' }),
      english.post(`${LIST}/rows/${row!.id}`, { ...AN, name: '=1', version: '1' }),
      english.post(`${LIST}/free`, { ...AN, birthYear: '1' }),
      english.post(`${LIST}/import`, file('lạ\n1')),
      english.post(`${LIST}/import`, file('họ tên\n=1')),
    ]
    for (const [nth, page] of (await Promise.all(pages.map(text))).entries()) {
      expect([nth, page]).toEqual([nth, expect.stringContaining('<html lang="en"')])
      expect([nth, unmarked(page)]).toEqual([nth, []])
    }
  })
})

describe('a form of the list that is not taken', () => {
  const typedIn = (page: string, field: string): (string | undefined)[] =>
    [...page.matchAll(new RegExp(`name="${field}"[^>]*? value="([^"]*)"`, 'g'))].map(([, value]) => value)

  it('says why and keeps what was typed: a new person', async () => {
    const answer = await branch.post(LIST, { ...AN, birthYear: '195', sex: 'nu' })
    const page = await text(answer)
    expect(answer.status).toBe(400)
    expect(page).toMatch(/role="alert">\s*Chưa ghi được. Năm sinh /)
    expect(typedIn(page, 'name')[0]).toBe(AN.name)
    expect(typedIn(page, 'birthYear')[0]).toBe('195')
    expect(page).toMatch(/<option value="nu" selected="">/)
    expect(page).toMatch(/<option value="hoi-vien" selected="">/)
    expect(await rows()).toEqual([])
  })

  it('says why and keeps what was typed: a row, and a seat that is given back', async () => {
    await branch.post(LIST, AN)
    const { id } = (await rows())[0]!
    const changed = await branch.post(`${LIST}/rows/${id}`, {
      ...AN,
      name: 'X',
      birthYear: '1',
      version: '1',
    })
    const row = await text(changed)
    expect(changed.status).toBe(400)
    expect(row).toContain('role="alert"')
    expect([typedIn(row, 'name')[0], typedIn(row, 'birthYear')[0]]).toEqual(['X', '1'])
    // A slip on an older page does not make it a newer one.
    await commune.post(`${LIST}/rows/${id}`, { ...AN, sex: 'nu', version: '1' })
    const slip = await text(branch.post(`${LIST}/rows/${id}`, { ...AN, name: '=', version: '1' }))
    expect(slip).toContain('name="version" value="1"')
    const freed = await branch.post(`${LIST}/free`, { ...AN, name: 'Ai Đó' })
    const page = await text(freed)
    expect([freed.status, typedIn(page, 'name')]).toEqual([400, ['', 'Ai Đó']])
    expect(page).toContain('Không thấy ai đã vào bằng tên ấy')
  })
})

describe('cards on paper', () => {
  const pageWith = async (link: string): Promise<string> => {
    await branch.post(LIST, AN)
    await branch.post(`${LIST}/cards`, { branch: OWN })
    const cardLink = (words: string) =>
      ({ channel: 'web', link: link + words, path: 'M0,0', side: 1 }) as const
    const { web } = createTestWeb({
      officers: { ...office.pages, cardLink },
      clock: () => office.world.now,
      demo: null,
    })
    return text(web.request(`${LIST}/cards?branch=${OWN}`, { headers: { Cookie: branch.cookie } }))
  }

  it('say where Gương Sáng is, who invites, and until when', async () => {
    const page = await pageWith('https://guongsang.example/chat?moi=')
    expect(page).toContain(
      'Mở máy ảnh điện thoại, đưa lên hình này. Hoặc mở guongsang.example/chat, gõ ba tiếng:',
    )
    const last = new Date(NOW.getTime() + 59 * 24 * 60 * 60 * 1000)
    const day = last.toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' })
    expect(page).toContain(`Hội Người cao tuổi mời, dùng tới ${day}`)
    expect(page).not.toContain('PUBLIC_URL')
  })

  it.each(['http://127.0.0.1:8080', 'http://localhost:3000', 'http://[::1]:8080'])(
    'warn while they lead to this machine only: %s',
    async (origin) => {
      expect(await pageWith(`${origin}/chat?moi=`)).toMatch(/class="note amber">Chưa nên in: [^<]*PUBLIC_URL/)
    },
  )

  it('stand eight to a sheet, with name and three words and no markup of a name', async () => {
    for (let nth = 0; nth < 9; nth++) await branch.post(LIST, { ...AN, name: `Lê Thị ${'ABCDEGHIK'[nth]}` })
    expect(await text(branch.get(`${LIST}/cards?branch=${OWN}`))).toContain('Chưa có thẻ nào')
    expect((await branch.post(`${LIST}/cards`, { branch: OWN })).headers.get('Location')).toBe(
      `${LIST}/cards?branch=${OWN}`,
    )
    const page = await text(branch.get(`${LIST}/cards?branch=${OWN}`))
    expect([...page.matchAll(/class="sheet cards"/g)]).toHaveLength(2)
    const words = [...page.matchAll(/class="three">([^<]+)</g)].map(([, three]) => three!)
    expect(words).toHaveLength(9)
    expect(new Set(words).size).toBe(9)
    for (const three of words) expect(readThreeWords(three)).toBe(three)
    expect(page).toContain('Gương Sáng không bao giờ hỏi mã, mật khẩu, tiền')
    expect(page).not.toMatch(/<style|<script(?![^>]* src=)| style=/)
    expect(await deeds()).toContain('see-cards')
  })
})
