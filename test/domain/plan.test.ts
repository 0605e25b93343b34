import { describe, expect, it } from 'vitest'
import type { Curriculum, Lesson } from '../../src/domain/curriculum.js'
import { forProvince, indicatorOf, lockedBy, stageIn, targetsOf } from '../../src/domain/plan.js'
import { INDICATORS, STAGES, targetWords } from '../../src/domain/plan-targets.js'
import { provinceOf } from '../../src/domain/province.js'
import { curriculum as real } from '../support/bot/content.js'
import { lessonOf, skillOf, smallCurriculum } from '../support/bot/small-curriculum.js'
import { planOf } from '../support/plan.js'

const FIVE = ['goi', 'so', 'dung', 'kiem', 'loa']

/** Five skills to choose from and one that everybody has, a lesson to each; the plans leave out `loa` or `goi`. */
const withLessons = (lessons: Lesson[]): Curriculum => ({
  ...smallCurriculum({
    skills: [skillOf('giu', 'tu-bao-ve'), ...FIVE.map((id) => skillOf(id, 'nen-tang'))],
    lessons: [lessonOf('0', null, []), lessonOf('G', 'giu'), ...lessons],
  }),
  plans: [
    planOf('nam', 'Tỉnh Nam', ['goi', 'so', 'dung', 'kiem']),
    planOf('bac', 'Tỉnh Bắc', ['so', 'dung', 'kiem', 'loa']),
  ],
})
const curriculum = withLessons(FIVE.map((id) => lessonOf(`L-${id}`, id)))
const skillsIn = (province: string | null, defaultPlan?: string): string[] => [
  ...forProvince(curriculum, province, defaultPlan).skills.keys(),
]

describe('the curriculum of a province', () => {
  it('has the skills, exercises and lessons that its plan chooses, and all of other areas', () => {
    const south = forProvince(curriculum, 'Tỉnh Nam')
    expect([...south.skills.keys()]).toEqual(['giu', 'goi', 'so', 'dung', 'kiem'])
    expect([...south.exercisesOf.keys()]).toEqual([...south.skills.keys()])
    expect(south.path).toEqual(['0', 'G', 'L-goi', 'L-so', 'L-dung', 'L-kiem'])
    expect(forProvince(curriculum, 'Tỉnh Bắc').path).toEqual(['0', 'G', 'L-so', 'L-dung', 'L-kiem', 'L-loa'])
  })

  it('still finds what was begun or recognised elsewhere', () => {
    const south = forProvince(curriculum, 'Tỉnh Nam')
    expect(south.lessons).toBe(curriculum.lessons)
    expect(south.exercises).toBe(curriculum.exercises)
    expect(south.allSkills.get('loa')).toMatchObject({ title: 'Việc loa' })
  })

  it('keeps a lesson of another skill that one of its own requires, near or far', () => {
    const needing = withLessons([
      lessonOf('L1', 'loa'),
      lessonOf('L2', 'loa', ['L1']),
      lessonOf('L3', 'loa', ['L2']),
      lessonOf('K', 'kiem', ['L2']),
    ])
    expect(forProvince(needing, 'Tỉnh Nam').path).toEqual(['0', 'G', 'L1', 'L2', 'K'])
  })

  it('is that of the default plan where the province is not known or has no plan, else of the first', () => {
    for (const province of [null, 'Tỉnh Khác']) {
      expect(skillsIn(province, 'bac')).toEqual(skillsIn('Tỉnh Bắc'))
      expect(skillsIn(province, 'trung')).toEqual(skillsIn('Tỉnh Nam'))
      expect(skillsIn(province)).toEqual(skillsIn('Tỉnh Nam'))
    }
    expect(skillsIn('Tỉnh Nam', 'bac')).toEqual(skillsIn('Tỉnh Nam'))
  })

  it('is made once for a plan, and is the whole where nothing is left out or nobody chooses', () => {
    expect(forProvince(curriculum, null)).toBe(forProvince(curriculum, 'Tỉnh Nam'))
    expect(forProvince(curriculum, 'Tỉnh Bắc')).not.toBe(forProvince(curriculum, 'Tỉnh Nam'))
    expect(forProvince({ ...curriculum }, null)).not.toBe(forProvince(curriculum, null))
    const south = forProvince(curriculum, 'Tỉnh Nam')
    expect(forProvince(south, 'Tỉnh Nam')).toBe(south)
    const unplanned: Curriculum = { ...curriculum, plans: [] }
    expect(forProvince(unplanned, 'Tỉnh Nam')).toBe(unplanned)
  })
})

