import { afterAll, beforeAll, expect, it } from 'vitest'
import { CHANNELS } from '../../src/channels/channel.js'
import { Play } from '../support/story/play.js'
import { path } from '../support/story/pupil.js'
import { Stage } from '../support/story/stage.js'
import { cases } from '../support/long.js'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const FIRST_DAY = Date.parse('2026-11-22T08:00:00+07:00')
const DAY = 24 * 60 * 60 * 1000
const LONGEST_DAY = 60

/** What a learner answers to the later questions, by the words that ask them. */
const LATER: [asks: string, answer: string][] = [
  ['Mai mấy giờ', '8 giờ sáng'],
  ['xã, phường nào', 'xã lương hoà'],
  ['tính chú vào số đó', 'được'],
  ['sinh năm nào', '1955'],
]

/** Learns and answers what is asked beside it, until it is over. */
async function learns(person: Play, isOver: () => Promise<boolean>): Promise<void> {
  for (let inputs = 0; inputs < LONGEST_DAY; inputs++) {
    if (await isOver()) return
    const asked = LATER.find(([asks]) => person.newest().text.includes(asks))
    if (asked === undefined) await person.leadsOn()
    else await person.says(asked[1])
  }
  throw new Error('the day does not end')
}

const finished = async (): Promise<string[]> => {
  const { rows } = await stage.pool.query<{ lesson_id: string }>(
    'select lesson_id from lesson_progress where finished_at is not null order by finished_at',
  )
  return rows.map((row) => row.lesson_id)
}

it.each(cases(CHANNELS, (channel) => channel === 'telegram'))(
  'the first three days teach a lesson each, review the day before and ask the later questions, on %s',
  async (channel) => {
    await stage.prepare('long-an')
    const person = new Play(stage, channel)
    stage.now = new Date(FIRST_DAY)
    for (const words of ['xin chào', '1', 'chú', '1']) await person.says(words)
    const done = (lessons: number, words: string) => async () =>
      (await finished()).length >= lessons && person.newest().text.includes(words)
    await learns(person, done(2, 'gõ «học»'))
    for (const day of [1, 2]) {
      stage.now = new Date(FIRST_DAY + day * DAY)
      await person.says('học')
      await learns(person, day === 1 ? done(3, 'gõ «cài đặt»') : done(4, 'Mai chú gõ «học» nhé'))
    }

    const lessons = path.slice(0, 4)
    expect(await finished()).toEqual(lessons.map(({ id }) => id))
    const asked = lessons.flatMap(({ id, steps }) =>
      steps
        .filter((step) => step.kind === 'item')
        .map((item) => ({ lesson_id: id, item_id: item.id, right: true, nth: 1 })),
    )
    const attempts = await stage.pool.query(
      'select lesson_id, item_id, "right", nth from attempt order by id',
    )
    expect(attempts.rows).toEqual(asked)
    const learner = await stage.pool.query(
      'select days_learned, asked, place_id, birth_year, learning_time from learner',
    )
    expect(learner.rows).toEqual([
      {
        days_learned: 3,
        asked: ['hour', 'place', 'counting', 'birth-year'],
        place_id: 'tay-ninh-luong-hoa',
        birth_year: 1955,
        learning_time: 480,
      },
    ])
    const evidence = await stage.pool.query(
      `select string_agg(kind, ' ' order by seq) as kinds, count(*)::int = max(seq) as whole
       from evidence where skill_id = $1`,
      [lessons[2]!.skill],
    )
    // Shown, done together, done alone.
    expect(evidence.rows).toEqual([{ kinds: 'taught shown shown shown answered', whole: true }])
    const [results] = await person.says('kết quả')
    expect(results?.text).toContain('còn khoảng')
  },
  180_000,
)
