import { describe, expect, it } from 'vitest'
import { FORMS_VERSION } from '../../src/bot/forms/forms.js'
import { QUESTIONS } from '../../src/domain/learner.js'
import { Chat, type Taken } from '../support/bot/chat.js'

const FORM_NAMES = [...QUESTIONS, 'settings', 'erase'] as const

/** A learner in front of the first question of the form, in the middle of lesson 5.1. */
async function inForm(name: (typeof FORM_NAMES)[number]): Promise<Chat> {
  const chat = new Chat()
  await chat.begins()
  await chat.until(() => chat.session?.mode.kind === 'lesson' && chat.session.mode.lessonId === '5.1')
  if (name === 'settings' || name === 'erase') {
    await chat.says(name === 'settings' ? 'cài đặt' : 'xoá dữ liệu')
  } else {
    const before = QUESTIONS.slice(0, QUESTIONS.indexOf(name))
    chat.learner = {
      ...chat.learner!,
      daysLearned: 3,
      asked: name === 'place' || name === 'birth-year' ? QUESTIONS.filter((one) => one !== name) : before,
    }
    if (name === 'hour' || name === 'counting') await chat.says('thôi')
    else await chat.presses('next')
  }
  expect(chat.session?.form).toBe(name)
  expect(chat.form?.name).toBe(name)
  return chat
}

const questionOf = (taken: Taken): string => taken.said.at(-1)!
const ids = (chat: Chat): string[] => chat.prompt?.options.map(({ id }) => id) ?? []

