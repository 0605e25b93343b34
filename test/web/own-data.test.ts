import { describe, expect, it } from 'vitest'
import type { OwnDataFile } from '../../src/services/own-data-file.js'
import { ownDataWords as w } from '../../src/web/own-data-words.js'
import { createTestWeb } from '../support/web/web-app.js'

const TOKEN = 'a'.repeat(32)
const AT = new Date('2026-11-28T03:00:00Z')

const FILE: OwnDataFile = {
  madeAt: AT,
  rows: {
    learner: [
      {
        form_of_address: 'ba',
        place_id: 'xa-1',
        birth_year: 1953,
        learning_time: 450,
        created_at: '2026-11-01T17:30:00+00:00',
        days_learned: 3,
        last_day: '2026-11-27',
      },
    ],
    consent: [
      { purpose: 'counting', given: true, at: '2026-11-03T03:00:00+00:00', helping_id: null },
      { purpose: 'family', given: false, at: '2026-11-04T03:00:00+00:00', helping_id: 7 },
    ],
    helping: [
      {
        id: 7,
        helper_id: 3,
        is_own: true,
        called: 'bà ngoại',
        helper_name: '<b>Hoa</b>',
        since: '2026-11-02T03:00:00+00:00',
        ended_at: null,
      },
    ],
    lesson_progress: [{ lesson_id: '4.2', finished_at: '2026-11-05T03:00:00+00:00' }],
    recognition: [
      { level: 'lam-chac', subject: 'giu-ma', awarded_on: '2026-11-10', valid_until: '2027-02-10' },
    ],
    absence: [
      { kind: 'tam-nghi', from: '2026-11-05', until: '2026-11-12', by: null, undone_at: null },
      { kind: 'tam-nghi', from: '2026-11-12', until: null, by: 'officer', undone_at: null },
      {
        kind: 'da-mat',
        from: '2026-11-14',
        until: null,
        by: 'helper',
        helper_id: 3,
        undone_at: '2026-11-15T03:00:00+00:00',
      },
    ],
    turn: [{ incoming: { text: 'dạ' } }, { incoming: null }],
  },
  leftOut: { listening: 'words behind a link' },
  names: { place: () => 'Xã Phú Bình', lesson: () => 'Giữ kín mã', subject: () => 'Giữ kín mã' },
}

function openedWith(now = { at: AT }) {
  const opened: string[] = []
  const { web } = createTestWeb({
    clock: () => now.at,
    ownData: (token) => {
      opened.push(token)
      return Promise.resolve(token === TOKEN ? FILE : null)
    },
  })
  return { web, opened, now }
}

/** What the button of the page does. */
const opens = (
  web: { request: (path: string, init: object) => Response | Promise<Response> },
  path: string,
) => web.request(path, { method: 'POST' })

describe('the page of one’s own data', () => {
  it('shows one button by itself: whoever only looks behind the link reads nothing, and nothing is looked up', async () => {
    const { web, opened } = openedWith()
    for (const path of [`/du-lieu/${TOKEN}`, `/du-lieu/${TOKEN}.json`, '/du-lieu/x']) {
      const seen = await web.request(path)
      expect(seen.status).toBe(200)
      const html = await seen.text()
      expect(html).toContain(`<form method="post" action="${path}"`)
      expect(html).not.toContain('Xã Phú Bình')
    }
    expect(opened).toEqual([])
  })

  it('says in plain words what is kept, by days as people write them', async () => {
    const { web } = openedWith()
    const response = await opens(web, `/du-lieu/${TOKEN}`)
    expect(response.status).toBe(200)
    const html = await response.text()
    for (const said of [
      '<dd>bà</dd>',
      '<dd>Xã Phú Bình</dd>',
      '<dd>1953</dd>',
      '<dd>7 giờ 30</dd>',
      // Past midnight in Việt Nam.
      '<dd>2/11/2026</dd>',
      'Tính vào số liệu: đồng ý, từ 3/11/2026',
      '&lt;b&gt;Hoa&lt;/b&gt;',
      'không, từ 4/11/2026',
      'Giữ kín mã (5/11/2026)',
      'Làm chắc: Giữ kín mã (từ 10/11/2026 tới 10/2/2027)',
      'Những lần nghỉ',
      'Tạm nghỉ từ 5/11/2026 tới 12/11/2026. Mình tự báo.',
      'Tạm nghỉ từ 12/11/2026. Cán bộ báo.',
      'Có người báo nhầm (đã bỏ), từ 14/11/2026. &lt;b&gt;Hoa&lt;/b&gt; báo.',
      'Đang giữ 1 lời nhắn',
      `<form method="post" action="/du-lieu/${TOKEN}.json"`,
    ])
      expect(html).toContain(said)
    expect(html).not.toContain('<b>Hoa')
    // What was taken back is not repeated.
    expect(html).not.toContain('qua đời')
  })

  it('is told to nobody else: neither kept, nor found, nor named to where one goes next', async () => {
    const { web } = openedWith()
    const paths = [`/du-lieu/${TOKEN}`, `/du-lieu/${TOKEN}.json`, '/du-lieu/x']
    for (const response of paths.flatMap((path) => [web.request(path), opens(web, path)])) {
      const { headers } = await response
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('X-Robots-Tag')).toContain('noindex')
    }
  })

  it('gives a file with every row, and with what is left out and why', async () => {
    const { web } = openedWith()
    const response = await opens(web, `/du-lieu/${TOKEN}.json`)
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="[\w-]+\.json"$/)
    expect(await response.json()).toEqual({
      madeAt: AT.toISOString(),
      rows: FILE.rows,
      leftOut: FILE.leftOut,
    })
  })

  it('answers a wrong or an old link with a kind sentence, and asks nobody for another ending', async () => {
    const { web, opened } = openedWith()
    const wrong = await opens(web, `/du-lieu/${'b'.repeat(32)}`)
    expect(wrong.status).toBe(404)
    expect(await wrong.text()).toContain(w.goneHow.slice(0, 20))
    expect((await opens(web, `/du-lieu/${TOKEN}.csv`)).status).toBe(404)
    expect(opened).toEqual(['b'.repeat(32)])
  })

  it('lets an address wait after ten wrong links, for ten minutes; a right one opens all the same', async () => {
    const { web, now } = openedWith()
    const status = async (token: string): Promise<number> => (await opens(web, `/du-lieu/${token}`)).status
    for (let tried = 0; tried < 30; tried++) expect(await status(TOKEN)).toBe(200)
    for (let tried = 0; tried < 10; tried++) expect(await status(`wrong-${tried}`)).toBe(404)
    expect(await status('wrong')).toBe(429)
    expect(await status(TOKEN)).toBe(200)
    now.at = new Date(AT.getTime() + 10 * 60_000)
    expect(await status('wrong')).toBe(404)
  })

  it('is not there where nothing is kept', async () => {
    expect((await createTestWeb().web.request(`/du-lieu/${TOKEN}`)).status).toBe(404)
  })
})
