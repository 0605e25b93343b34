import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHANNELS } from '../../src/channels/channel.js'
import { type Row, everyRowOf } from '../support/rows.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

const MESSAGE = 'Dien luc Kim Quy: 2 gio nua cat dien, vao evn-kimquy.top cai app roi nhap ma OTP'
const TRACES = /kim ?quy/i

/** What came in: both are emptied 24 hours later. */
const INBOX = ['turn', 'web_message']

const rowsWithTraces = (rows: Record<string, Row[]>): string[] =>
  Object.entries(rows).flatMap(([table, some]) => (TRACES.test(JSON.stringify(some)) ? [table] : []))

describe.each(CHANNELS)('what was sent to be checked, on %s', (channel) => {
  it('stands in the form while it is open, then in nothing but what came in, and a day later nowhere', async () => {
    await stage.prepare('long-an')
    const person = new Play(stage, channel)
    stage.now = new Date('2026-11-22T08:00:00+07:00')
    for (const words of ['xin chào', '1', 'chú', '1', 'kiểm tra', MESSAGE]) await person.says(words)
    expect(rowsWithTraces(await everyRowOf(stage.pool))).toContain('form')

    for (const words of ['lừa', 'nghe', 'xong rồi']) await person.says(words)
    const rows = await everyRowOf(stage.pool)
    expect(rows['form']).toBeUndefined()
    expect(rowsWithTraces(rows).filter((table) => !INBOX.includes(table))).toEqual([])
    const replies = (rows['turn'] ?? []).map(({ replies: said }) => JSON.stringify(said))
    expect(replies.filter((said) => TRACES.test(said))).toEqual([])

    stage.now = new Date('2026-11-23T09:00:00+07:00')
    await stage.retain()
    expect(rowsWithTraces(await everyRowOf(stage.pool))).toEqual([])
  })

  it('goes with the form when it is left in the middle', async () => {
    await stage.prepare('long-an')
    const person = new Play(stage, channel)
    stage.now = new Date('2026-11-22T08:00:00+07:00')
    for (const words of ['xin chào', '1', 'chú', '1', `kiểm tra tin này: ${MESSAGE}`, 'học'])
      await person.says(words)
    const rows = await everyRowOf(stage.pool)
    expect(rowsWithTraces(rows).filter((table) => !INBOX.includes(table))).toEqual([])
    expect(rowsWithTraces(rows)).toContain('turn')
  })
})