describe.each(FORM_NAMES)('the form %s', (name) => {
  it('keeps a log of plain JSON', async () => {
    const chat = await inForm(name)
    const states = [chat.form!.state]
    for (const text of ['lại', 'nghe', 'giúp', 'sao', 'xyz', 'sticker']) {
      const { form } = await chat.says(text)
      if (form !== 'same' && form !== null) states.push(form.state)
    }
    for (const state of states) {
      expect(JSON.parse(JSON.stringify(state))).toEqual(state)
      expect(unplain(state)).toEqual([])
    }
  })

  it('of another version gets a kind line and is asked from its first question', async () => {
    const chat = await inForm(name)
    const first = ids(chat)
    const { mode } = chat.session!
    chat.form = { ...chat.form!, version: 'older', state: { version: ['older', 0], state: { broken: true } } }
    const noted = chat.events.length
    const taken = await chat.presses(first[0]!)
    expect(taken.said[0]).toContain('vừa sửa chỗ này')
    expect(ids(chat)).toEqual(first)
    expect(chat.session).toMatchObject({ mode, form: name })
    expect(chat.form).toMatchObject({ name, version: FORMS_VERSION })
    expect(chat.events.slice(noted)).toEqual([])
    const on = await chat.says('lại')
    expect(questionOf(on)).toBe(questionOf(taken))
  })

  it('that is gone after 24 hours gets a kind line, and the learner stands where they were', async () => {
    const chat = await inForm(name)
    const { mode } = chat.session!
    chat.form = null
    const noted = chat.events.length
    const taken = await chat.later(25 * 60).says('1')
    expect(taken.said[0]).toContain('đã lâu')
    expect(chat.session).toMatchObject({ mode, form: null })
    expect(chat.events.slice(noted).filter(({ kind }) => kind !== 'day-learned')).toEqual([])
    expect(chat.prompt).not.toBeNull()
  })

  it('is left by /start, and the learner stands where they were', async () => {
    const chat = await inForm(name)
    const { mode } = chat.session!
    const taken = await chat.says('/start')
    expect(taken.said.join('\n')).toContain('Mình đang ở đây')
    expect(chat.session).toMatchObject({ mode, form: null })
    expect(chat.form).toBeNull()
  })

  it('answers "lại", "giúp" and "nghe" itself', async () => {
    const chat = await inForm(name)
    const open = chat.prompt
    const again = await chat.says('lại')
    expect((await chat.says('giúp')).said).toHaveLength(1)
    const listening = await chat.says('nghe')
    expect(listening.said.join()).toContain('/nghe/')
    // What is for one person is fetched by no messenger to be shown.
    expect(listening.replies.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ link_preview_options: { is_disabled: true } }),
    )
    expect((await chat.says('lại')).said).toEqual(again.said)
    expect(chat.prompt).toEqual(open)
    expect(chat.session?.form).toBe(name)
  })

  it('ends with "thôi"', async () => {
    const chat = await inForm(name)
    const taken = await chat.says('thôi')
    expect(taken.said.length).toBeGreaterThan(0)
    expect(chat.session?.form).toBeNull()
    expect(chat.form).toBeNull()
  })

  it('is left by an emergency', async () => {
    const chat = await inForm(name)
    const { mode } = chat.session!
    const taken = await chat.says('lỡ chuyển tiền rồi')
    expect(taken.said[0]).toContain('gọi ngân hàng ngay')
    expect(chat.session).toMatchObject({ mode: { kind: 'emergency', back: mode }, form: null })
    expect(chat.form).toBeNull()
  })

  it('can be entered again while it is open', async () => {
    const chat = await inForm(name)
    const taken = await chat.says(name === 'erase' ? '/xoadulieu' : '/caidat')
    expect(chat.session?.form).toBe(name === 'erase' ? 'erase' : 'settings')
    expect(taken.said).toHaveLength(1)
    expect((await chat.says('lại')).said).toEqual(taken.said)
  })

  it('hears nothing of a block and return', async () => {
    const chat = await inForm(name)
    const { form, prompt, session } = chat
    for (const reachable of [false, true]) {
      const taken = await chat.take({ kind: 'reach', reachable })
      expect(taken).toMatchObject({ form: 'same', prompt: 'same', session: 'same', replies: [], events: [] })
    }
    expect(chat).toMatchObject({ form, prompt, session })
  })

  it('never sees an update without a chat', async () => {
    const chat = await inForm(name)
    const taken = await chat.take(null)
    expect(taken).toMatchObject({ form: 'same', prompt: 'same', session: 'same', replies: [], events: [] })
  })

  it('leaves its buttons behind: a command that leaves it shows where the learner stands', async () => {
    const chat = await inForm(name)
    const open = ids(chat)
    await chat.says('/ketqua')
    expect(chat.session?.form).toBeNull()
    expect(ids(chat)).not.toEqual(open)
  })

  it('keeps an old button out', async () => {
    const chat = await inForm(name)
    const { prompt } = chat
    const taken = await chat.pressesData('zz.9:yes')
    expect(questionOf(taken)).toContain('mình đang ở đây')
    expect(chat.prompt).toEqual(prompt)
    expect(chat.session?.form).toBe(name)
  })

  it('said twice by a crash says the same and saves the same', async () => {
    const chat = await inForm(name)
    const press = {
      kind: 'press',
      data: `${chat.prompt!.stamp}:${ids(chat)[0]}`,
      messageId: '5',
      query: 'q',
    } as const
    const first = await chat.try(press)
    const second = await chat.try(press)
    expect(second.said).toEqual(first.said)
    expect(second.replies).toEqual(first.replies)
    expect(second.events).toEqual(first.events)
    expect({ ...second, now: 0 }).toEqual({ ...first, now: 0 })
  })

  it('ends within ten waits whatever is pressed', async () => {
    for (const nth of [0, 1, 2, 3]) {
      const chat = await inForm(name)
      let waits = 1
      while ((chat.session?.form ?? null) !== null && waits <= 12) {
        const open = ids(chat)
        await chat.presses(open[Math.min(nth, open.length - 1)]!)
        waits++
      }
      expect(waits - 1).toBeLessThanOrEqual(10)
    }
  })

  it.each(['sao', 'xã không có', '99', 'lại'])(
    'ends within ten waits when somebody says only «%s»',
    async (text) => {
      const chat = await inForm(name)
      let waits = 0
      while (chat.session?.form === name && waits <= 10) {
        await chat.says(text)
        waits++
      }
      expect(waits).toBeLessThanOrEqual(10)
    },
  )
})

describe('two fast messages', () => {
  it('are two answers: the second sees what the first left', async () => {
    const chat = await inForm('hour')
    await chat.says('1')
    expect(ids(chat)).toEqual(['420', '480', '540'])
    await chat.says('1')
    expect(chat.learner?.learningTime).toBe(7 * 60)
  })

  it('with the same button are one answer and one old button', async () => {
    const chat = await inForm('counting')
    const data = `${chat.prompt!.stamp}:yes`
    await chat.pressesData(data)
    const second = await chat.pressesData(data)
    expect(second.said[0]).toContain('mình đang ở đây')
    expect(chat.events.filter(({ kind }) => kind === 'consented')).toHaveLength(1)
  })
})

/** Everything in the value that JSON does not keep. */
function unplain(value: unknown): unknown[] {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return []
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value]
  if (typeof value !== 'object') return [value]
  if (Array.isArray(value)) return value.flatMap(unplain)
  const isPlain = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null
  return isPlain ? Object.values(value).flatMap(unplain) : [value]
}
