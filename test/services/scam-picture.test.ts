import { describe, expect, it } from 'vitest'
import type { PlaceSpan } from '../../src/domain/place-tree.js'
import type { Officer } from '../../src/domain/role.js'
import { scopeOf } from '../../src/domain/scope.js'
import { NO_SCAM_WEEK } from '../../src/domain/scam-sentences.js'
import { scamPicture } from '../../src/services/scam-picture.js'
import type { PublishedScam } from '../../src/store/scam-weeks.js'

const AT = new Date('2026-12-01T09:00:00+07:00')

const place = (placeId: string, level: PlaceSpan['level'], parentId: string | null, isDemo = false) => ({
  placeId,
  level,
  isDemo,
  from: 0,
  until: null,
  name: `Nơi ${placeId}`,
  parentId,
  kinds: [],
  formerProvince: null,
  source: 'test',
})
const SPANS: PlaceSpan[] = [
  place('a', 'province', null),
  place('a-xa', 'commune', 'a'),
  place('a-ch', 'branch', 'a-xa'),
  place('b', 'province', null),
  place('c', 'province', null),
  place('d', 'province', null, true),
]
const cell = (province: string, week: number, shown: number | null): PublishedScam => ({
  province,
  week,
  kind: 'S01',
  shown,
  band: shown === null ? 'under-10' : null,
})
const WEEKS: Record<string, PublishedScam[]> = {
  a: [cell('a', 20_780, 15), cell('a', 20_773, 90)],
  b: [cell('b', 20_780, null)],
  d: [cell('d', 20_780, 50)],
}

const DEMO_WEEKS: Record<string, PublishedScam[]> = { d: [cell('d', 20_780, 50)] }

const seenBy = (part: Partial<Officer>, isDemo = false): Promise<string[]> => {
  const officer = {
    id: 1,
    name: 'Lan',
    role: 'admin',
    placeId: null,
    plan: null,
    agency: null,
    ...part,
  } as const
  return scamPicture(scopeOf(officer), AT, {
    places: { spans: () => Promise.resolve(SPANS) },
    weeks: { read: (province, demo) => Promise.resolve((demo ? DEMO_WEEKS : WEEKS)[province] ?? []) },
    isDemo,
    titleOf: () => 'Giả công an',
  })
}
const OF_A = 'Nơi a, tuần từ 23/11/2026. Giả công an – 15 người.'

describe('an officer reads what scams went round', () => {
  it.each([
    ['province', 'a'],
    ['commune', 'a-xa'],
    ['branch', 'a-ch'],
  ] as const)('of a %s: the newest week of their province', async (role, placeId) => {
    expect(await seenBy({ role, placeId })).toEqual([OF_A])
  })

  it('who sees everything: of each province with a week, never of the demo', async () => {
    const ofB = 'Nơi b, tuần từ 23/11/2026. Mọi kiểu: dưới 10 (chưa công bố), đây không phải là số 0.'
    expect(await seenBy({})).toEqual([OF_A, ofB])
    expect(await seenBy({ role: 'lead', plan: 'p', agency: 'Sở' })).toEqual([OF_A, ofB])
  })

  it('in a demo the invented weeks and no real one, called so (finding: nothing to show for scams)', async () => {
    const told = ['DEMO – Nơi d, tuần từ 23/11/2026. Giả công an – 50 người.']
    expect(await seenBy({}, true)).toEqual(told)
    expect(await seenBy({ role: 'province', placeId: 'd' }, true)).toEqual(told)
    expect(await seenBy({ role: 'commune', placeId: 'a-xa' }, true)).toEqual([NO_SCAM_WEEK])
  })

  it('where nothing is published that this is not 0', async () => {
    expect(await seenBy({ role: 'province', placeId: 'c' })).toEqual([NO_SCAM_WEEK])
  })
})
