import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { createOfficers } from '../../src/services/officers.js'
import { THINGS } from '../../src/domain/two-words.js'
import { deskWords } from '../../src/web/desk/words.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const MINUTE_MS = 60_000

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

/** One branch in one commune of one province, and whoever holds this code is its officer. */
async function invited(): Promise<string> {
  for (const [id, level, name, parent] of [
    ['tinh', 'province', 'Tỉnh Thử', null],
    ['xa', 'commune', 'Xã Thử', 'tinh'],
    ['xa-ch1', 'branch', 'Chi hội Hoa Sen', 'xa'],
  ]) {
    await stage.pool.query('insert into place (id, level) values ($1, $2)', [id, level])
    await stage.pool.query(
      `insert into place_span (place_id, "from", name, parent_id, source) values ($1, '2025-07-01', $2, $3, 'test')`,
      [id, name, parent],
    )
  }
  const { rows } = await stage.pool.query<{ id: number }>(
    `insert into officer (name, role, place_id, made_at) values ('Trên', 'commune', 'xa', $1) returning id`,
    [stage.now],
  )
  const by = {
    id: rows[0]!.id,
    name: 'Trên',
    role: 'commune',
    placeId: 'xa',
    plan: null,
    agency: null,
  } as const
  const made = await createOfficers(stage.pool, () => null).invite(
    by,
    { name: 'Nguyễn Thị Lan', role: 'branch', placeId: 'xa-ch1', plan: null, agency: null },
    stage.now,
  )
  if (!made.ok) throw new Error(made.why)
  return made.code
}

const labels = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const press = (play: Play, label: string): Promise<Shown[]> => {
  const shown = play.newest()
  const button = shown.buttons.find((one) => one.label === label)
  if (button === undefined) throw new Error(`«${label}» is not among ${labels(shown).join(', ')}`)
  return play.presses(button, shown.id)
}
const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')

/** A browser in an office. */
class Computer {
  private readonly cookies = new Map<string, string>()

  async open(path: string, form?: Record<string, string>): Promise<{ status: number; body: string }> {
    const url = path.startsWith('http') ? path : stage.url + path
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form === undefined ? {} : { Origin: stage.url }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return { status: response.status, body: await response.text() }
  }

  /** Presses the button of the form on a page. */
  async enters(path: string): Promise<number> {
    const { body } = await this.open(path)
    const [, action = ''] =
      /<form method="post" action="([^"]+)"/.exec(body.slice(body.indexOf('<main'))) ?? []
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(body) ?? []
    return (await this.open(action, { token })).status
  }

  get isIn(): Promise<boolean> {
    return this.open('/dashboard').then(({ body }) => body.includes(`>${deskWords('vi')('frame.sign-out')}<`))
  }
}

const CHANNELS: [ChannelId, ChannelId][] = [
  ['web', 'telegram'],
  ['telegram', 'web'],
  ['zalo-oa', 'zalo-bot'],
  ['zalo-bot', 'zalo-oa'],
]

