import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../src/cli/answer.js'
import { officer } from '../../src/cli/officer.js'
import { dayText } from '../../src/domain/calendar.js'
import { startPostgres } from '../../src/store/postgres/embedded.js'
import { createItemWatch } from '../../src/store/item-watch.js'
import { tellLapses } from '../../src/store/ledger.js'
import { asked, CURRICULUM, enrol, masters, seen, shown } from '../store/observing.js'
import { openStore, wholeTurn, type OpenedStore } from '../store/opened-store.js'
import { curriculum } from '../support/bot/content.js'
import { DAY_0, morning } from '../support/skill-log.js'
import { RULES } from '../support/rule.js'
import { inLongRun } from '../support/long.js'

const SECRET = 'thirty-two characters or a few more'

let store: OpenedStore
beforeAll(async () => {
  store = await openStore()
})
afterEach(() => store.clear())
afterAll(() => store.close())

/** Made-up skills, with the places and plans there are. */
const content = { ...CURRICULUM, places: curriculum.places, plans: curriculum.plans }
const office = (...args: string[]): Promise<Answer> =>
  officer(args, (command) =>
    command({ pool: store.pool, curriculum: () => content, today: DAY_0 + 10, now: morning(10) }),
  )
const pseudonym = async (): Promise<string> => {
  const { rows } = await store.pool.query<{ pseudonym: string }>('select pseudonym from learner')
  return rows[0]!.pseudonym
}
const { version } = RULES.current

