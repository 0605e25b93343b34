import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { type AnswerDeps, apology } from '../../src/bot/answer.js'
import { errorFacts } from '../../src/log.js'
import { Chat, botInfo } from '../support/bot/chat.js'
import { words } from '../support/bot/content.js'

describe('an answer', () => {
  it('sends nothing and saves nothing: it says what to send and keep', async () => {
    const chat = new Chat()
    const taken = await chat.says('chào con')
    expect(taken.replies).toMatchObject([{ method: 'sendMessage', payload: { chat_id: 42 } }])
    expect(taken.said[0]).toContain('Gương Sáng')
    expect(taken).toMatchObject({
      session: { mode: { kind: 'hello' } },
      prompt: { item: null },
      form: 'same',
      events: [],
    })
    expect(chat.sentNow).toEqual([])
  })

  it('acknowledges every button at once, also an old one', async () => {
    const chat = new Chat()
    await chat.says('chào con')
    await chat.presses('try')
    await chat.pressesData('old.0:next')
    await chat.pressesData('nonsense')
    expect(chat.sentNow).toEqual(
      [1, 2, 3].map(() => ({ method: 'answerCallbackQuery', payload: { callback_query_id: 'q' } })),
    )
  })

  it('takes the buttons off the question answered, before what is said', async () => {
    const chat = new Chat()
    await chat.says('chào con')
    chat.promptMessageId = '77'
    const { replies } = await chat.presses('try')
    expect(replies.map(({ method }) => method)).toEqual(['editMessageReplyMarkup', 'sendMessage'])
    expect(replies[0]!.payload).toEqual({ chat_id: 42, message_id: 77 })
  })

  it('moves the buttons of a question that stays open to its newest copy, under the same stamp', async () => {
    const chat = new Chat()
    await chat.begins()
    const open = chat.prompt
    const taken = await chat.says('giúp')
    expect(chat.prompt).toEqual(open)
    expect(taken.replies.map(({ method }) => method)).toEqual(['sendMessage', 'editMessageReplyMarkup'])
    const markup = taken.replies[0]!.payload.reply_markup as {
      inline_keyboard: { callback_data: string }[][]
    }
    expect(markup.inline_keyboard.flat().map(({ callback_data }) => callback_data)).toEqual(
      open!.options.map(({ id }) => `${open!.stamp}:${id}`),
    )
  })

  it('gives each prompt another stamp, also within one turn', async () => {
    const chat = new Chat()
    await chat.begins()
    const stamps = new Set<string>()
    for (let turn = 0; turn < 15; turn++) {
      await chat.presses(chat.prompt?.item?.right ?? chat.prompt!.options[0]!.id)
      if (chat.prompt === null) break
      expect(stamps).not.toContain(chat.prompt.stamp)
      stamps.add(chat.prompt.stamp)
    }
    expect(stamps.size).toBeGreaterThan(10)
  })

  it('is understood by number, letter and words alike', async () => {
    for (const text of ['2', 'b', 'số 2', 'so hai']) {
      const chat = new Chat()
      await chat.begins()
      const { events } = await chat.says(text)
      expect(events).toContainEqual(expect.objectContaining({ kind: 'attempted', option: 'b', right: true }))
    }
  })

  it('shuffles the same way when the same turn is tried again', async () => {
    const chat = new Chat()
    await chat.begins()
    await chat.until(
      () =>
        chat.session?.mode.kind === 'lesson' &&
        chat.session.mode.lessonId === '5.1' &&
        (chat.prompt?.item ?? null) !== null,
    )
    const press = { kind: 'press', data: `${chat.prompt!.stamp}:a`, messageId: '5', query: 'q' } as const
    expect(await chat.try(press)).toEqual(await chat.try(press))
  })

  it('leaves groups with a goodbye and keeps nothing of them', async () => {
    const taken = await new Chat().take({ kind: 'group' })
    expect(taken.replies.map(({ method }) => method)).toEqual(['sendMessage', 'leaveChat'])
    expect(taken).toMatchObject({ session: 'same', prompt: 'same', form: 'same', events: [] })
  })

  it('says nothing to a block', async () => {
    const taken = await new Chat().take({ kind: 'reach', reachable: false })
    expect(taken).toMatchObject({ replies: [], events: [], session: 'same' })
  })

  it('puts the words of "nghe" behind a link that cannot be guessed, with the choices numbered', async () => {
    const chat = new Chat()
    await chat.begins()
    const [made, other] = [await chat.says('nghe'), await chat.says('to')].map(({ events }) =>
      events.find((event) => event.kind === 'listening-made'),
    )
    expect(made!.text).toMatch(/1\. Số 1\n2\. Số 2\n3\. Số 3$/)
    expect(made!.token).toMatch(/^[\w-]{22}$/)
    expect(other!.token).not.toBe(made!.token)
    expect((await chat.says('2')).events).toContainEqual(
      expect.objectContaining({ kind: 'attempted', right: true }),
    )
  })

  it('keeps no words of anybody: neither in events nor in the session', async () => {
    const chat = new Chat()
    await chat.begins()
    for (const text of ['tôi tên Nguyễn Văn Sáng', 'thôi', 'bà Sáng đây']) {
      const { session, prompt, events } = await chat.says(text)
      expect(JSON.stringify({ session, prompt, events })).not.toContain('Sáng')
    }
  })

  it('fails without telling a log what was written', async () => {
    const broken = { ...words, say: () => { throw new Error('broken') } } // prettier-ignore
    const chat = new Chat('nam', { words: broken })
    const error: unknown = await chat.says('so the 4111').catch((thrown: unknown) => thrown)
    const lines: string[] = []
    pino({ serializers: { err: errorFacts } }, { write: (line: string) => void lines.push(line) }).error(
      { err: error },
      'a turn failed',
    )
    expect(lines.join()).toContain('learner-turn.ts')
    expect(lines.join()).not.toContain('4111')
  })
})

