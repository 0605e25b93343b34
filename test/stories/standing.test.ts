import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
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

const text = (seen: Shown[]): string => seen.map((shown) => shown.text).join('\n')
const labels = ({ buttons }: Shown): string[] => buttons.map(({ label }) => label)
const rows = async (sql: string): Promise<unknown[]> => (await stage.pool.query(sql)).rows
const CHANNELS: [ChannelId, ChannelId][] = [
  ['telegram', 'web'],
  ['web', 'telegram'],
]

describe.each(cases(CHANNELS, ([helpers]) => helpers === 'telegram'))(
  'a helper who learns on %s, and a relative on %s who calls for help',
  (helpersChannel, learnersChannel) => {
    let elder: Play
    let hoa: Play

    beforeEach(async () => {
      await stage.prepare('long-an')
      elder = new Play(stage, learnersChannel)
      for (const step of readBeginning(FOLDER, 'at-task')) await elder.step(step)
      hoa = new Play(stage, helpersChannel)
      for (const step of readBeginning(FOLDER, 'at-question')) await hoa.step(step)
      await stage.pool.query(
        `with h as (
           insert into helper (contact_id, name, made_at) select id, 'Hoa', $1 from contact where channel = $2 returning id
         )
         insert into helping (helper_id, learner_id, called, since)
         select h.id, c.learner_id, 'bà ngoại', $1 from h, contact c where c.channel = $3`,
        [stage.now, helpersChannel, learnersChannel],
      )
    })

    /** The relative calls; what the helper reads. */
    async function called(): Promise<Shown> {
      await elder.says('gọi con cháu giúp')
      await elder.says('1')
      const [asked] = await hoa.waits(5_000)
      expect(labels(asked!)).toEqual(['Gọi ngay', 'Tới ngay', 'Lát nữa'])
      return asked!
    }
    const graded = () => rows('select option from attempt where learner_id = (select max(id) from learner)')

    it('a number at once may mean either: it is asked which, and only then anything is done', async () => {
      await called()
      const before = await graded()
      const [which] = await hoa.says('2')
      expect(which!.text).toContain('Dạ, số 2 của câu nào ạ?')
      expect(labels(which!)).toHaveLength(2)
      expect(labels(which!)[1]).toBe('Tới ngay')
      expect([await graded(), await rows('select answer from help_request')]).toEqual([
        before,
        [{ answer: null }],
      ])

      expect(text(await hoa.says('2'))).toContain('em báo bà ngoại là anh/chị đang tới')
      expect(text(await elder.waits(5_000))).toBe('Hoa đang tới chỗ chú ạ.')
      expect([await graded(), await rows('select answer from help_request')]).toEqual([
        before,
        [{ answer: 'coming' }],
      ])
      // From now on numbers are the question's again.
      await hoa.says('1')
      expect(await graded()).toHaveLength(before.length + 1)
    })

    it('asked which, the first is the open question, which is graded then', async () => {
      await called()
      const before = await graded()
      await hoa.says('1')
      const [which] = [hoa.newest()]
      await hoa.presses(which.buttons[0]!, which.id)
      expect(await graded()).toHaveLength(before.length + 1)
      expect(await rows('select answer from help_request')).toEqual([{ answer: null }])
      // Whoever went on is not asked again; the words still answer.
      expect(text(await hoa.says('1'))).not.toContain('của câu nào')
      expect(text(await hoa.says('lat nua'))).toContain('bà ngoại')
      expect(await rows('select answer from help_request')).toEqual([{ answer: 'later' }])
    })

    it('long after the open question a number is the call’s, and words of one are its own at any time', async () => {
      await hoa.waits(11 * MINUTE_MS)
      await called()
      const before = await graded()
      expect(text(await hoa.says('3'))).toContain('bà ngoại')
      expect([await graded(), await rows('select answer from help_request')]).toEqual([
        before,
        [{ answer: 'later' }],
      ])
    })
  },
)
