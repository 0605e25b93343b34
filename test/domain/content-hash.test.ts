import { expect, it } from 'vitest'
import { contentHash } from '../../src/domain/content-hash.js'
import { questionOf } from '../support/bot/small-curriculum.js'

it('names what is asked, and changes with any word or the right answer', () => {
  const question = questionOf('giu', 1)
  const hash = contentHash(question)
  expect(hash).toMatch(/^[\da-f]{16}$/)
  expect(contentHash(questionOf('giu', 1))).toBe(hash)
  const { item } = question
  expect(contentHash({ ...question, item: { ...item, why: 'Khác.' } })).not.toBe(hash)
  expect(contentHash({ ...question, item: { ...item, right: 'b' } })).not.toBe(hash)
})