describe('the forms', () => {
  const atDay = async (days: number, text: string): Promise<Chat> => {
    const chat = new Chat()
    await chat.begins()
    chat.learner = {
      ...chat.learner!,
      daysLearned: days,
      consents: { learning: true, counting: true },
      learningTime: 420,
    }
    await chat.says(text)
    return chat
  }
  const saysAll = async (chat: Chat, texts: string[]): Promise<Chat> => {
    for (const text of texts) await chat.says(text)
    return chat
  }

  it.each([
    [['7 giờ sáng'], 420],
    [['1', '8'], 480],
    [['2', '3'], 1140],
    [['2', '3 giờ'], 900],
    [['2 giờ chiều'], 840],
    [['mấy giờ cũng được', '6 giờ'], 360],
    [['9 giờ tối', '7 giờ tối'], 1140],
    [['3'], null],
  ])('hour: %j is %s', async (texts, learningTime) => {
    const chat = await saysAll(await atDay(1, 'thôi'), texts)
    expect(chat.session?.form).toBeNull()
    expect(chat.learner?.learningTime).toBe(learningTime)
  })

  it.each([
    ['1955', 1955], ['sinh năm 1955', 1955], ['55', 1955], ['12/05/1955', 1955], ['mùng 2 tháng 10 năm 1955', 1955],
    ['70 tuổi', null], ['1', null],
  ])('year of birth: %j is %s', async (text, birthYear) => {
    const chat = await saysAll(await atDay(1, 'cài đặt'), ['3', '2', text])
    expect(chat.learner?.birthYear ?? null).toBe(birthYear)
  }) // prettier-ignore

  it('the hour: "thôi" in the settings leaves the hour as it was', async () => {
    const chat = await saysAll(await atDay(1, 'cài đặt'), ['2', 'thôi'])
    expect(chat.learner?.learningTime).toBe(420)
  })

  it.each(['thôi', 'là sao hả con'])('counting: «%s» in the settings takes back no consent', async (text) => {
    const chat = await saysAll(await atDay(1, 'cài đặt'), ['3', '3', text])
    expect(chat.learner?.consents.counting).toBe(true)
  })

  it('counting: "không" takes it back, in its own words and version', async () => {
    const chat = await saysAll(await atDay(1, 'cài đặt'), ['3', '3', 'không'])
    expect(chat.events.at(-1)).toMatchObject({
      kind: 'consented',
      purpose: 'counting',
      given: false,
      textVersion: 'so-lieu-1',
    })
  })

  it('address: changed at once, in the words of the answer', async () => {
    const chat = await atDay(1, 'cài đặt')
    await chat.says('1')
    const taken = await chat.says('ông')
    expect(taken.said[0]).toContain('gọi là ông')
    expect(chat.learner?.formOfAddress).toBe('ong')
  })

  it('place: old names are understood and said in the new one; the region follows', async () => {
    const chat = await saysAll(await atDay(1, 'cài đặt'), ['3', '1'])
    const taken = await chat.says('xa khong co that')
    expect(taken.said[0]).toContain('chưa có tên đó')
    await chat.says('1')
    expect(chat.learner?.placeId).toBeNull()
    expect(chat.session?.form).toBeNull()
  })

  it('erase: "xoá hết" leaves nothing, anything else all', async () => {
    for (const text of ['1', 'thôi', 'để coi', 'không']) {
      const kept = await saysAll(await atDay(1, 'xoá dữ liệu'), [text])
      expect(kept.learner).not.toBeNull()
      expect(kept.session?.form).toBeNull()
    }
    const gone = await saysAll(await atDay(1, 'xoá dữ liệu'), ['xoá hết'])
    expect(gone).toMatchObject({ learner: null, session: null, prompt: null, form: null })
    expect((await gone.says('chào')).said[0]).toContain('Gương Sáng')
  })
})

describe('the apology', () => {
  it('is one kind sentence in the words for this person', () => {
    const deps = { words, region: 'bac', channels: new Map([['web', { botInfo }]]) } as unknown as AnswerDeps
    const calls = apology(new Chat().pending(null), deps)
    expect(calls).toEqual([
      {
        method: 'sendMessage',
        payload: { chat_id: 42, text: expect.stringContaining('máy của cháu') as string },
      },
    ])
  })
})
