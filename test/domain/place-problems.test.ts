import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../src/domain/place-problems.js'
import type { PlaceSpan } from '../../src/domain/place-tree.js'
import { branchOf, day, provinceOf, spanOf } from '../support/spans.js'

const TINH = provinceOf('tinh')
const told = (...spans: PlaceSpan[]): string[] =>
  problemsOf([TINH, ...spans]).map(({ placeId, message }) => `${placeId}: ${message}`)
const district = (of: Partial<PlaceSpan>): PlaceSpan =>
  spanOf('huyen', { level: 'district', name: 'Huyện', from: day('2025-01-01'), ...of })

describe('spans of places', () => {
  it('may have gaps, move on the first of a month and change their name', () => {
    expect(
      told(
        district({ until: day('2025-07-01') }),
        spanOf('a', { until: day('2026-03-01') }),
        spanOf('a', { from: day('2026-05-01'), name: 'Xã Khác' }),
        spanOf('b'),
        branchOf('ap', 'b', { from: day('2025-08-15'), until: day('2026-01-01') }),
        branchOf('ap', 'b', { from: day('2026-01-01') }),
      ),
    ).toEqual([])
  })

  it.each([
    [
      'overlap',
      [spanOf('a'), spanOf('a', { from: day('2026-01-01') })],
      ['a: trùng thời gian với lần trước của mã a (từ 1/7/2025, chưa có ngày kết thúc)'],
    ],
    [
      'overlap by a month',
      [spanOf('a', { until: day('2026-02-01') }), spanOf('a', { from: day('2026-01-01') })],
      ['a: trùng thời gian với lần trước của mã a (từ 1/7/2025 đến hết 31/1/2026)'],
    ],
    [
      'overlap by a day',
      [provinceOf('b', { until: day('2025-07-02') }), provinceOf('b', { from: day('2025-07-01') })],
      ['b: trùng thời gian với lần trước của mã b (từ 1/1/2025 đến hết 1/7/2025)'],
    ],
    [
      'begin twice on a day',
      [spanOf('a', { until: day('2026-01-01') }), spanOf('a')],
      ['a: mã a có hai dòng cùng bắt đầu ngày 1/7/2025'],
    ],
    [
      'end before they begin',
      [spanOf('a', { until: day('2025-07-01') })],
      ['a: ngày kết thúc phải sau ngày bắt đầu'],
    ],
    [
      'move in the middle of a month',
      [spanOf('a', { until: day('2026-03-15') }), spanOf('a', { from: day('2026-03-15') })],
      [
        'a: kết thúc vào ngày cuối tháng, để số liệu tháng không lẫn',
        'a: đổi nơi thuộc về từ ngày đầu tháng, để số liệu tháng không lẫn',
      ],
    ],
    ['lie nowhere', [spanOf('a', { parentId: null })], ['a: xã, phường phải thuộc về một nơi']],
    ['lie in something unknown', [spanOf('a', { parentId: 'b' })], ['a: không có nơi nào mang mã b']],
    ['lie in themselves', [spanOf('a', { parentId: 'a' })], ['a: một nơi không thể thuộc về chính nó']],
    [
      'lie in a circle',
      [spanOf('a', { parentId: 'b' }), spanOf('b', { parentId: 'a' })],
      [
        'a: xã, phường phải thuộc về tỉnh hoặc huyện, còn b là xã, phường',
        'b: xã, phường phải thuộc về tỉnh hoặc huyện, còn a là xã, phường',
      ],
    ],
    ['skip a level', [branchOf('ap', 'tinh')], ['ap: chi hội phải thuộc về xã, phường, còn tinh là tỉnh']],
    [
      'put a province into another',
      [provinceOf('b', { parentId: 'tinh' })],
      ['b: tỉnh không thuộc về nơi nào'],
    ],
    [
      'lie in what has ended',
      [spanOf('a', { until: day('2026-01-01') }), branchOf('ap', 'a')],
      ['ap: a không tồn tại vào ngày 1/1/2026'],
    ],
    [
      'lie in what has not begun',
      [spanOf('a'), branchOf('ap', 'a', { from: day('2025-06-01') })],
      ['ap: a không tồn tại vào ngày 1/6/2025'],
    ],
    [
      'lie in a gap',
      [
        spanOf('a', { until: day('2026-01-01') }),
        spanOf('a', { from: day('2026-02-01') }),
        branchOf('ap', 'a'),
      ],
      ['ap: a không tồn tại vào ngày 1/1/2026'],
    ],
    [
      'keep a district after June 2025',
      [district({ until: day('2025-08-01') })],
      ['huyen: cấp huyện chỉ có đến hết ngày 30/6/2025'],
    ],
    ['keep a district for good', [district({})], ['huyen: cấp huyện chỉ có đến hết ngày 30/6/2025']],
    [
      'use a code for two levels',
      [
        spanOf('b'),
        spanOf('a', { until: day('2026-01-01') }),
        branchOf('a', 'b', { from: day('2026-01-01') }),
      ],
      ['a: mã a đã dùng cho cấp xã, phường'],
    ],
    [
      'name one place twice',
      [spanOf('a', { name: 'Xã Hoà Bình' }), spanOf('27694', { name: 'Xã  Hòa Bình' })],
      ['27694: “Xã  Hòa Bình” ở nơi này đã có với mã a; hãy dùng mã đó'],
    ],
    [
      'mix what is made up with what is real',
      [spanOf('a', { isDemo: true })],
      ['a: nơi chạy thử và nơi có thật không thuộc về nhau'],
    ],
  ])('may not %s', (_, spans, expected) => {
    expect(told(...spans)).toEqual(expected)
  })

  it('may have one name in two parents, at two times, or with other marks', () => {
    expect(
      told(
        provinceOf('khac'),
        spanOf('a', { name: 'Xã Bình Thạnh' }),
        spanOf('b', { name: 'Xã Bình Thạnh', parentId: 'khac' }),
        spanOf('c', { name: 'Xã Hòa Bình', until: day('2026-01-01') }),
        spanOf('d', { name: 'Xã Hòa Bình', from: day('2026-01-01') }),
        spanOf('e', { name: 'Xã Hoa Binh' }),
      ),
    ).toEqual([])
  })
})
