import { describe, expect, it } from 'vitest'
import { FORMS_VERSION } from '../../src/bot/forms/forms.js'
import type { EmergencyKind, FormName } from '../../src/domain/session.js'
import type { Prompt } from '../../src/domain/prompt.js'
import { Chat } from '../support/bot/chat.js'

/** All of them: a new one does not compile before it stands here. */
const FORMS: Record<FormName, true> = {
  hour: true,
  counting: true,
  'birth-year': true,
  place: true,
  settings: true,
  'set-hour': true,
  'set-address': true,
  'set-place': true,
  erase: true,
  branch: true,
  officer: true,
  family: true,
  invited: true,
  'call-family': true,
  'my-data': true,
  pause: true,
  reported: true,
  'add-learner': true,
  check: true,
}
const FORM_NAMES = Object.keys(FORMS) as FormName[]

const CRIES: readonly [EmergencyKind, string][] = [
  ['being-called', 'nó đang gọi bắt tôi chuyển tiền'],
  ['money-gone', 'lo chuyen tien cho no roi'],
  ['health', 'khó thở quá'],
  ['money-gone', 'no gui link https://qua-tet.top toi bam vo mat het tien con oi'],
  [
    'being-called',
    'con ơi nãy giờ có ông công an gọi tới bảo tôi dính vụ án rửa tiền gì đó, tôi có biết gì đâu, ông ấy bắt tôi ra ngân hàng chuyển hết tiền, giờ vẫn chưa cho tôi tắt máy',
  ],
]

/** Whatever may be asked: consent, a name, «Ai đang học ạ?», whether everything is to be deleted, an invitation. */
const ASKED: Prompt['options'] = [
  { id: 'yes', label: { text: 'Đồng ý' }, words: ['co', 'duoc', 'chuyen roi', 'mat roi'] },
  { id: 'no-name', label: { text: 'Không có tên' }, words: ['khong', 'kho tho qua'] },
  { id: 'who:1', label: { text: 'Bà Hoa' } },
]

async function inLesson(): Promise<Chat> {
  const chat = new Chat()
  await chat.begins()
  return chat
}

/** A learner with that form open, whose log nobody can read any more. */
async function inForm(form: FormName): Promise<Chat> {
  const chat = await inLesson()
  chat.session = { ...chat.session!, form }
  chat.form = { name: form, version: FORMS_VERSION, state: { broken: true }, openedAt: chat.now }
  chat.prompt = { stamp: 'asked', options: ASKED, item: null, openedAt: chat.now }
  return chat
}

describe.each(FORM_NAMES)('in the form %s', (form) => {
  it.each(CRIES)('a cry comes first (%s): %j', async (which, text) => {
    const chat = await inForm(form)
    const { mode } = chat.session!
    const taken = await chat.says(text)
    expect(chat.session).toMatchObject({ form: null, mode: { kind: 'emergency', which, back: mode } })
    expect(chat.form).toBeNull()
    expect(taken.said).toHaveLength(1)
  })

  it('a bare «cứu» is asked about first', async () => {
    const chat = await inForm(form)
    await chat.says('cứu tôi với')
    expect(chat.session?.form).toBeNull()
    expect(chat.prompt?.options.map(({ id }) => id)).toEqual([
      'cry:being-called',
      'cry:health',
      'cry:money-gone',
    ])
  })
})

describe('elsewhere', () => {
  it.each(CRIES)(
    'a cry comes first where something is asked beside the lesson (%s): %j',
    async (which, text) => {
      const chat = await inLesson()
      chat.prompt = { stamp: 'asked', options: ASKED, item: null, openedAt: chat.now }
      chat.standing = {
        choices: [{ label: 'Đồng ý', words: ['co', 'kho tho qua'], data: '!announced:1:1:tham-gia' }],
        at: chat.now,
      }
      await chat.says(text)
      expect(chat.session?.mode).toMatchObject({ kind: 'emergency', which })
    },
  )

  it.each(CRIES)('and where an officer writes by hand (%s): %j', async (which, text) => {
    const chat = await inLesson()
    chat.later(1)
    const pending = chat.pending({ kind: 'text', text, masked: [] })
    await chat.takeAs({ ...pending, byHandUntil: new Date(chat.now.getTime() + 60_000) })
    expect(chat.session?.mode).toMatchObject({ kind: 'emergency', which })
  })

  it.each(CRIES)('and before anybody is greeted (%s): %j', async (which, text) => {
    const chat = new Chat()
    await chat.says(text)
    expect(chat.session?.mode).toMatchObject({ kind: 'emergency', which, back: { kind: 'hello' } })
  })

  it('what was forwarded is no cry', async () => {
    const chat = await inLesson()
    await chat.take({ kind: 'text', text: CRIES[0]![1], masked: [], forwarded: true })
    expect(chat.session?.mode.kind).toBe('lesson')
  })
})
