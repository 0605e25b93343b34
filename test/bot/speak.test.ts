import { Api } from 'grammy'
import { describe, expect, it } from 'vitest'
import { capturingFetch } from '../../src/bot/capture.js'
import { type Speaker, openListening, openScreen, utter } from '../../src/bot/speak.js'
import { type TurnContext, turns } from '../../src/bot/turn-context.js'
import type { Picture } from '../../src/domain/exercise.js'
import type { Screen } from '../../src/domain/screen.js'
import { Chat } from '../support/bot/chat.js'
import { words } from '../support/bot/content.js'
import { strangerIn } from '../support/bot/learner.js'

const TASK: Picture = { kind: 'task', exercise: 'giu-ma/xin-ma.3', step: 1 }
const PAPER: Picture = { kind: 'paper', level: 'lam-chac', subject: 'giu-ma', day: 20_781 }

const speaker: Speaker = {
  words,
  publicUrl: () => 'http://127.0.0.1:1',
  pictureName: (picture) => (picture.kind === 'task' ? `tap.${picture.step}` : 'giay'),
}

const newTurn = (): TurnContext => ({
  pending: new Chat().pending({ kind: 'text', text: '1', masked: [] }),
  now: new Date('2026-11-24T01:00:00Z'),
  learner: { ...strangerIn('nam'), formOfAddress: 'chu' },
  session: null,
  prompt: null,
  standing: null,
  form: null,
  formName: null,
  formEnded: false,
  author: null,
  intent: { kind: 'stale' },
  events: [],
  replies: [],
  prompts: 0,
})

const asks: Screen = {
  lines: [{ text: '{Goi} bấm vào đâu?' }],
  options: [
    { id: 'a', label: { text: 'Tắt máy' } },
    { id: 'b', label: { text: 'Đọc mã' } },
  ],
}
const pictured: Screen = { ...asks, picture: TASK }

describe('a screen with a picture', () => {
  it('is one call: the picture by its name, the text of the screen without it, the same buttons', () => {
    const [plain] = openScreen(newTurn(), speaker, asks)
    const [shown, ...more] = openScreen(newTurn(), speaker, pictured)
    const { text, ...rest } = plain!.payload
    expect(text).toBe('Chú bấm vào đâu?')
    expect(shown).toEqual({ method: 'sendPhoto', payload: { ...rest, photo: 'tap.1', caption: text } })
    expect(more).toEqual([])
  })

  it('without choices has no keyboard', () => {
    const screen = { lines: asks.lines, options: [], picture: PAPER }
    expect(openScreen(newTurn(), speaker, screen)).toEqual([
      { method: 'sendPhoto', payload: { chat_id: 42, photo: 'giay', caption: 'Chú bấm vào đâu?' } },
    ])
  })

  it('opens the same prompt, and takes the buttons off the one before', () => {
    const before = { stamp: 'k.0', options: asks.options, item: null, openedAt: new Date(0) }
    const turn = newTurn()
    const asked = {
      ...turn,
      pending: { ...turn.pending, prompt: before, promptMessageId: '77' },
      prompt: before,
    }
    expect(openScreen(asked, speaker, pictured).map(({ method }) => method)).toEqual([
      'editMessageReplyMarkup',
      'sendPhoto',
    ])
    expect(asked.prompt).toMatchObject({ options: asks.options, stamp: expect.not.stringMatching(/^k\.0$/) })
  })

  it('is kept with the turn as plain JSON, its name being a word and no upload', async () => {
    const turn = newTurn()
    const fetch = capturingFetch(() => undefined)
    const api = new Api('0:captured', { fetch: fetch as never })
    const calls = openScreen(turn, speaker, pictured)
    await turns.run(turn, () => utter(api, calls))
    expect(turn.replies).toEqual(calls)
  })

  it('is heard as its words: behind the link there is no picture', () => {
    const turn = newTurn()
    openScreen(turn, speaker, pictured)
    const calls = openListening(turn, speaker, pictured)
    expect(calls.map(({ method }) => method)).toEqual(['sendMessage'])
    expect(turn.events).toMatchObject([
      { kind: 'listening-made', text: 'Chú bấm vào đâu?\n1. Tắt máy\n2. Đọc mã' },
    ])
  })
})
