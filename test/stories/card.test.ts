import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import type { Officer } from '../../src/domain/role.js'
import { createCards } from '../../src/services/cards.js'
import { cases } from '../support/long.js'
import { readBeginning } from '../support/story/format.js'
import type { Shown } from '../support/story/phone.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
const BRANCH = 'xa-ch1'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const labels = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')
const press = (play: Play, label: string): Promise<Shown[]> => {
  const shown = play.newest()
  const button = shown.buttons.find((one) => one.label === label)
  if (button === undefined) throw new Error(`«${label}» is not among ${labels(shown).join(', ')}`)
  return play.presses(button, shown.id)
}
/** The year of birth, said back before it counts. */
const saysYear = async (play: Play, year: string): Promise<Shown[]> => {
  await play.says(year)
  return press(play, 'Phải')
}
const rows = async (sql: string): Promise<object[]> => (await stage.pool.query<object>(sql)).rows
const learns = async (play: Play): Promise<void> => {
  for (const step of readBeginning(FOLDER, 'at-question')) await play.step(step)
}

/** One branch with people on its list, and the officer who keeps it. */
async function officerOf(...names: string[]): Promise<Officer> {
  for (const [id, level, name, parent] of [
    ['tinh', 'province', 'Tỉnh Thử', null],
    ['xa', 'commune', 'Xã Thử', 'tinh'],
    [BRANCH, 'branch', 'Chi hội Hoa Sen', 'xa'],
  ]) {
    await stage.pool.query('insert into place (id, level) values ($1, $2)', [id, level])
    await stage.pool.query(
      `insert into place_span (place_id, "from", name, parent_id, source) values ($1, '2025-07-01', $2, $3, 'test')`,
      [id, name, parent],
    )
  }
  for (const name of names)
    await stage.pool.query(
      `insert into class_list_row (branch_id, name, birth_year, sex, entered_at) values ($1, $2, 1950, 'nu', $3)`,
      [BRANCH, name, stage.now],
    )
  const { rows: made } = await stage.pool.query<{ id: number }>(
    `insert into officer (name, role, place_id, made_at) values ('Cán bộ', 'branch', $1, $2) returning id`,
    [BRANCH, stage.now],
  )
  return { id: made[0]!.id, name: 'Cán bộ', role: 'branch', placeId: BRANCH, plan: null, agency: null }
}

/** The three words of each card, in the order of the list. */
async function cardsOf(officer: Officer): Promise<string[]> {
  const cards = createCards(stage.pool)
  await cards.make(officer, BRANCH, stage.now)
  return (await cards.see(officer, BRANCH, stage.now))!.cards.map(({ words }) => words)
}

const CHANNELS: ChannelId[] = ['web', 'telegram', 'zalo-oa', 'zalo-bot']

