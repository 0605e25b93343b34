import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Curriculum } from '../../src/domain/curriculum.js'
import { LEVELS, type Picture } from '../../src/domain/exercise.js'
import { countedAreas } from '../../src/domain/recognition.js'
import { pictureName, pictureOf } from '../../src/pictures/name.js'
import { STEP, smallCurriculum } from './small-curriculum.js'

const TODAY = dayNumber(new Date('2026-11-24T08:00:00+07:00'))
const curriculum = smallCurriculum()
const task: Picture = { kind: 'task', exercise: 'giu-ma/xin-ma.3', step: 1 }
const paper: Picture = { kind: 'paper', level: 'lam-chac', subject: 'giu-ma', day: TODAY }

/** Every picture the curriculum has, the papers of one day. */
function everyPicture({ exercises, skills }: Curriculum, areas: string[]): Picture[] {
  const subjects = { 'lam-duoc': [...skills.keys()], 'lam-chac': [...skills.keys()], vung: areas }
  return [
    ...[...exercises.values()].flatMap((exercise) =>
      exercise.type === 'task'
        ? exercise.steps.map((_, step) => ({ kind: 'task' as const, exercise: exercise.key, step }))
        : [],
    ),
    ...LEVELS.flatMap((level) =>
      (level === 'an-toan' || level === 'thanh-thao' ? [''] : subjects[level]).map((subject) => ({
        kind: 'paper' as const,
        level,
        subject,
        day: TODAY,
      })),
    ),
  ]
}

describe('the name of a picture', () => {
  it('says what it shows, and ends with what is drawn', () => {
    expect(pictureName(task, curriculum)).toMatch(/^tap\.giu-ma_xin-ma\.3\.1\.[0-9a-f]{12}$/)
    expect(pictureName(paper, curriculum)).toMatch(/^giay\.lam-chac\.giu-ma\.20781\.[0-9a-f]{12}$/)
    const whole: Picture = { kind: 'paper', level: 'an-toan', subject: '', day: TODAY }
    expect(pictureName(whole, curriculum)).toMatch(/^giay\.an-toan\.20781\.[0-9a-f]{12}$/)
  })

  it('leads back to its picture, for all of the content', () => {
    const content = loadCurriculum('content')
    const pictures = everyPicture(content, countedAreas(content))
    expect(pictures.length).toBeGreaterThan(40)
    const names = pictures.map((picture) => pictureName(picture, content))
    expect(new Set(names).size).toBe(pictures.length)
    expect(names.filter((name) => encodeURIComponent(name) !== name || name.length > 120)).toEqual([])
    expect(names.map((name) => pictureOf(name, content, TODAY))).toEqual(pictures)
  })

  it('changes with what is drawn, and with nothing else', () => {
    const name = pictureName(task, curriculum)
    const changed = [
      smallCurriculum({ ...STEP, screen: { ...STEP.screen, title: 'Tin' } }),
      smallCurriculum({ ...STEP, choices: STEP.choices.toReversed() }),
      smallCurriculum({ ...STEP, choices: STEP.choices.map((choice) => ({ ...choice, label: 'Gửi' })) }),
    ]
    for (const other of changed) {
      expect(pictureName(task, other)).not.toBe(name)
      expect(pictureOf(name, other, TODAY)).toBeNull()
    }
    expect(pictureName(task, smallCurriculum({ ...STEP, hint: '', right: 'a' }))).toBe(name)
  })

  it.each<[string, Picture]>([
    ['an unknown task', { kind: 'task', exercise: 'giu-ma/khac.1', step: 0 }],
    ['a step too far', { ...task, step: 2 }],
    ['an unknown skill', { ...paper, subject: 'nau-an' }],
    ['an area where a skill belongs', { ...paper, subject: 'tu-bao-ve' }],
    ['an area without skills', { ...paper, level: 'vung', subject: 'lam-quen' }],
    ['a subject where none belongs', { ...paper, level: 'an-toan' }],
    ['a step of the whole person without its subject', { ...paper, subject: '' }],
    ['tomorrow', { ...paper, day: TODAY + 1 }],
    ['the last day of 2025', { ...paper, day: dayNumber(new Date('2025-12-31')) }],
  ])('of %s is a name all the same, but is refused', (_what, picture) => {
    expect(pictureOf(pictureName(picture, curriculum), curriculum, TODAY)).toBeNull()
  })

  it('of the first day of 2026 and of today is taken', () => {
    for (const day of [dayNumber(new Date('2026-01-01')), TODAY]) {
      expect(pictureOf(pictureName({ ...paper, day }, curriculum), curriculum, TODAY)).toEqual({
        ...paper,
        day,
      })
    }
  })

  it('is refused when anything in it was changed', () => {
    for (const name of [pictureName(task, curriculum), pictureName(paper, curriculum)]) {
      const others = Array.from(
        name,
        (letter, at) => name.slice(0, at) + (letter === '0' ? '1' : '0') + name.slice(at + 1),
      )
      const more = ['', `${name}.png`, `../${name}`, `${name}\n`, name.toUpperCase(), name.replace('.', '..')]
      const taken = [...others, ...more].filter((other) => pictureOf(other, curriculum, TODAY) !== null)
      expect(taken).toEqual(others.filter((other) => other === name))
    }
    expect(pictureOf(pictureName(task, curriculum).replace('.1.', '.01.'), curriculum, TODAY)).toBeNull()
  })
})
