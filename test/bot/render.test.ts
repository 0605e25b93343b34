import { describe, expect, it } from 'vitest'
import { knownOptions, render } from '../../src/bot/render.js'
import { readButtonData } from '../../src/domain/prompt.js'
import { say } from '../../src/domain/screen.js'
import { curriculum, words } from '../support/bot/content.js'

const speech = { formOfAddress: 'ba', region: 'nam' } as const
const LARGEST_STAMP = `${Number.MAX_SAFE_INTEGER.toString(36)}.99`

describe('a screen', () => {
  it('is its lines, and its choices as numbered buttons, one in a row', () => {
    const options = [
      { id: 'a', label: { text: 'Hỏi {xung}' } },
      { id: 'cmd:learn', label: say('menu.learn') },
    ]
    expect(render({ lines: [{ text: '{Goi} ơi' }, { text: 'hai' }], options }, 'k.0', words, speech)).toEqual(
      {
        text: 'Bà ơi\nhai',
        reply_markup: {
          inline_keyboard: [
            [{ text: '1. Hỏi con', callback_data: 'k.0:a' }],
            [{ text: '2. Học tiếp', callback_data: 'k.0:cmd:learn' }],
          ],
        },
      },
    )
  })

  it('without choices has no keyboard', () => {
    expect(render({ lines: [{ text: 'một' }], options: [] }, 'k.0', words, speech)).toEqual({ text: 'một' })
  })

  it('has buttons within the 64 bytes of Telegram for every choice and every place there is', () => {
    const items = [...curriculum.lessons.values()]
      .flatMap(({ steps }) => steps)
      .filter((step) => step.kind === 'item')
    const choices = items.flatMap(({ choices: of }) => of.map(({ id, text }) => ({ id, label: { text } })))
    const places = curriculum.places.map(({ id, name }) => ({ id, label: { text: name } }))
    expect(choices.length).toBeGreaterThan(90)
    const { reply_markup } = render(
      { lines: [], options: [...choices, ...places] },
      LARGEST_STAMP,
      words,
      speech,
    )
    for (const [button] of reply_markup!.inline_keyboard) {
      expect(Buffer.byteLength(button!.callback_data)).toBeLessThanOrEqual(64)
      expect(readButtonData(button!.callback_data)?.stamp).toBe(LARGEST_STAMP)
      expect(button!.text.trim()).not.toMatch(/^\d+\.$/)
    }
  })
})

describe('the words of the open prompt', () => {
  it('are the label as this person read it, then the other words', () => {
    const options = [
      { id: 'a', label: { text: 'Hỏi {xung}' }, words: ['hoi'] },
      { id: 'b', label: { text: 'Thôi' } },
    ]
    const prompt = { stamp: 'k.0', options, item: null, openedAt: new Date(0) }
    expect(knownOptions(prompt, words, speech)).toEqual([
      { id: 'a', words: ['Hỏi con', 'hoi'] },
      { id: 'b', words: ['Thôi'] },
    ])
  })
})
