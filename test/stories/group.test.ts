import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Stage } from '../support/story/stage.js'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
  await stage.prepare('thai-nguyen')
})
afterAll(() => stage.close())

it('leaves a group chat politely and keeps nobody from it', async () => {
  const group = stage.telegram.group()
  group.addsBot()
  const end = performance.now() + 5_000
  while (group.chat.open && performance.now() < end) await sleep(5)
  await stage.settled()

  expect(group.chat.open).toBe(false)
  const said = group.chat.messages.filter(({ from }) => from === 'bot').map(({ text }) => text)
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/^Dạ, cháu chỉ nói chuyện riêng từng người/)
  const { rows } = await stage.pool.query('select * from session')
  expect(rows).toEqual([])
  expect((await stage.pool.query('select * from learner')).rows).toEqual([])
})
