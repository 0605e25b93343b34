import type { PlaceSpan } from '../../src/domain/place-tree.js'
import { dayFrom } from '../../src/domain/written-day.js'

/** A day that is known to be one. */
export const day = (text: string): number => dayFrom(text)!

/** A span as a test needs it: a commune of `tinh` that stands from July 2025. */
export const spanOf = (placeId: string, of: Partial<PlaceSpan> = {}): PlaceSpan => ({
  placeId,
  level: 'commune',
  isDemo: false,
  from: day('2025-07-01'),
  until: null,
  name: `Xã ${placeId}`,
  parentId: of.level === 'province' ? null : 'tinh',
  kinds: [],
  formerProvince: null,
  source: 'nghị quyết',
  ...of,
})

/** A province, from 2025 on. */
export const provinceOf = (placeId: string, of: Partial<PlaceSpan> = {}): PlaceSpan =>
  spanOf(placeId, { level: 'province', parentId: null, name: placeId, from: day('2025-01-01'), ...of })

export const branchOf = (placeId: string, parentId: string, of: Partial<PlaceSpan> = {}): PlaceSpan =>
  spanOf(placeId, { level: 'branch', parentId, name: `Chi hội ${placeId}`, ...of })