describe.each(cases(CHANNELS, (channel) => channel === 'web'))('a card of a class list on %s', (channel) => {
  let an: Play
  let binh: Play
  let words: string[]

  beforeAll(async () => {
    await stage.prepare('thai-nguyen')
    ;[an, binh] = [new Play(stage, channel), new Play(stage, channel)]
    words = await cardsOf(await officerOf('Nguyễn Thị An', 'Trần Thị Bình'))
    await learns(an)
  })

  it('asks whose it is without naming anybody; held by somebody else it goes on working', async () => {
    const [asked] = await an.says(words[1]!)
    expect(asked!.text).toContain('Thẻ này do Chi hội Hoa Sen, Xã Thử đưa')
    expect(asked!.text).not.toMatch(/An|Bình/)
    expect(labels(asked!)).toEqual(['Phải, tên tôi', 'Không, tên người khác'])
    expect(text(await press(an, 'Không, tên người khác'))).toContain('đưa thẻ lại cho người có tên')
    expect(await rows('select from membership')).toEqual([])
  })

  it('makes the one whom it names a member, who says what may be seen and counted', async () => {
    await an.says(words[0]!.toUpperCase())
    const [year] = await press(an, 'Phải, tên tôi')
    expect(year!.text).toContain('sinh năm nào, như trên giấy tờ ạ?')
    const [join] = await saysYear(an, '1950')
    expect(join!.text).toMatch(/vào Chi hội Hoa Sen, Xã Thử, được không ạ/)
    expect(text(await press(an, 'Được'))).toContain('hội viên Chi hội Hoa Sen')
    for (const answer of ['Cho xem tên', 'Không cần hỏi thăm', 'Được']) await press(an, answer)
    expect(
      await rows(`select m.way, m.sex, r.name, (select array_agg(purpose || ' ' || given order by id) from consent
        where learner_id = m.learner_id) as consents
        from membership m join class_list_row r on r.learner_id = m.learner_id and r.branch_id = m.branch_id`),
    ).toEqual([
      {
        way: 'class-list',
        sex: 'nu',
        name: 'Nguyễn Thị An',
        consents: ['learning true', 'name true', 'care false', 'counting true'],
      },
    ])
    expect(await rows(`select facts->>'row' as row from audit where action = 'join-by-card'`)).toEqual([
      { row: null },
    ])
    // The place in the lesson is kept.
    expect(
      await rows(`select state->'mode'->>'kind' as mode from session s join contact c on c.id = s.contact_id
        where c.learner_id is not null`),
    ).toEqual([{ mode: 'lesson' }])
  })

  it('works once: whoever says its words later opens nothing', async () => {
    const other = new Play(stage, channel)
    expect(text(await other.says(words[0]!))).toContain('Ba tiếng này không mở được lời mời nào')
  })

  it('waits for the consent of somebody new, keeps nothing before it, and asks right after it', async () => {
    const seen = text(await binh.says(`/start ${words[1]!}`))
    expect(seen).toContain('làm quen một chút')
    expect(await rows('select from learner')).toHaveLength(1)
    await press(binh, 'Học thử')
    await binh.says('bà')
    expect(text(await press(binh, 'Được'))).toContain('Giờ mình nói một chút về chi hội')
    expect(text(await binh.says('tiếp'))).toContain('Tên ghi trên thẻ là tên bà')
    await press(binh, 'Phải, tên tôi')
    await saysYear(binh, 'tuổi Canh Dần')
    await press(binh, 'Được')
    expect(await rows('select from membership')).toHaveLength(2)
  })
})

describe('a card said in two chats at once', () => {
  it('is for the one who says yes first; the other reads that it works no more', async () => {
    await stage.prepare('thai-nguyen')
    const [words] = (await cardsOf(await officerOf('Nguyễn Thị An'))) as [string]
    const both = [new Play(stage, 'web'), new Play(stage, 'telegram')] as const
    for (const play of both) {
      await learns(play)
      await play.says(words)
      await press(play, 'Phải, tên tôi')
      await saysYear(play, '1950')
    }
    const said = (await Promise.all(both.map((play) => press(play, 'Được')))).map(text)
    expect(said.filter((one) => one.includes('hội viên Chi hội Hoa Sen'))).toHaveLength(1)
    expect(said.filter((one) => one.includes('Thẻ này không dùng được ạ'))).toHaveLength(1)
    expect(await rows('select from membership')).toHaveLength(1)
  })
})

describe('a card whose words somebody guessed', () => {
  it('opens nothing without the year of birth, looks as one that does not work, and ends after three tries', async () => {
    await stage.prepare('thai-nguyen')
    const officer = await officerOf('Nguyễn Thị An')
    const [words] = (await cardsOf(officer)) as [string]
    const guesser = new Play(stage, 'web')
    await learns(guesser)
    for (const year of ['1948', '1949', '1951']) {
      await guesser.says(words)
      await press(guesser, 'Phải, tên tôi')
      await saysYear(guesser, year)
      const said = text(await press(guesser, 'Được'))
      expect(said).toContain('Thẻ này không dùng được ạ')
      expect(said).not.toMatch(/sinh|195|An/)
    }
    expect(text(await guesser.says(words))).toContain('Ba tiếng này không mở được lời mời nào')
    expect(await rows('select from membership')).toEqual([])
    // The officer makes another one, and whom it names joins by it, however often they mistype on the way.
    const [again] = (await cardsOf(officer)) as [string]
    const an = new Play(stage, 'web')
    await learns(an)
    await an.says(again)
    await press(an, 'Phải, tên tôi')
    await an.says('1960')
    await press(an, 'Năm khác')
    await saysYear(an, '1950')
    expect(text(await press(an, 'Được'))).toContain('hội viên Chi hội Hoa Sen')
  })
})
