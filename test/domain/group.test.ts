import { describe, expect, it } from 'vitest'
import { GROUPS, GROUP_WORDS, groupsOf } from '../../src/domain/group.js'
import { widerMeasures, withoutGroup } from '../../src/domain/nesting.js'
import {
  enrolledFor,
  groupMeasuresOf,
  groupOf,
  isEnrolled,
  measuresOf,
} from '../../src/domain/release-tables.js'

const MEASURED = { areas: ['dvc'], themes: ['so', 'xanh'] }

describe('the groups that the plans name', () => {
  it('stand in the order of the plans, each with its word', () => {
    expect(GROUPS.map((group) => GROUP_WORDS[group])).toEqual(['Cán bộ', 'Hội viên', 'Người cao tuổi'])
  })

  it('hold an official as a member too, and nobody of whom nothing was said', () => {
    expect(groupsOf('can-bo').toSorted()).toEqual(['can-bo', 'hoi-vien'])
    expect(groupsOf('hoi-vien')).toEqual(['hoi-vien'])
    expect(groupsOf(null)).toEqual([])
  })
})

describe('what is counted of a group', () => {
  it('is who learns, who is aware of each theme and of all', () => {
    const counted = ['enrolled', 'aware:so', 'aware:xanh', 'aware:all']
    expect(groupMeasuresOf(MEASURED)).toEqual(
      ['hoi-vien', 'can-bo'].flatMap((group) => counted.map((measure) => `${group}:${measure}`)),
    )
    for (const measure of groupMeasuresOf(MEASURED)) expect(counted).toContain(withoutGroup(measure))
  })

  it('is told apart from what is counted of all', () => {
    expect(measuresOf(MEASURED).filter((measure) => groupOf(measure) !== null)).toEqual([])
    expect([enrolledFor('aware:so'), enrolledFor('can-bo:aware:so')]).toEqual(['enrolled', 'can-bo:enrolled'])
    const all = ['enrolled', 'can-bo:enrolled', 'aware:so', 'can-bo:aware:so'] as const
    expect(all.filter(isEnrolled)).toEqual(['enrolled', 'can-bo:enrolled'])
  })

  it('lies within the group, and within the same of the next larger one', () => {
    expect(widerMeasures('hoi-vien:enrolled', MEASURED)).toEqual(['enrolled'])
    expect(widerMeasures('can-bo:enrolled', MEASURED)).toEqual(['hoi-vien:enrolled'])
    expect(widerMeasures('can-bo:aware:so', MEASURED)).toEqual(['can-bo:enrolled', 'hoi-vien:aware:so'])
    expect(widerMeasures('hoi-vien:aware:all', MEASURED)).toEqual([
      'hoi-vien:enrolled',
      'hoi-vien:aware:so',
      'hoi-vien:aware:xanh',
      'aware:all',
    ])
  })
})