describe('why', () => {
  it('tells what was recognised, when, by which rule and on which answers, without a name', async () => {
    await enrol(store.inbox)
    await asked(store.inbox, 'giu-ma', 0, 'question', false)
    await masters(store.inbox, 'giu-ma')
    const { output, code } = await office('why', '2')
    expect(code).toBe(0)
    const exercise = String.raw`(?:task|question)\.\d+`
    expect(output.trimEnd().split('\n')).toEqual(
      [
        'Ghi nhận số 2: bước «Làm chắc» cho việc «Việc giu-ma».',
        `Người học mang mã ${await pseudonym()}; sổ không ghi tên.`,
        `Ghi nhận ngày 2/12/2026, theo quy tắc ${version}.`,
        String.raw`Còn tươi tới trước ngày \d+/\d+/2027; ôn đúng thì dài thêm.`,
        'Bằng chứng lúc ghi nhận:',
        String.raw`«Việc giu-ma»: bằng chứng E = \d+(?:,\d)? \(cần 20\); khả năng đang biết P = \d\d(?:,\d)? % \(cần 95 %\); 3 ngày có bằng chứng; 3 lần tự làm đúng trên màn hình tập.`,
        `  ngày 24/11/2026, câu hỏi ${exercise}: chưa đúng.`,
        `  ngày 24/11/2026, màn hình tập ${exercise}: tự làm đúng.`,
        `  ngày 25/11/2026, màn hình tập ${exercise}: tự làm đúng.`,
        `  ngày 2/12/2026, màn hình tập ${exercise}: tự làm đúng.`,
        '  Tính lại từ nhật ký: đúng như sổ ghi.',
        'Tự học qua chatbot, không giám sát.',
        'Không phải là xác nhận theo Quyết định 757/QĐ-BKHCN.',
      ].map((line) => expect.stringMatching(new RegExp(`^${line}$`))),
    )
  })

  it('tells of a task that did not count, of hints, of haste and of company', async () => {
    await enrol(store.inbox)
    await shown(store.inbox, 'giu-ma', morning(0))
    await seen(store.inbox, 'giu-ma', () => [{ kind: 'hinted' }], new Date(+morning(0) + 9e4))
    await shown(store.inbox, 'giu-ma', morning(1))
    await seen(store.inbox, 'giu-ma', () => [{ kind: 'answered', right: true }], new Date(+morning(1) + 500))
    await shown(store.inbox, 'giu-ma', morning(2))
    await seen(store.inbox, 'giu-ma', () => [{ kind: 'abandoned' }], morning(3))
    await asked(store.inbox, 'giu-ma', 4, 'task', true)
    await seen(store.inbox, 'giu-ma', () => [{ kind: 'helped' }], morning(4.2))
    for (const day of [5, 6, 12, 13]) await asked(store.inbox, 'giu-ma', day, 'task', true)
    const { rows } = await store.pool.query<{ id: number }>(
      `select id from recognition where level = 'lam-chac'`,
    )
    const { output } = await office('why', String(rows[0]!.id))
    for (const said of ['có gợi ý', 'quá nhanh', 'để đó quá một ngày', 'có người ngồi cạnh'])
      expect(output.match(new RegExp(said, 'g'))).toHaveLength(1)
    expect(output).toContain('đúng như sổ ghi')
    // The first step was taken back with the company of that day, and reached again the next.
    const [first, again] = [(await office('why', '1')).output, (await office('why', '2')).output]
    expect(first).toMatch(/«Làm được» cho việc[^]*ngày 28\/11\/2026[^]*Rút lại ngay trong ngày/)
    expect(again).toMatch(/«Làm được» cho việc[^]*ngày 29\/11\/2026[^]*Bước này giữ mãi[^]*tự làm đúng/)
  })

  it('tells of an area by its own skills, and of a lapse by either number', async () => {
    await enrol(store.inbox)
    await masters(store.inbox, 'giu-ma')
    await masters(store.inbox, 'nhan-gia-danh', 1)
    await masters(store.inbox, 'dat-hang', 2)
    const { rows } = await store.pool.query<{ id: number }>(
      `select id from recognition where subject = 'mua-sam'`,
    )
    const { output } = await office('why', String(rows[0]!.id))
    expect(output).toContain('bước «Vững» cho nhóm «Mua sắm trực tuyến»')
    expect(output.match(/^«.*»/gm)).toEqual(['«Việc dat-hang»'])

    await store.pool.query('update recognition set valid_until = $1 where id = 2', [dayText(DAY_0 + 9)])
    await tellLapses(store.pool, dayText(DAY_0 + 9))
    const last = await store.pool.query<{ id: number }>('select max(id) as id from ledger')
    const lapse = last.rows[0]!.id
    const told = await office('why', '2')
    expect(told.output).toContain(
      `Từ ngày 3/12/2026 không còn tươi, nên ôn lại (dòng ${lapse} của sổ). Giấy ghi nhận vẫn là của người học.`,
    )
    expect(await office('why', String(lapse))).toEqual(told)
  })

  it('says so when the log gives something else, or nothing is left', async () => {
    await enrol(store.inbox)
    await masters(store.inbox, 'giu-ma')
    await store.pool.query(`update evidence set facts = '{"right": false}' where seq = 2`)
    expect((await office('why', '2')).output).toContain('KHÁC VỚI SỔ GHI')
    await store.pool.query('delete from recognition where id = 3')
    expect(await office('why', '3')).toEqual({ output: expect.stringContaining('verify-ledger'), code: 1 })
    await wholeTurn(store.inbox, { events: [{ kind: 'erased' }] })
    expect(await office('why', '2')).toEqual({
      output: 'Người học đã yêu cầu xoá dữ liệu: sổ chỉ còn mã băm, không còn nội dung.\n',
      code: 0,
    })
  })

  it('says in one sentence what it does not find or understand', async () => {
    const one = (output: string): Answer => ({ output: `${output}\n`, code: 1 })
    expect(await office('why', '7')).toEqual(one('Không có ghi nhận hay dòng sổ nào mang số 7.'))
    for (const args of [['why'], ['why', 'x'], ['why', '0'], ['why', '1', '2'], ['why', '99999999999']])
      expect(await office(...args)).toEqual(one('Sau why là số của một ghi nhận, ví dụ: why 12.'))
    for (const args of [['all'], ['3'], ['3', 'f00'], ['3', 'a'.repeat(64), '4']])
      expect(await office('verify-ledger', ...args)).toEqual(
        one('Sau verify-ledger để trống, hoặc là số dòng và mã băm đã chép lại lần trước.'),
      )
    for (const said of ['hello', 'items 3'])
      expect(await office(...said.split(' '))).toEqual(
        one(`"${said}" không phải là một lệnh; gõ --help để xem các lệnh.`),
      )
  })
})

