import { describe, expect, it } from 'vitest'
import type { Contact, Place } from '../../src/domain/curriculum.js'
import { createLocalWords } from '../../src/domain/local-words.js'
import { curriculum, words } from '../support/bot/content.js'

const place = (id: string, province: string, region: 'bac' | 'nam'): Place => ({
  id,
  name: id,
  province,
  region,
  formerly: [],
})
const contact = (id: string, numbers: Record<string, string>, elsewhere: string): Contact => ({
  id,
  title: id,
  inProvince: new Map(Object.entries(numbers)),
  elsewhere,
})

const local = createLocalWords({
  lexicon: new Map([['xom', { bac: 'xóm', nam: 'ấp' }]]),
  contacts: new Map([
    ['dien', contact('dien', { 'Tây Ninh': 'số Nam', 'Thái Nguyên': 'số Bắc' }, 'số trên hoá đơn')],
    ['113', contact('113', {}, '113')],
  ]),
  places: [place('tn', 'Tây Ninh', 'nam'), place('th', 'Thái Nguyên', 'bac'), place('hn', 'Hà Nội', 'bac')],
})

describe('words of a region', () => {
  it('are those of the region, whatever the place', () => {
    expect(local.values({ region: 'bac', placeId: 'tn' })).toMatchObject({ xom: 'xóm' })
    expect(local.values({ region: 'nam' })).toMatchObject({ xom: 'ấp' })
  })
})

describe('the number of a contact', () => {
  const numberFor = (home: { region: 'bac' | 'nam'; placeId?: string | null }): unknown =>
    (local.values(home).so as Record<string, string>).dien

  it('is that of the province', () => {
    expect(numberFor({ region: 'nam', placeId: 'tn' })).toBe('số Nam')
    expect(numberFor({ region: 'bac', placeId: 'th' })).toBe('số Bắc')
  })

  it('follows the place, not the words of the region', () => {
    expect(numberFor({ region: 'bac', placeId: 'tn' })).toBe('số Nam')
    expect(numberFor({ region: 'nam', placeId: 'th' })).toBe('số Bắc')
  })

  it.each([undefined, null, 'gone', 'hn'])('is none where the place is %s', (placeId) => {
    for (const region of ['bac', 'nam'] as const)
      expect(numberFor(placeId === undefined ? { region } : { region, placeId })).toBe('số trên hoá đơn')
  })
})

describe('a number of the real content', () => {
  const electricity = { text: '{so.dien-luc}' }

  it('is never that of another province, and never without its cost', () => {
    for (const { id: placeId, province, region } of curriculum.places) {
      const said = words.say(electricity, { formOfAddress: 'chu', region, placeId })
      const number = { 'Tây Ninh': '1900 1006', 'Thái Nguyên': '1900 6769' }[province]
      expect(said).toBe(number === undefined ? 'số in trên hoá đơn tiền điện' : `${number} (có tính cước)`)
    }
  })

  it('is not said to somebody whose place is not known', () => {
    for (const region of ['bac', 'nam'] as const)
      expect(words.say(electricity, { formOfAddress: 'chu', region })).not.toMatch(/\d/)
  })
})
