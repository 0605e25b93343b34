import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { ContentError, problemSentence } from '../../src/content/problem.js'
import { contentCheck } from '../../src/cli/content-check.js'
import { FIXTURES, GOOD, contentOf } from './fixtures.js'
import { sample } from '../support/long.js'

const TODAY = '2026-11-28'
const CASES = readdirSync(FIXTURES).filter((name) => name !== 'good')

function problemsOf(dir: string): string[] {
  try {
    loadCurriculum(dir)
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(problemSentence)
    throw error
  }
  return []
}

/** The value and every object in it, once each. */
function everythingIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  const inner: unknown[] = value instanceof Map ? [...value.values()] : Object.values(value)
  for (const one of inner) everythingIn(one, found)
  return found
}

describe('good content', () => {
  it('becomes lessons, a path and places', () => {
    const { lessons, path, places } = loadCurriculum(GOOD)
    expect(path).toEqual(['0', '5.1', '4.1'])
    expect([...lessons.keys()].toSorted()).toEqual(['0', '4.1', '5.1'])
    expect(lessons.get('4.1')).toMatchObject({
      area: 'tu-bao-ve',
      skill: 'nhan-gia-danh',
      requires: ['5.1'],
      reviewedOn: '2026-11-22',
      realLife: 'Tuần này {goi} thử một lần ở nhà.',
      tellFamily: '{Goi} kể cho người nhà nghe nhé.',
      verifyBefore: null,
    })
    expect(lessons.get('0')).toMatchObject({ realLife: null, tellFamily: null })
    expect(lessons.get('5.1')).toHaveProperty('skill', null)
    const steps = lessons.get('4.1')!.steps
    expect(steps[0]).toMatchObject({ kind: 'card', id: 'dung' })
    expect(steps[1]).toMatchObject({ kind: 'item', id: 'viec-dau-tien', right: 'c', fixedOrder: false })
    expect(steps[1]).toHaveProperty('nextTime', 'Lần sau {goi} tắt máy trước đã.')
    expect(places[0]).toEqual({
      id: 'tay-ninh-ben-luc',
      name: 'Xã Bến Lức',
      province: 'Tây Ninh',
      region: 'nam',
      formerly: [
        'thị trấn Bến Lức, huyện Bến Lức, tỉnh Long An',
        'xã An Thạnh, huyện Bến Lức, tỉnh Long An',
        'huyện Bến Lức, tỉnh Long An',
      ],
    })
  })

  it('keeps the order of choices that count themselves', () => {
    expect(loadCurriculum(GOOD).lessons.get('0')!.steps[0]).toMatchObject({ kind: 'item', fixedOrder: true })
  })

  it('becomes scams, contacts, words and the card for the wall', () => {
    const { scams, contacts, lexicon, card, asked } = loadCurriculum(GOOD)
    expect(scams.get('S01')).toMatchObject({
      redFlags: [{ with: 'lệnh bắt', without: 'lenh bat' }, expect.anything()],
      call: ['cong-an', 'ngan-hang'],
      taughtIn: ['4.1'],
    })
    expect(lexicon.get('xom')).toEqual({ bac: 'xóm', nam: 'ấp' })
    expect(asked.lessons.get('4.1')).toEqual(['bị hối', 'số lạ gọi'])
    expect(asked.elsewhere).toEqual([['nấu canh', 'kho cá']])
    expect(contacts.get('cong-an')).toMatchObject({ id: 'cong-an', title: 'Công an', elsewhere: '113' })
    expect(card.rows).toEqual([
      { id: 'ngan-hang', label: 'Ngân hàng', note: 'Số in sau thẻ', number: null },
      { id: 'cong-an', label: 'Công an', note: null, number: '113' },
    ])
  })

  it('says a number only where it holds, a charged one with its words, and none that is not verified', () => {
    const { contacts } = loadCurriculum(GOOD)
    const electricity = contacts.get('dien-luc')!
    expect([...electricity.inProvince]).toEqual([['Tây Ninh', '1900 1006 (có tính cước)']])
    expect(electricity.elsewhere).toBe('số in trên hoá đơn tiền điện')
    expect(contacts.has('bao-tin-rac')).toBe(false)
  })

  it('is frozen to the last field', () => {
    const curriculum = loadCurriculum(GOOD)
    const values = everythingIn(curriculum)
    expect(values.size).toBeGreaterThan(200)
    expect([...values].filter((value) => !Object.isFrozen(value))).toEqual([])
    const maps = [...values].filter((value) => value instanceof Map)
    expect(maps).toHaveLength(13)
    for (const map of maps) {
      const size = map.size
      for (const change of ['set', 'delete', 'clear'] as const)
        expect(() => Reflect.apply(map[change], map, [...map.entries()][0] ?? ['', ''])).toThrow(
          'content is frozen',
        )
      expect(map.size).toBe(size)
    }
  })
})

