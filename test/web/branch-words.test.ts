import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readThreeWords } from '../../src/domain/three-words.js'
import { posterPage, typedAddress } from '../../src/web/desk/pages/branch-poster.js'
import { deskWords } from '../../src/web/desk/words.js'
import { type Browser, type Office, openOffice } from '../support/officers/office.js'

let office: Office
let branch: Browser
let stranger: Browser
beforeAll(async () => {
  office = await openOffice()
  await office.plant()
  branch = await office.browser(await office.officer('branch', 'xa-a1-ch1'))
  stranger = await office.browser(await office.officer('commune', 'xa-a2'))
})
afterAll(() => office.close())

const PATH = '/dashboard/branches/xa-a1-ch1'
const members = async (): Promise<string> => (await branch.get('/dashboard/members')).text()

/** The words that the forms of the branch's row say they show. */
const shownIn = (page: string): string =>
  new RegExp(`action="${PATH}/words"[^]*?name="shown" value="([^"]*)"`).exec(page)![1]!

describe('the words of a branch, on the pages of its officers', () => {
  it('are made, printed, changed and taken back', async () => {
    expect(await members()).toContain(`action="${PATH}/words"`)
    expect(await members()).not.toContain(`${PATH}/poster`)
    expect((await branch.get(`${PATH}/poster`)).status).toBe(404)

    const made = await branch.post(`${PATH}/words`)
    expect([made.status, made.headers.get('Location')]).toEqual([303, '/dashboard/members'])
    const page = await (await branch.get(`${PATH}/poster`)).text()
    const [, words = ''] = /class="three">\s*([^<]+?)\s*</.exec(page)!
    expect(readThreeWords(words)).toBe(words)
    expect(await members()).toContain(words)
    for (const said of [
      'Chi hội 1 xa-a1, Xã A1',
      'Gương Sáng của Hội Người cao tuổi',
      'Gương Sáng không bao giờ hỏi mã, mật khẩu, tiền',
    ])
      expect(page).toContain(said)

    await branch.post(`${PATH}/words`, { shown: words })
    expect(await members()).not.toContain(words)
    await branch.post(`${PATH}/words/end`, { shown: shownIn(await members()) })
    expect((await branch.get(`${PATH}/poster`)).status).toBe(404)
    expect((await branch.post(`${PATH}/words/end`)).status).toBe(404)
    const audit = await (await branch.get('/dashboard/audit')).text()
    for (const deed of ['đặt ba tiếng của chi hội', 'thu lại ba tiếng của chi hội'])
      expect(audit).toContain(deed)
  })

  it('are not ended from a page that did not show them', async () => {
    await branch.post(`${PATH}/words`, { shown: '' })
    const printed = shownIn(await members())
    expect(readThreeWords(printed)).toBe(printed)
    for (const way of ['words', 'words/end'])
      for (const shown of ['', 'lúa sen trâu']) {
        const stale = await branch.post(`${PATH}/${way}`, { shown })
        expect([way, shown, stale.status]).toEqual([way, shown, 409])
        expect(await stale.text()).toContain('Lần bấm này không đổi gì')
      }
    expect(shownIn(await members())).toBe(printed)
    expect((await branch.post(`${PATH}/words/end`, { shown: printed })).status).toBe(303)
    expect(shownIn(await members())).toBe('')
    expect((await branch.post(`${PATH}/words`, { shown: printed })).status).toBe(409)
    expect(shownIn(await members())).toBe('')
  })

  it('are not there for others, and take no form of another page', async () => {
    await branch.post(`${PATH}/words`)
    expect((await stranger.get(`${PATH}/poster`)).status).toBe(404)
    expect((await stranger.post(`${PATH}/words`)).status).toBe(404)
    expect((await stranger.post(`${PATH}/words/end`)).status).toBe(404)
    expect(await (await stranger.get('/dashboard/members')).text()).not.toContain('xa-a1-ch1')
    const forged = await branch.post(`${PATH}/words`, { token: 'x' })
    expect(forged.status).not.toBe(303)
    const elsewhere = await branch.post(`${PATH}/words`, {}, { Origin: 'https://evil.example' })
    expect(elsewhere.status).toBe(403)
    expect((await branch.get(`${PATH}/poster`)).status).toBe(200)
  })

  it('are drawn for each channel that has a link', async () => {
    const page = String(
      await posterPage(
        { asset: (path: string) => `/assets/${path}`, language: 'en', words: deskWords('en') },
        {
          branch: 'Chi hội <1>',
          commune: null,
          words: 'lúa sen trâu',
          pictures: [
            { channel: 'web', name: 'moi.web.lua-sen-trau.0123456789ab' },
            { channel: 'telegram', name: 'moi.telegram.lua-sen-trau.0123456789ab' },
          ],
          address: 'guongsang.example/chat',
        },
      ),
    )
    expect(page).toContain('Trang web: guongsang.example/chat')
    expect([...page.matchAll(/<img\s+src="([^"]+)"/g)].map(([, src]) => src)).toEqual([
      '/hinh/moi.web.lua-sen-trau.0123456789ab',
      '/hinh/moi.telegram.lua-sen-trau.0123456789ab',
    ])
    expect(page).toContain('Chi hội &lt;1&gt;')
    // The officer reads English here, the members Vietnamese.
    expect(page).toMatch(/<html lang="en"/)
    expect(page).toContain('Print this sheet')
    expect(page).toContain('<article class="sheet poster" lang="vi"><h1>Học dùng điện thoại')
    expect(page).not.toMatch(/<style|<script(?![^>]* src=)| style=/)
  })

  it('name the address as it is typed', () => {
    expect(typedAddress('https://guongsang.example')).toBe('guongsang.example/chat')
    expect(typedAddress('http://localhost:3000/')).toBe('http://localhost:3000/chat')
    expect(typedAddress(null)).toBeNull()
  })

  it('have no pictures where nobody says how the chats are reached', () => {
    expect(office.pages.invitationPictures('lúa sen trâu')).toEqual([])
  })
})
