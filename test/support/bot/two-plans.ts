import type { Curriculum, Place } from '../../../src/domain/curriculum.js'
import { forProvince } from '../../../src/domain/plan.js'
import type { Recognition } from '../../../src/domain/recognition.js'
import { planOf } from '../plan.js'
import { restingWalk, skillOf, smallCurriculum } from './small-curriculum.js'
import type { Walker } from './walker.js'

/** The skills that both plans choose. */
export const SHARED = ['goi', 'so', 'dung']
const place = (id: 'nam' | 'bac'): Place => ({ id, name: id, province: id, region: id, formerly: [] })
const small = smallCurriculum({
  skills: [...SHARED, 'kiem', 'loa'].map((id) => skillOf(id, 'nen-tang', false)),
})
/** Five skills to choose four of, and two provinces that do, each with a place of its name. */
export const twoPlans: Curriculum = {
  ...small,
  places: [place('nam'), place('bac')],
  areas: [{ id: 'nen-tang', name: 'Nền tảng khác' }],
  plans: [planOf('nam', 'nam', [...SHARED, 'kiem']), planOf('bac', 'bac', [...SHARED, 'loa'])],
}

export const DAY_MINUTES = 24 * 60

/** Much every day, always right, until the area is recognised. */
export function walkToArea(province: string): Walker {
  const walk = restingWalk(forProvince(twoPlans, province), ['0', 'Q', 'G'])
  for (let day = 0; day < 20 && areaOf(walk) === undefined; day++) {
    walk.later(DAY_MINUTES).says('learn')
    for (let turns = 0; turns < 100; turns++)
      walk.choose(walk.prompt!.item?.right ?? walk.prompt!.options[0]!.id)
  }
  return walk
}

export const areaOf = ({ learner }: Walker): Recognition | undefined =>
  learner.recognitions.find(({ level }) => level === 'vung')