it('the plans of the content belong to the provinces of its places, and choose four', () => {
  const provinces = new Set(real.places.map(({ province }) => province))
  expect(real.plans.map(({ id, province }) => [id, province])).toEqual([
    ['long-an', 'Tây Ninh'],
    ['thai-nguyen', 'Thái Nguyên'],
  ])
  for (const { province } of real.plans) {
    expect(provinces).toContain(province)
    const chosen = [...forProvince(real, province).skills.values()].filter(({ area }) => area === 'nen-tang')
    expect(chosen).toHaveLength(4)
  }
})

it('the province of a place is known by its name', () => {
  const { places } = real
  expect(provinceOf(places, 'tay-ninh-ben-luc')).toBe('Tây Ninh')
  expect(provinceOf(places, 'da-doi-ten')).toBeNull()
  expect(provinceOf(places, null)).toBeNull()
})

describe('the paper of a plan', () => {
  const [longAn, thaiNguyen] = real.plans.map((one) => one) as [
    (typeof real.plans)[number],
    (typeof real.plans)[number],
  ]

  it('has its targets, and says where no number was given, which is never 0', () => {
    const words = (of: typeof longAn, id: (typeof INDICATORS)[number], stage: 2030 | 2035) =>
      targetsOf(of, id, stage).map(targetWords)
    expect(words(longAn, 'thanh-thao', 2030)).toEqual(['50%'])
    expect(words(longAn, 'xanh', 2035)).toEqual([
      'ít nhất 1.500.000 cây xanh',
      'ít nhất 10 mô hình của người cao tuổi về thu gom, phân loại rác thải tại nguồn',
      'ít nhất 5 mô hình sản xuất nông nghiệp hữu cơ, kinh tế tuần hoàn',
    ])
    for (const stage of STAGES) {
      expect(words(longAn, 'khoi-nghiep', stage)).toEqual(['chưa giao số', 'chưa giao số'])
      expect(words(longAn, 'viec-lam', stage)).toEqual(['chưa giao số'])
      expect(targetsOf(longAn, 'viec-lam', stage)[0]).toHaveProperty('value', null)
    }
    expect(words(thaiNguyen, 'khoi-nghiep', 2035)).toEqual([
      'ít nhất 90 người cao tuổi được hỗ trợ khởi nghiệp',
      'ít nhất 30 mô hình người cao tuổi khởi nghiệp',
    ])
  })

  it('names who locks what', () => {
    expect(lockedBy(longAn, 'Sở Nông nghiệp và Môi trường')).toEqual(['xanh'])
    expect(lockedBy(longAn, 'Hội Người cao tuổi tỉnh')).toEqual([])
    expect(lockedBy(thaiNguyen, 'Sở Khoa học và Công nghệ')).toEqual(['thanh-thao', 'khoi-nghiep'])
    expect(lockedBy(thaiNguyen, 'Sở Nội vụ')).toEqual(['viec-lam'])
  })

  it('has a stage for every year', () => {
    expect([2025, 2030, 2031, 2035, 2036].map(stageIn)).toEqual([2030, 2030, 2035, 2035, 2035])
  })

  it('has all five indicators, and no other', () => {
    for (const one of real.plans) expect(one.indicators.map(({ id }) => id)).toEqual(INDICATORS)
    expect(() => indicatorOf(planOf('nam', 'Tỉnh Nam', []), 'xanh')).toThrow(/no indicator xanh/)
  })
})
