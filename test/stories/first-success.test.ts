import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHANNELS } from '../../src/channels/channel.js'
import { Play } from '../support/story/play.js'
import { rightButton } from '../support/story/pupil.js'
import { Stage } from '../support/story/stage.js'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const rightAnswers = async (): Promise<number> => {
  const { rows } = await stage.pool.query<{ count: number }>(
    `select count(*)::int from attempt where "right"`,
  )
  return rows[0]!.count
}

/** What is typed from the first message to the first right answer. */
async function inputsOf(person: Play, address: string[]): Promise<number> {
  const answers = ['1', ...address, '1']
  await person.says('xin chào')
  let inputs = 1
  for (const answer of answers) {
    await person.says(answer)
    inputs++
  }
  while ((await rightAnswers()) === 0 && inputs < 20) {
    const asked = person.newest()
    await person.says(String(asked.buttons.indexOf(rightButton(asked)!) + 1))
    inputs++
  }
  return inputs
}

describe.each(CHANNELS)('the way to the first right answer on %s', (channel) => {
  it.each([
    ['a likely form of address', ['chú']],
    ['another form of address', ['cách khác', 'bà']],
  ])('takes at most six inputs with %s', async (_, address) => {
    await stage.prepare('long-an')
    expect(await inputsOf(new Play(stage, channel), address)).toBeLessThanOrEqual(6)
  })
})
