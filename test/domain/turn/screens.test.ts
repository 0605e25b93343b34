import { describe, expect, it } from 'vitest'
import { knownOptions } from '../../../src/bot/render.js'
import { findEmergency } from '../../../src/domain/emergency.js'
import { readIntent } from '../../../src/domain/intent.js'
import { hasLink } from '../../../src/domain/pasted.js'
import { buttonData } from '../../../src/domain/prompt.js'
import type { Screen } from '../../../src/domain/screen.js'
import { curriculum, words } from '../../support/bot/content.js'
import { type Moment, everyTurn } from '../../support/bot/lives.js'

/** What Telegram takes behind a button, and the longest stamp that a turn gives. */
const DATA_BYTES = 64
const STAMP = 'zzzzzzzzzz.9'

const NEVER = /(?<!\p{L})(?:bạn|hết hạn|mất|rớt|chứng chỉ|chứng nhận|điểm|hạng)(?!\p{L})/iu
/** The published rule is told in one sentence. */
const RULE = words.say({ say: 'results.rule' }, { formOfAddress: null, region: 'nam' })

/** Lessons and tasks are checked where they are loaded; what stands in quotes is theirs. */
const withoutQuotes = (text: string): string => text.replace(/«[^»]*»/g, '«…»')

const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}…]/u.test(word)).length

const sentencesOf = (text: string): string[] =>
  text
    .replace(RULE, '')
    .split(/(?<=[.!?…]|[.!?…][»)])\s+|\n|(?<=:)\s+/)
    .filter((sentence) => sentence !== '')

/** Addresses are read as pasted, and words of an emergency as one, even where they are a choice. */
const isReadOtherwise = (label: string): boolean => hasLink(label) || findEmergency(label) !== null

const everyScreen = (look: (screen: Screen, moment: Moment) => void): void =>
  everyTurn(
    curriculum,
    (moment) => {
      if (moment.result.screen !== null) look(moment.result.screen, moment)
    },
    Number(process.env['RUNS'] ?? 100),
  )

describe('every screen, whatever was done before', () => {
  it('has at most five lines, three hundred characters, and short sentences without words that frighten', () => {
    everyScreen((screen, { walk }) => {
      const text = walk.read(screen)
      const { length: lines } = screen.lines
      expect({ text, lines, tooLong: lines > 5 || text.length > 300 }).toEqual({
        text,
        lines,
        tooLong: false,
      })
      expect(lines).toBeGreaterThan(0)
      const long = sentencesOf(withoutQuotes(text)).filter((sentence) => wordsIn(sentence) > 14)
      expect(long).toEqual([])
      expect(withoutQuotes(text)).not.toMatch(NEVER)
      expect(text).not.toMatch(/[{}]|undefined|null|NaN/)
      expect(text).toBe(text.normalize('NFC'))
    })
  })

  it('offers at most five choices, each another one, each behind a button', () => {
    everyScreen((screen, { walk }) => {
      const { options } = screen
      expect(options.length).toBeLessThanOrEqual(5)
      expect(new Set(options.map(({ id }) => id)).size).toBe(options.length)
      const labels = walk.readOptions(screen)
      expect(new Set(labels).size).toBe(labels.length)
      for (const { id } of options)
        expect(Buffer.byteLength(buttonData(STAMP, id))).toBeLessThanOrEqual(DATA_BYTES)
    })
  })

  it('is answered by number, letter and words alike', () => {
    const known = new Set<string>()
    everyScreen((screen, { walk, result }) => {
      const { options } = screen
      // What is said there is an emergency however it is said.
      if (result.session?.mode.kind === 'emergency') return
      const labels = walk.readOptions(screen)
      if (known.has(labels.join('|'))) return
      known.add(labels.join('|'))
      const prompt = {
        stamp: 's',
        options: knownOptions({ stamp: 's', options, item: null, openedAt: walk.now }, words, walk.spokenTo),
      }
      for (const [at, { id }] of options.entries()) {
        const label = labels[at]!
        for (const text of [String(at + 1), 'abcde'.charAt(at), ...(isReadOtherwise(label) ? [] : [label])])
          expect([text, readIntent({ kind: 'text', text, masked: [] }, { prompt })]).toEqual([
            text,
            { kind: 'choose', option: id, by: 'words' },
          ])
      }
    })
  })

  it('leads on: from wherever one stands "học" shows choices, but on the day of an emergency', () => {
    everyTurn(curriculum, ({ result, walk }) => {
      if (result.form !== null || result.session?.mode.kind === 'emergency') return
      const { learner, session, prompt } = walk
      const { screen } = walk.says('learn')
      expect(screen?.options.length).toBeGreaterThan(0)
      Object.assign(walk, { learner, session, prompt })
    })
  })

  it('has its picture in words for those who have it read to them', () => {
    everyTurn(curriculum, ({ result, walk }) => {
      const { mode } = result.session ?? {}
      if (result.listen === null || mode?.kind !== 'exercise' || result.listen.picture === undefined) return
      const task = curriculum.exercises.get(mode.exercise)!
      if (task.type !== 'task') throw new Error('a question has no picture')
      const heard = walk.read(result.listen)
      const { title, parts } = task.steps[mode.step]!.screen
      for (const seen of [title, ...parts.flatMap((part) => Object.values(part).slice(1))])
        expect(heard).toContain(seen)
    })
  })
})
