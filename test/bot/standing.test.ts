import { describe, expect, it } from 'vitest'
import type { AnswerDeps } from '../../src/bot/answer.js'
import type { HelpRequest } from '../../src/domain/help-request.js'
import type { Call } from '../../src/channels/channel.js'
import { Chat, type Taken } from '../support/bot/chat.js'

const ASKED = { kind: 'notice', notice: { kind: 'help-requested', requestId: 7 } } as const
const COMING = { kind: 'help-answered', requestId: 7, answer: 'coming' }

/** A learner's chat, in which a call for help of a relative comes in. */
function openChat(): { chat: Chat; request: HelpRequest } {
  const chat: Chat = new Chat('nam', {
    family: {
      help: {
        request: (id: number) => Promise.resolve(id === 7 ? request : null),
        helpersOf: () => Promise.resolve([]),
      },
      invitations: {
        byWords: () => Promise.resolve(null),
        helperOf: () => Promise.resolve(null),
        helpersOf: () => Promise.resolve([]),
      },
      ownData: { openRelinkOf: () => Promise.resolve(null) },
    } as unknown as NonNullable<AnswerDeps['family']>,
  })
  const request: HelpRequest = {
    id: 7,
    helpingId: 1,
    learnerId: 9,
    called: 'bà ngoại',
    helperName: 'Hoa',
    helperContactId: 42,
    contactId: 43,
    stuckAt: null,
    askedAt: chat.now,
    answer: null,
    answeredAt: null,
    holds: true,
  }
  return { chat, request }
}

const buttonsOf = ({ replies }: Taken): string[] =>
  (
    replies.at(-1) as Call & { payload: { reply_markup?: { inline_keyboard: { text: string }[][] } } }
  ).payload.reply_markup?.inline_keyboard
    .flat()
    .map(({ text }) => text) ?? []

/** To the first graded question. */
async function atQuestion(chat: Chat): Promise<void> {
  await chat.begins()
  await chat.until(() => (chat.prompt?.item ?? null) !== null)
}
/** The place of the right answer, as it is typed. */
const rightOf = ({ prompt }: Chat): string =>
  String(prompt!.options.findIndex(({ id }) => id === prompt!.item!.right) + 1)
const attempts = (chat: Chat): number => chat.events.filter(({ kind }) => kind === 'attempted').length