describe('bad content is told by file, line and field', () => {
  it.each(sample(CASES))('%s', (name) => {
    const expected = readFileSync(join(FIXTURES, name, 'expected.txt'), 'utf8')
      .trim()
      .split('\n')
    expect(problemsOf(contentOf(GOOD, join(FIXTURES, name)))).toEqual(expected)
  })

  it('missing files and missing folders', () => {
    const dir = contentOf(GOOD)
    for (const name of [
      'areas.yaml',
      'skills.yaml',
      'rule.yaml',
      'contacts.yaml',
      'questions',
      'tasks',
      'scams',
      'places',
      'plans',
    ])
      rmSync(join(dir, name), { recursive: true })
    expect(problemsOf(dir)).toEqual([
      'areas.yaml, line 1: the file cannot be read (ENOENT).',
      'skills.yaml, line 1: the file cannot be read (ENOENT).',
      'rule.yaml, line 1: the file cannot be read (ENOENT).',
      'contacts.yaml, line 1: the file cannot be read (ENOENT).',
      'questions, line 1: the folder cannot be read.',
      'tasks, line 1: the folder cannot be read.',
      'scams, line 1: the folder cannot be read.',
      'places, line 1: the folder cannot be read.',
      'plans, line 1: the folder cannot be read.',
    ])
  })

  it('a second plan of a province', () => {
    const dir = contentOf(GOOD)
    const plan = readFileSync(join(dir, 'plans/long-an.yaml'), 'utf8')
    writeFileSync(join(dir, 'plans/tay-ninh.yaml'), plan.replace('id: long-an', 'id: tay-ninh'))
    expect(problemsOf(dir)).toEqual([
      'plans/tay-ninh.yaml, line 3, province: tay-ninh already has its plan in plans/long-an.yaml.',
    ])
  })

  it('an empty folder', () => {
    expect(problemsOf(contentOf())).toEqual([
      'areas.yaml, line 1: the file cannot be read (ENOENT).',
      'skills.yaml, line 1: the file cannot be read (ENOENT).',
      'rule.yaml, line 1: the file cannot be read (ENOENT).',
      'path.yaml, line 1: the file cannot be read (ENOENT).',
      'facts.yaml, line 1: the file cannot be read (ENOENT).',
      'lexicon.yaml, line 1: the file cannot be read (ENOENT).',
      'contacts.yaml, line 1: the file cannot be read (ENOENT).',
      'card.yaml, line 1: the file cannot be read (ENOENT).',
      'asked.yaml, line 1: the file cannot be read (ENOENT).',
      'lessons, line 1: the folder cannot be read.',
      'questions, line 1: the folder cannot be read.',
      'tasks, line 1: the folder cannot be read.',
      'scams, line 1: the folder cannot be read.',
      'places, line 1: the folder cannot be read.',
      'plans, line 1: the folder cannot be read.',
    ])
  })
})

describe('the check for educators', () => {
  it('says that all is well, and how much there is', () => {
    const { output, code } = contentCheck([GOOD], TODAY)
    expect(output.split('\n')).toEqual([
      'content is good:',
      '  3 lessons, 3 in the path',
      '  4 skills, judged by TT-1.0',
      '  33 questions in 172 variants',
      '  4 tasks in 48 variants',
      '  1 type of scam',
      '  2 places',
      '',
    ])
    expect(code).toBe(0)
  })

  it('lists the problems and fails', () => {
    expect(contentCheck([contentOf(GOOD, join(FIXTURES, 'unknown-area'))], TODAY)).toEqual({
      output: 'lessons/4.1.yaml, line 2, area: there is no area an-toan in areas.yaml.\n',
      code: 1,
    })
  })

  it('prints counts and problems as JSON, also when there are some', () => {
    const good = contentCheck([GOOD, '--json'], TODAY)
    expect(good.code).toBe(0)
    expect(JSON.parse(good.output)).toEqual({
      areas: 1,
      coreSkills: 4,
      lessons: 3,
      cards: 12,
      items: 40,
      tasks: 4,
      variants: 220,
      scamTypes: 1,
      problems: [],
    })
    const bad = contentCheck(['--json', contentOf(GOOD, join(FIXTURES, 'broken-yaml'))], TODAY)
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.output)).toMatchObject({
      lessons: 2,
      tasks: 4,
      problems: [
        { file: 'lessons/4.1.yaml', line: expect.any(Number), field: '', message: expect.any(String) },
      ],
    })
  })

  it('explains itself', () => {
    expect(contentCheck(['--help'], TODAY)).toMatchObject({
      code: 0,
      output: expect.stringContaining('npm run content:check'),
    })
    expect(contentCheck(['--fix'], TODAY)).toEqual({
      output: '"--fix" is not understood here; try --help.\n',
      code: 1,
    })
  })
})
