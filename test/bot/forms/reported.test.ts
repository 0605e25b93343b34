import { beforeEach, describe, expect, it } from 'vitest'
import { type Learner, QUESTIONS } from '../../../src/domain/learner.js'
import { Chat } from '../../support/bot/chat.js'

const DAY_MINUTES = 24 * 60
type Kind = NonNullable<Learner['gone']>['kind']

let chat: Chat
beforeEach(async () => {
  chat = new Chat('nam')
  await chat.begins()
})
const report = (kind: Kind): void => {
  // The questions of the days were put before.
  chat.learner = { ...chat.learner!, asked: [...QUESTIONS], gone: { absenceId: 4, kind } }
}
/** The next card; it comes after a greeting when they were away. */
const goesOn = async (): Promise<string> => {
  await chat.says('học')
  return (await chat.presses(chat.prompt!.options[0]!.id)).said.join('\n')
}

describe('somebody noted as gone who learns', () => {
  it('is asked, and what they deny is dropped; then comes the screen that was next', async () => {
    report('da-mat')
    expect(await goesOn()).toContain('Có người báo chú nghỉ hẳn. Chú vẫn học thì')
    const { step } = chat.session!.mode as { step: number }
    const denied = await chat.says('phải, tôi vẫn học')
    expect(denied.events).toEqual([{ kind: 'absence-denied', absenceId: 4 }])
    // The answer and the screen that was next are one message.
    expect(denied.said).toHaveLength(1)
    expect(denied.said[0]).toMatch(/^Dạ.*\n/)
    expect(chat.session).toMatchObject({ form: null, mode: { kind: 'lesson', step } })
    expect(chat.prompt!.options.length).toBeGreaterThan(0)
  })

  it('is asked again on another day only, and never once they let it stand', async () => {
    report('chuyen-di')
    expect(await goesOn()).toContain('Có người báo chú chuyển đi nơi khác')
    await chat.says('thôi')
    expect(await goesOn()).not.toContain('Có người báo')
    chat.later(DAY_MINUTES)
    expect(await goesOn()).toContain('Có người báo')
    const kept = await chat.says('tôi có chuyển thật')
    expect([kept.events, kept.said[0]]).toEqual([[], expect.stringContaining('để nguyên')])
    chat.later(DAY_MINUTES)
    expect(await goesOn()).not.toContain('Có người báo')
    chat.learner = { ...chat.learner!, gone: { absenceId: 5, kind: 'da-mat' } }
    chat.later(DAY_MINUTES)
    expect(await goesOn()).toContain('Có người báo chú nghỉ hẳn')
  })

  it('is not asked for looking about', async () => {
    report('da-mat')
    expect((await chat.says('kết quả')).said.join()).not.toContain('Có người báo')
  })
})