describe('add, list and end', () => {
  const tay = (...more: string[]) => office('add', '--name', 'Nguyễn Thị Lan', '--role', ...more)
  const CODE = /^Mã, dùng một lần trong 24 giờ: (cb(?:-[a-z]{5}){4})$/m

  it('make an officer for a place by its id or its name, with a code that stands nowhere else', async () => {
    const { output, code } = await tay('province', '--place', 'thai-nguyen')
    expect(code).toBe(0)
    expect(output).toMatch(/^Đã ghi cán bộ số \d+: Nguyễn Thị Lan, Hội cấp tỉnh, Thái Nguyên\.$/m)
    const [, given = ''] = CODE.exec(output)!
    const { rows } = await store.pool.query<{ all: string }>(
      'select (select json_agg(i) from officer_invitation i)::text || (select json_agg(a) from audit a)::text as all',
    )
    expect(rows[0]!.all).not.toContain(given.replaceAll('-', '').slice(2))
    expect(rows[0]!.all).toContain('invite-officer')
    expect((await tay('commune', '--place', 'ben luc')).output).toContain('Xã Bến Lức')
    expect((await tay('admin')).output).toMatch(CODE)
    expect((await office('list')).output).toMatch(
      /^\d+: Nguyễn Thị Lan, Hội cấp tỉnh, Thái Nguyên \(chưa nhận chỗ nhắn tin\)\.\n.*Xã Bến Lức.*\n.*mọi nơi/,
    )
  })

  it('make one for an agency as the plan names it', async () => {
    const lead = (agency: string) => tay('lead', '--plan', 'thai-nguyen', '--agency', agency)
    expect(await lead('Sở Nội vụ')).toMatchObject({ code: 0 })
    expect(await lead('Sở Không Có')).toEqual({
      output: expect.stringMatching(/^Kế hoạch không có cơ quan tên như vậy\. Có: .*Sở Nội vụ.*\n$/),
      code: 1,
    })
  })

  it('end one, once', async () => {
    await tay('admin')
    const { rows } = await store.pool.query<{ id: number }>('select id from officer')
    const id = String(rows[0]!.id)
    expect(await office('end', id)).toMatchObject({ code: 0 })
    expect(await office('end', id)).toEqual({ output: `Không có cán bộ nào mang số ${id}.\n`, code: 1 })
    expect((await office('list')).output).toBe('Chưa có cán bộ nào.\n')
  })

  it('say in one sentence what is missing or not there', async () => {
    const refused = async (...args: string[]) => {
      const { output, code } = await office(...args)
      expect([args, code, output.trimEnd().split('\n').length]).toEqual([args, 1, 1])
      return output
    }
    expect(await refused('add', '--name', 'Lan')).toContain('--role')
    expect(await refused('add', '--role', 'admin')).toContain('--name')
    expect(await refused('add', '--name', 'Lan', '--role', 'chief')).toContain('admin, province')
    expect(await refused('add', '--name', 'Lan', '--role', 'province')).toContain('--place')
    expect(await refused('add', '--name', 'Lan', '--role', 'lead')).toContain('--plan')
    expect(await refused('add', '--name', 'Lan', '--role', 'lead', '--plan', 'x', '--agency', 'y')).toContain(
      '"x"',
    )
    expect(await refused('add', '--name', '=1+1', '--role', 'admin')).toContain('--name')
    expect(await refused('add', 'Lan')).toContain('--name')
    expect(await refused('add', '--name', 'Lan', '--role', 'province', '--place', 'ben luc')).toContain(
      'thai-nguyen',
    )
    expect(await refused('add', '--name', 'Lan', '--role', 'branch', '--place', 'x')).toContain('nhập nơi')
    expect(await refused('end', 'x')).toContain('Sau end')
  })
})

describe('a look at why', () => {
  it('leaves a note, without a name', async () => {
    await office('why', '7')
    const { rows } = await store.pool.query('select officer_id, action, place_id, facts from audit')
    expect(rows).toEqual([{ officer_id: null, action: 'why', place_id: null, facts: { recognition: 7 } }])
  })
})