describe.each(cases(CHANNELS, ([officers]) => officers === 'web'))(
  'an officer on %s and a learner on %s',
  (officersChannel, learnersChannel) => {
    let officer: Play
    let learner: Play

    beforeAll(async () => {
      await stage.prepare('thai-nguyen')
      officer = new Play(stage, officersChannel)
      learner = new Play(stage, learnersChannel)
      for (const step of readBeginning(FOLDER, 'at-question')) await learner.step(step)
    })

    it('is told kindly that the part is for officers, until a code makes the chat theirs', async () => {
      const code = await invited()
      expect(text(await learner.says('cán bộ'))).toContain('chỉ dành cho cán bộ được Hội mời')
      expect(text(await officer.says('/start cb-aeghk-aeghk-aeghk-aeghk'))).toContain(
        'Mã này không dùng được',
      )
      expect(text(await officer.says(`/start ${code}`))).toContain('chào anh chị Nguyễn Thị Lan')
      expect(text(await learner.says(`/start ${code}`))).toContain('Mã này không dùng được')
      const { rows } = await stage.pool.query(
        'select count(*)::int as officers from officer where contact_id > 0',
      )
      expect(rows).toEqual([{ officers: 1 }])
    })

    it('comes in by a link that a preview does not use up, and that works once', async () => {
      const [menu] = await officer.says('/canbo')
      expect(menu!.text).toContain('Chưa công bố không phải là số 0')
      expect(labels(menu!)).toEqual([
        'Vào trang cán bộ',
        'Xác nhận máy tính',
        'Xác nhận hội viên',
        'Tin lừa đảo trong tuần',
      ])
      const said = text(await press(officer, 'Vào trang cán bộ'))
      const [link = ''] = /http\S+\/dashboard\/enter\/\S+/.exec(said) ?? []
      const [preview, computer, late] = [new Computer(), new Computer(), new Computer()]
      expect((await preview.open(link)).status).toBe(200)
      expect(await preview.isIn).toBe(false)
      expect(await computer.enters(link)).toBe(303)
      expect(await computer.isIn).toBe(true)
      expect(await late.enters(link)).toBe(403)
      expect(await late.isIn).toBe(false)
    })

    it('lets in the computer whose words and picture they tell, and no other', async () => {
      const computer = new Computer()
      const shown = async () => {
        const { body } = await computer.open('/dashboard/sign-in')
        const [, words = ''] = /class="two-words">.*?<span lang="vi">([^<]+)</s.exec(body) ?? []
        const [, picture = ''] = /aria-label="Hình: ([^"]+)"/.exec(body) ?? []
        return { words: words.trim(), picture }
      }
      const { words, picture } = await shown()
      expect(await shown()).toEqual({ words, picture })
      expect(THINGS.map((thing) => deskWords('vi')(`sign-in.things.${thing}`))).toContain(picture)

      await officer.says('cán bộ')
      await press(officer, 'Xác nhận máy tính')
      const [things] = await officer.says(words.toLowerCase())
      expect(labels(things!)).toHaveLength(3)
      await press(
        officer,
        labels(things!).find((label) => label !== picture)!,
      )
      expect(text(await press(officer, 'Đúng, máy của tôi'))).toContain('Không khớp máy nào')
      // One wrong picture, and the computer has to begin anew.
      expect((await computer.open('/dashboard/sign-in/state')).body).toContain('gone')

      const next = await shown()
      expect(next.words).not.toBe(words)
      await officer.says('cán bộ')
      await press(officer, 'Xác nhận máy tính')
      await officer.says(next.words)
      expect(text(await press(officer, next.picture))).toContain(`hai từ «${next.words}»`)
      expect(await computer.isIn).toBe(false)
      expect(text(await press(officer, 'Đúng, máy của tôi'))).toContain('máy tính vào được rồi')
      expect((await computer.open('/dashboard/sign-in/state')).body).toContain('confirmed')
      expect(await computer.enters('/dashboard/sign-in')).toBe(303)
      expect(await computer.isIn).toBe(true)
    })

    it('confirms the learner who shows two words; the learner hears of it, says yes to counting, and may leave', async () => {
      const words = /«([^»]+)»/.exec(text(await learner.says('chi hội')))![1]!
      expect(text(await press(learner, 'Cán bộ bấm xong rồi'))).toContain('chưa thấy cán bộ xác nhận')

      await officer.says('cán bộ')
      await press(officer, 'Xác nhận hội viên')
      await officer.says(words)
      expect(text(await press(officer, 'Bà'))).toContain('Chi hội Hoa Sen')
      expect(text(await press(officer, 'Phải'))).toContain('nay là hội viên Chi hội Hoa Sen')

      const news = await learner.says('lại')
      expect(text(news)).toContain('cán bộ đã nhận')
      expect(text(await press(learner, 'Cán bộ bấm xong rồi'))).toContain('đã là hội viên Chi hội Hoa Sen')
      expect(text(await press(learner, 'Được'))).toContain('cảm ơn')
      const { rows } = await stage.pool.query(
        `select m.branch_id, m.sex, m.until, c.given from membership m join consent c using (learner_id)
       where c.purpose = 'counting'`,
      )
      expect(rows).toEqual([{ branch_id: 'xa-ch1', sex: 'nu', until: null, given: true }])

      expect(text(await learner.says('không thuộc chi hội nữa'))).toContain('là hội viên Chi hội Hoa Sen')
      await press(learner, 'Không thuộc nữa')
      expect(text(await press(learner, 'Không thuộc nữa'))).toContain('không còn thuộc chi hội nào')
      const { rows: left } = await stage.pool.query(
        `select to_char(until, 'YYYY-MM-DD') as until from membership`,
      )
      expect(left).toEqual([{ until: '2026-11-22' }])
    })

    it('reads what scams went round in the province last week, as far as it is published', async () => {
      await stage.pool.query(
        `insert into scam_week (province, week, kind, is_demo, shown, band) values
           ('tinh', '2026-11-16', 'S01', false, 15, null), ('tinh', '2026-11-16', 'S02', false, null, 'under-10')`,
      )
      await officer.says('cán bộ')
      const [told] = await press(officer, 'Tin lừa đảo trong tuần')
      expect(told!.text).toBe(
        'Tỉnh Thử, tuần từ 16/11/2026. Giả công an, viện kiểm sát: «lệnh bắt» – 15 người. ' +
          'Kiểu khác: dưới 10 (chưa công bố), đây không phải là số 0.',
      )
    })

    it('stays an officer when the address of strangers is forgotten', async () => {
      stage.now = new Date(stage.now.getTime() + 25 * 60 * MINUTE_MS)
      await stage.retain()
      expect(labels((await officer.says('cán bộ'))[0]!)).toContain('Vào trang cán bộ')
    })

    it('leaves an audit of all that, without a name or a word that was shown', async () => {
      const { rows } = await stage.pool.query<{ action: string; page: string | null }>(
        `select action, facts->>'page' as page from audit order by id`,
      )
      const looks = rows.filter(({ action }) => action === 'see-figures').map(({ page }) => page)
      expect(new Set(looks)).toEqual(new Set(['chat', 'chat-scams', 'overview']))
      const deeds = rows.map(({ action }) => action).filter((action) => action !== 'see-figures')
      expect(deeds).toEqual([
        'invite-officer',
        'join',
        'sign-in',
        'refuse-browser',
        'confirm-browser',
        'sign-in',
        'confirm-member',
        'leave-branch',
      ])
    })
  },
)
