import { afterAll, beforeAll, expect, it } from 'vitest'
import { CHANNELS } from '../../src/channels/channel.js'
import { Play } from '../support/story/play.js'
import { path } from '../support/story/pupil.js'
import { Stage } from '../support/story/stage.js'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const FIRST_DAY = Date.parse('2026-11-22T08:00:00+07:00')
const DAY = 24 * 60 * 60 * 1000

/** What a learner answers to the later questions, by the words that ask them. */
const LATER: [asks: string, answer: string][] = [
  ['Mai mấy giờ', '8 giờ sáng'],
  ['xã, phường nào', 'xã lương hoà'],
  ['tính chú vào số đó', 'được'],
  ['sinh năm nào', '1955'],
]

/** One day: comes, learns one lesson to its end, answers what is asked beside it. */
async function learnsOneLesson(person: Play, can: string): Promise<void> {
  await person.says('học')
  for (let questions = 0; questions <= LATER.length; questions++) {
    const question = LATER.find(([asks]) => person.newest().text.includes(asks))
    if (question === undefined) {
      const seen = await person.learnsUntilAny([can, ...LATER.map(([asks]) => asks)])
      if (seen.includes(can) && !LATER.some(([asks]) => seen.includes(asks))) return
      continue
    }
    const shown = await person.says(question[1])
    if (shown.at(-1)?.text.includes('gõ «học»') === true) return
  }
}

it.each(CHANNELS)(
  'leads from lesson 0 to the last lesson, one a day, on %s',
  async (channel) => {
    await stage.prepare('long-an')
    const person = new Play(stage, channel)
    stage.now = new Date(FIRST_DAY)
    for (const words of ['xin chào', '1', 'chú', '1']) await person.says(words)
    await person.learnsUntil('bài đầu tiên')

    for (const [day, lesson] of path.slice(1).entries()) {
      stage.now = new Date(FIRST_DAY + day * DAY + (day === 0 ? 10 * 60_000 : 0))
      await learnsOneLesson(person, lesson.can.replace(/\{.*/, ''))
    }

    const finished = await stage.pool.query<{ lesson_id: string }>(
      'select lesson_id from lesson_progress where finished_at is not null order by finished_at',
    )
    expect(finished.rows.map((row) => row.lesson_id)).toEqual(path.map(({ id }) => id))
    const asked = path.flatMap(({ id, steps }) =>
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
        days_learned: path.length - 1,
        asked: ['hour', 'place', 'counting', 'birth-year'],
        place_id: 'tay-ninh-luong-hoa',
        birth_year: 1955,
        learning_time: 480,
      },
    ])
    const [results] = await person.says('kết quả')
    expect(results?.text).toContain(`học xong ${path.length - 1} bài`)
  },
  60_000,
)
