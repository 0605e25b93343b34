import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../support/telegram/person.js'
import { Stage } from '../support/story/stage.js'

let stage: Stage
let person: Person
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

/** Said on Telegram, and what the bot said to it. */
async function says(text: string): Promise<string> {
  const last = person.sees().at(-1)?.id ?? 0
  person.says(text)
  const end = performance.now() + 20_000
  while (stage.telegram.updates.pending.length > 0) {
    if (performance.now() > end) throw new Error('the update was not taken')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await stage.settled()
  return person
    .sees()
    .filter(({ from, id }) => from === 'bot' && id > last)
    .map((shown) => shown.text)
    .join('\n')
}
const ownMessages = (): string[] =>
  person.sees().flatMap(({ from, text }) => (from === 'person' ? [text] : []))

beforeEach(async () => {
  await stage.prepare('long-an')
  stage.now = new Date('2026-11-22T08:00:00+07:00')
  person = stage.telegram.person()
  for (const words of ['xin chào', '1', 'chú', '1']) await says(words)
})

describe('a message with a secret in it, on Telegram', () => {
  it('is deleted from the chat in a calm turn, and the learner is told', async () => {
    expect(await says('mã OTP là 483920')).toMatch(/đã che.*xin xoá tin đó[^]*đừng đưa cho ai/)
    await gone('mã OTP là 483920')
    expect(ownMessages()).toContain('chú')
  })

  it('is deleted in a form too', async () => {
    await says('cài đặt')
    expect(await says('mk zalo: hoasen123')).toMatch(/xin xoá tin đó/)
    await gone('mk zalo: hoasen123')
  })

  it('stays in an emergency: it may be evidence', async () => {
    const told = await says('lo doc ma 483920 cho no roi')
    expect(told).toMatch(/gọi ngân hàng|tắt mạng/)
    expect(told).not.toMatch(/đã che|xoá tin/)
    expect(ownMessages()).toContain('lo doc ma 483920 cho no roi')
  })

  it('stays where it is to be checked', async () => {
    await says('kiểm tra')
    const message = 'Dien luc: vao evn-kimquy.top nhap ma OTP 483920'
    expect(await says(message)).not.toMatch(/đã che|xoá tin/)
    expect(ownMessages()).toContain(message)
  })

  it('that cannot be deleted changes nothing else', async () => {
    stage.telegram.fail(
      { status: 400, description: "Bad Request: message can't be deleted" },
      { method: 'deleteMessage' },
    )
    expect(await says('mã OTP là 483920')).toMatch(/Còn thấy thì chú xoá giúp con/)
    expect(await says('lại')).not.toBe('')
    expect(ownMessages()).toContain('mã OTP là 483920')
  })
})

/** Nothing waits for the deletion, so it may come a moment later. */
const gone = (text: string): Promise<void> => expect.poll(ownMessages).not.toContain(text)

describe('a message that was checked', () => {
  const rows = async (): Promise<object[]> =>
    (await stage.pool.query<object>('select week::text, kind, verdict from checked_message order by kind'))
      .rows

  it.each([
    ['with a judgement of their own', 'lừa'],
    ['without one', 'thôi'],
  ])('is counted by its kind and our verdict, %s, once a week', async (_, judged) => {
    for (const words of [
      'kiểm tra',
      'Dien luc: 2 gio nua cat dien, vao evn-kimquy.top cai app',
      judged,
      'xong rồi',
    ])
      await says(words)
    const counted = [{ week: '2026-11-16', kind: 'S05', verdict: 'scam' }]
    expect(await rows()).toEqual(counted)
    for (const words of [
      'kiểm tra',
      'Dien luc: 2 gio nua cat dien, vao evn-kimquy.top cai app',
      judged,
      'xong rồi',
    ])
      await says(words)
    expect(await rows()).toEqual(counted)
  })

  it('of a stranger is not', async () => {
    person = stage.telegram.person()
    for (const words of ['kiểm tra', 'Dien luc: 2 gio nua cat dien, vao evn-kimquy.top cai app', 'lừa'])
      await says(words)
    expect(await rows()).toEqual([])
  })
})