describe('a typed answer to what nobody asked for', () => {
  it('is the press of that button, numbered as it is typed; also from who is no learner', async () => {
    const { chat } = openChat()
    const told = await chat.take(ASKED)
    expect(buttonsOf(told)).toEqual(['1. Gọi ngay', '2. Tới ngay', '3. Lát nữa'])
    expect(told).toMatchObject({ prompt: 'same', session: 'same', form: 'same' })
    const answered = await chat.says('hai')
    expect(answered.events).toEqual([COMING])
    expect(answered.said.join()).toContain('em báo bà ngoại là anh/chị đang tới')
    expect(chat.standing).toBeNull()
  })

  it('that is answered by its button is forgotten, so that no later number belongs to it', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    expect(chat.standing).not.toBeNull()
    await chat.pressesData('!help:7:later')
    expect(chat.standing).toBeNull()
    await chat.says(rightOf(chat))
    expect(attempts(chat)).toBe(1)
  })

  it('that fits the open question too is asked about, and graded only then', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    const { prompt, session } = chat
    const number = rightOf(chat)
    const asked = await chat.says(number)
    expect(asked.said).toEqual([`Dạ, số ${number} của câu nào ạ?`])
    expect(buttonsOf(asked)).toHaveLength(2)
    expect(asked).toMatchObject({ prompt: 'same', session: 'same', events: [] })
    expect([chat.prompt, chat.session]).toEqual([prompt, session])

    await chat.says('1')
    expect(chat.events.at(-1)).toMatchObject({ kind: 'attempted', right: true })
    expect(attempts(chat)).toBe(1)
  })

  it('the other answer to which is the helper’s, and nothing is graded', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    const { prompt } = chat
    await chat.says('2')
    const answered = await chat.says('toi ngay')
    expect(answered.events).toEqual([COMING])
    expect(attempts(chat)).toBe(0)
    expect(chat.prompt).toMatchObject({ stamp: prompt!.stamp, item: prompt!.item })
    expect(chat.standing).toBeNull()
  })

  it('its buttons do what they say, also when they are pressed', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    const right = chat.prompt!.item!.right
    const asked = await chat.says(rightOf(chat))
    const data = (
      asked.replies[0]!.payload.reply_markup as { inline_keyboard: { callback_data: string }[][] }
    ).inline_keyboard[0]![0]!.callback_data
    await chat.pressesData(data)
    expect(chat.events.at(-1)).toMatchObject({ kind: 'attempted', option: right })
  })

  it('is asked about once: whoever goes on with the question is asked no more', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    await chat.says(rightOf(chat))
    await chat.says('1')
    for (let step = 0; step < 4; step++) {
      const said = await chat.says('1')
      expect(said.said.join()).not.toContain('của câu nào')
    }
    expect((await chat.says('tới ngay')).events).toEqual([COMING])
  })

  it('asked which, anything else is taken for itself, and the question stands as before', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    const { prompt } = chat
    await chat.says('1')
    const again = await chat.says('lại')
    expect(again.replies.some(({ payload }) => payload.reply_markup !== undefined)).toBe(true)
    expect(chat.prompt).toMatchObject({ stamp: prompt!.stamp })
    expect(chat.standing).not.toHaveProperty('which')
    expect((await chat.says('tôi lỡ chuyển tiền cho nó rồi')).said.join()).not.toContain('của câu nào')
    expect(attempts(chat)).toBe(0)
  })

  it('of a call that is over is no second meaning: the number belongs to the question', async () => {
    const { chat, request } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    request.answer = 'later'
    await chat.says(rightOf(chat))
    expect(attempts(chat)).toBe(1)
    expect(chat.standing).toBeNull()
  })

  it('a day later is nothing any more', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.take(ASKED)
    chat.later(24 * 60)
    expect((await chat.says('2')).events).not.toContainEqual(COMING)
    expect(chat.standing).toBeNull()
  })

  it('goes with everything else when the learner is erased', async () => {
    const { chat } = openChat()
    await chat.begins()
    await chat.take(ASKED)
    await chat.says('xoá dữ liệu')
    await chat.presses('yes')
    expect(chat.events.at(-1)).toEqual({ kind: 'erased' })
    expect(chat.standing).toBeNull()
  })

  it('leaves an open form open, whichever was meant', async () => {
    const { chat } = openChat()
    await chat.begins()
    await chat.says('cài đặt')
    const { form } = chat
    await chat.take(ASKED)
    const asked = await chat.says('2')
    expect(asked.said).toEqual(['Dạ, số 2 của câu nào ạ?'])
    expect([asked.form, chat.form]).toEqual(['same', form])
    expect((await chat.says('2')).events).toEqual([COMING])
    expect(chat.session!.form).toBe('settings')
    expect((await chat.says('1')).said.join()).not.toContain('của câu nào')
  })

  it('also answers the form', async () => {
    const { chat } = openChat()
    await chat.begins()
    const shown = await chat.says('cài đặt')
    await chat.take(ASKED)
    await chat.says('2')
    const answered = await chat.says('1')
    expect(answered.said).not.toEqual(shown.said)
    expect(answered.said.join()).not.toContain('của câu nào')
  })
})

describe('of two questions the newest holds where the person’s own act put it', () => {
  it('«giúp» at a question, a menu over it: the digit is the last one’s, and nothing is asked', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    await chat.says('menu')
    const answered = await chat.says('2')
    expect(answered.said.join()).not.toContain('của câu nào')
    expect(attempts(chat)).toBe(0)
  })

  it('an answer sent before the question was put is not graded: it was to the one before it', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    const early = chat.pending({ kind: 'text', text: rightOf(chat), masked: [] })
    const before = { ...early, receivedAt: new Date(chat.prompt!.openedAt.getTime() - 1) }
    const taken = await chat.takeAs(before)
    expect(attempts(chat)).toBe(0)
    expect(taken.said.join()).toContain('mình đang ở đây')
    await chat.says(rightOf(chat))
    expect(attempts(chat)).toBe(1)
  })

  it('nor one that the platform had before the question was put and handed on late', async () => {
    const { chat } = openChat()
    await atQuestion(chat)
    const sentAt = new Date(chat.prompt!.openedAt.getTime() - 1)
    await chat.take({ kind: 'text', text: rightOf(chat), masked: [], sentAt: sentAt.toISOString() })
    expect(attempts(chat)).toBe(0)
  })
})
