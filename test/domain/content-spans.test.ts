import { describe, expect, it } from 'vitest'
import { CONTENT_SOURCE, spansOfContent } from '../../src/domain/content-spans.js'
import { problemsOf } from '../../src/domain/place-problems.js'
import { treeOn } from '../../src/domain/place-tree.js'
import { knownPlaces } from '../../src/services/known-places.js'
import { placesToKeep } from '../../src/services/keep-places.js'
import { curriculum } from '../support/bot/content.js'
import { day, provinceOf, spanOf } from '../support/spans.js'

const { places, plans } = curriculum
const spans = spansOfContent(places)
const today = treeOn(spans, day('2026-11-30'))
const before = treeOn(spans, day('2025-06-30'))

describe('the tree that the content tells', () => {
  it('has no problems, and ends former provinces and districts with June 2025', () => {
    expect(problemsOf(spans)).toEqual([])
    expect(before.childrenOf(null)).toEqual(['bac-kan', 'long-an', 'tay-ninh', 'thai-nguyen'])
    expect(today.childrenOf(null)).toEqual(['tay-ninh', 'thai-nguyen'])
    expect(before.childrenOf('bac-kan')).toEqual(['bac-kan-thanh-pho-bac-kan'])
    expect(before.spanOf('long-an-huyen-ben-luc')).toMatchObject({
      name: 'Huyện Bến Lức',
      parentId: 'long-an',
    })
    expect(today.spanOf('long-an-huyen-ben-luc')).toBeNull()
    expect(before.unitsWithin('long-an', 'commune')).toEqual([])
  })

  it('has every commune of the content in its province of today, and within the one it came from', () => {
    expect(today.unitsWithin('tay-ninh', 'commune')).toHaveLength(12)
    expect(today.unitsWithin('long-an', 'commune')).toHaveLength(12)
    expect(today.unitsWithin('thai-nguyen', 'commune')).toHaveLength(12)
    expect(today.unitsWithin('bac-kan', 'commune')).toEqual(['thai-nguyen-bac-kan', 'thai-nguyen-duc-xuan'])
  })

  it('holds what the plans report on', () => {
    expect(plans.map(({ reportsOn }) => reportsOn)).toEqual([['long-an', 'tay-ninh'], ['thai-nguyen']])
    for (const unit of plans.flatMap(({ reportsOn }) => reportsOn))
      expect(today.unitsWithin(unit, 'commune').length).toBeGreaterThan(0)
  })

  it('says where it was read', () => {
    expect(new Set(spans.map(({ source }) => source))).toEqual(
      new Set([`${CONTENT_SOURCE}tay-ninh.yaml`, `${CONTENT_SOURCE}thai-nguyen.yaml`]),
    )
  })

  it('says of no commune where it was when it came from two provinces', () => {
    const [first] = places
    const formerly = ['xã A, huyện B, tỉnh Long An', 'xã C, huyện D, tỉnh Tây Ninh']
    const [commune] = spansOfContent([{ ...first!, formerly }]).filter(({ level }) => level === 'commune')
    expect(commune).toHaveProperty('formerProvince', null)
  })
})

describe('keeping what the content tells', () => {
  it('writes all of it once, then only what was mended', () => {
    expect(placesToKeep(spans, [])).toEqual({ put: spans, leftOut: [] })
    expect(placesToKeep(spans, spans)).toEqual({ put: [], leftOut: [] })
    const old = spans.map((span) =>
      span.placeId === 'tay-ninh-ben-luc' ? { ...span, name: 'Xã Bến Lúc' } : span,
    )
    expect(placesToKeep(spans, old).put.map(({ name }) => name)).toEqual(['Xã Bến Lức'])
  })

  it('leaves a place alone of which anything was imported', () => {
    const imported = spans.map((span) =>
      span.placeId === 'tay-ninh-ben-luc'
        ? { ...span, until: day('2027-01-01'), source: 'nghị quyết' }
        : span,
    )
    const later = spanOf('tay-ninh-ben-luc', {
      parentId: 'tay-ninh',
      from: day('2027-01-01'),
      name: 'Phường Bến Lức',
    })
    expect(placesToKeep(spans, [...imported, later])).toEqual({ put: [], leftOut: [] })
  })

  it('leaves out what an import contradicts, and what hangs on it', () => {
    const twin = spanOf('27694', { parentId: 'tay-ninh', name: 'Xã Bến Lức' })
    const { put, leftOut } = placesToKeep(spans, [provinceOf('tay-ninh', { name: 'Tây Ninh' }), twin])
    expect(leftOut).toEqual(['tay-ninh-ben-luc'])
    expect(put.map(({ placeId }) => placeId)).not.toContain('tay-ninh-ben-luc')
    expect(put).toHaveLength(spans.length - 2)
    const ended = provinceOf('tay-ninh', { name: 'Tây Ninh', until: day('2026-01-01') })
    expect(placesToKeep(spans, [ended]).leftOut.toSorted()).toEqual(
      places.flatMap(({ province, id }) => (province === 'Tây Ninh' ? [id] : [])).toSorted(),
    )
  })
})

describe('the places that the chat knows', () => {
  const standing = places.map(({ id, name, province }) => ({ id, name, province }))

  it('are those of the content, and after them the imported ones', () => {
    expect(knownPlaces(places, standing, 'nam')).toEqual(places)
    const more = [
      { id: 'can-duoc', name: 'Xã Cần Đước', province: 'Tây Ninh' },
      { id: 'cho-moi', name: 'Xã Chợ Mới', province: 'Thái Nguyên' },
      { id: 'ba-vi', name: 'Xã Ba Vì', province: 'Hà Nội' },
    ]
    expect(knownPlaces(places, [...standing, ...more], 'bac').slice(places.length)).toEqual([
      { ...more[0], region: 'nam', formerly: [] },
      { ...more[1], region: 'bac', formerly: [] },
      { ...more[2], region: 'bac', formerly: [] },
    ])
  })

  it('have the name of today, and the one of the content as an old one', () => {
    const renamed = standing.map((one) =>
      one.id === 'tay-ninh-ben-luc' ? { ...one, name: 'Phường Bến Lức' } : one,
    )
    const found = knownPlaces(places, renamed, 'nam').find(({ id }) => id === 'tay-ninh-ben-luc')!
    expect(found.name).toBe('Phường Bến Lức')
    expect(found.formerly).toContain('Xã Bến Lức, tỉnh Tây Ninh')
    expect(found.formerly).toContain('thị trấn Bến Lức, huyện Bến Lức, tỉnh Long An')
    expect(found.region).toBe('nam')
  })

  it('keep those of the content that were not stored yet', () => {
    expect(knownPlaces(places, [], 'nam')).toEqual(places)
  })
})