describe('verify-ledger', () => {
  it('counts rows, and those erased, and ends with 1 at the first row that does not hold', async () => {
    for (const person of ['an', 'binh']) {
      await enrol(store.inbox, person)
      await masters(store.inbox, 'giu-ma', 0, person)
    }
    await wholeTurn(store.inbox, { events: [{ kind: 'erased' }] })
    const { output, code } = await office('verify-ledger')
    expect(code).toBe(0)
    expect(output).toMatch(/^Sổ ghi nhận khớp: 6 dòng, trong đó 3 dòng đã xoá nội dung[^]*: [0-9a-f]{64}\n/)
    const [, hash = ''] = /([0-9a-f]{64})/.exec(output) ?? []
    expect(await office('verify-ledger', '6', hash)).toEqual({ output, code: 0 })
    expect(await office('verify-ledger', '5', hash)).toEqual({
      output: 'Sổ ghi nhận KHÔNG khớp, trước hết ở dòng 5: mã băm không còn là mã đã chép lại.\n',
      code: 1,
    })
    await store.pool.query(`update ledger set content = '{}' where id = 5`)
    expect(await office('verify-ledger')).toEqual({
      output: 'Sổ ghi nhận KHÔNG khớp, trước hết ở dòng 5: nội dung không khớp với mã băm.\n',
      code: 1,
    })
  })
})

describe('items', () => {
  it('tells how newcomers fare, what leaks first', async () => {
    expect((await office('items')).output).toBe('Chưa có câu trả lời nào của người mới để soát.\n')
    const row = { type: 'question', shown: 40 } as const
    await createItemWatch(store.pool).keep(
      [
        { ...row, of: 'giu-ma/a', right: 10, flagged: false },
        { ...row, of: 'giu-ma/b', right: 39, flagged: true },
      ],
      morning(0),
    )
    expect(await office('items')).toEqual({
      output: [
        'giu-ma/b: người mới đúng 39 trên 40 lần, 97,5 %; cho phép 50 %. KHÔNG CÒN TÍNH từ ngày 24/11/2026.',
        'giu-ma/a: người mới đúng 10 trên 40 lần, 25 %; cho phép 50 %.',
        '',
      ].join('\n'),
      code: 0,
    })
  })
})

inLongRun(() => {
  describe('the command', () => {
    const run = async (args: string[], env: Record<string, string>) => {
      const command = ['--import', 'tsx', 'src/cli/officer.ts', ...args]
      const whole = { PATH: process.env['PATH'] ?? '', ...env }
      return promisify(execFile)(process.execPath, command, { env: whole }).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        (error: { code: number; stdout: string; stderr: string }) => error,
      )
    }

    it('works beside a running server on the same DATA_DIR, and leaves it running', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'guong-sang-officer-'))
      const server = await startPostgres(directory, { settings: 'fsync = off\n' })
      try {
        const said = await run(['verify-ledger'], { DATA_DIR: directory })
        expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('khớp: 0 dòng'), stderr: '' })
        const beside = await startPostgres(directory)
        expect(beside.url).toBe(server.url)
        await beside.release()
      } finally {
        await server.release()
        await rm(directory, { recursive: true, force: true })
      }
    })

    it('works with DATABASE_URL, and says in one sentence when it cannot be reached', async () => {
      await enrol(store.inbox)
      await masters(store.inbox, 'giu-ma')
      const [help, good, unknown, away] = await Promise.all([
        run(['--help'], {}),
        run(['verify-ledger'], { DATABASE_URL: store.url, SECRET }),
        run(['why', '99'], { DATABASE_URL: store.url, SECRET }),
        run(['items'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none', SECRET }),
      ])
      expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('verify-ledger') })
      expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('khớp: 3 dòng'), stderr: '' })
      expect(unknown).toMatchObject({ code: 1, stderr: 'Không có ghi nhận hay dòng sổ nào mang số 99.\n' })
      expect(away).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^The database cannot be reached.*\n$/),
      })
    })
  })
})
