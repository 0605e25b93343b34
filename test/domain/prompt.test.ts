import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buttonData,
  readButtonData,
  readHelpButton,
  readRelinkButton,
  relinkButtonData,
} from '../../src/domain/prompt.js'

describe('the data behind a button', () => {
  it('is read back as it was written', () => {
    const stamp = fc.stringMatching(/^[0-9a-z]+\.[0-9]+$/)
    fc.assert(
      fc.property(stamp, fc.string(), (made, optionId) => {
        expect(readButtonData(buttonData(made, optionId))).toEqual({ stamp: made, optionId })
      }),
    )
  })

  it('keeps the colons of an option', () => {
    expect(readButtonData('a.0:cmd:learn')).toEqual({ stamp: 'a.0', optionId: 'cmd:learn' })
  })

  it.each(['', ':', ':next', 'next'])('%j is none of ours', (data) => expect(readButtonData(data)).toBeNull())

  it('of an answer to a new chat is read back, and nothing like it is', () => {
    for (const answer of ['yes', 'no', 'close'] as const) {
      const data = relinkButtonData(7, answer)
      expect(readRelinkButton(data)).toEqual({ invitationId: 7, answer })
      expect(readHelpButton(data)).toBeNull()
    }
    for (const data of [
      '!relink:7',
      '!relink:7:maybe',
      '!relink::yes',
      '!relink:7:yes:no',
      '!help:7:yes',
      '7:yes',
    ])
      expect(readRelinkButton(data)).toBeNull()
  })
})
