import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { matchPlaces } from '../../src/domain/place.js'

const { places } = loadCurriculum(fileURLToPath(new URL('../../content', import.meta.url)))
const found = (typed: string) => matchPlaces(typed, places).map(({ name }) => name)

describe('one place', () => {
  it.each([
    ['Xã Mỹ Lợi', []],
    ['xã Bến Lức', ['Xã Bến Lức']],
    ['phường tân an', ['Phường Tân An']],
    ['PHUONG LONG AN', ['Phường Long An']],
    ['phan dinh phung', ['Phường Phan Đình Phùng']],
    ['phú bình', ['Xã Phú Bình']],
    ['xã Phú Bình, tỉnh Thái Nguyên', ['Xã Phú Bình']],
    ['xa phu binh thai nguyen', ['Xã Phú Bình']],
    ['tôi ở xã Tầm Vu ạ', ['Xã Tầm Vu']],
    ['benluc', ['Xã Bến Lức', 'Xã Mỹ Yên', 'Xã Lương Hòa']],
    ['xã bếnlức', ['Xã Bến Lức']],
  ])('%s', (typed, names) => {
    expect(found(typed)).toEqual(names)
  })
})

describe('names before the mergers of 2025', () => {
  it.each([
    ['thị trấn Bến Lức', ['Xã Bến Lức']],
    ['an thanh ben luc', ['Xã Bến Lức']],
    ['xã Nhựt Chánh, huyện Bến Lức, tỉnh Long An', ['Xã Bình Đức']],
    ['nhut chanh, long an', ['Xã Bình Đức']],
    ['xã An Thạnh, huyện Bến Lức, tỉnh Tây Ninh', ['Xã Bến Lức']],
    ['phường 7', ['Phường Tân An']],
    ['p7 tan an', ['Phường Tân An']],
    ['phuong 1 tan an', ['Phường Long An']],
    ['phường 1 thị xã Kiến Tường', ['Phường Kiến Tường']],
    ['ấp 3 xã Thạnh Đức huyện Bến Lức', ['Xã Bình Đức']],
    ['tổ 5, ấp Bình Cang, xã Nhựt Chánh', ['Xã Bình Đức']],
    ['chua hang', ['Phường Linh Sơn']],
    ['ở Ba Hàng', ['Phường Phổ Yên']],
    ['sông cầu bắc kạn', ['Phường Bắc Kạn']],
    ['tt huong son', ['Xã Phú Bình']],
    ['phường Hương Sơn', ['Phường Gia Sàng']],
    ['hương sơn', ['Phường Gia Sàng', 'Xã Phú Bình']],
    ['phường Bến Lức', ['Xã Bến Lức']],
  ])('%s', (typed, names) => {
    expect(found(typed)).toEqual(names)
  })
})

describe('several places to choose from', () => {
  it('an old district is all its communes, at most three, the one named so today first', () => {
    expect(found('huyện Bến Lức')).toHaveLength(3)
    expect(found('bến lức')).toEqual(['Xã Bến Lức', 'Xã Mỹ Yên', 'Xã Lương Hòa'])
    expect(found('Tân An')[0]).toBe('Phường Tân An')
    expect(found('huyện Thủ Thừa')).toEqual(['Phường Long An', 'Xã Thủ Thừa'])
  })

  it('an old ward with the same number in two towns', () => {
    expect(found('phường 1')).toEqual(['Phường Long An', 'Phường Kiến Tường'])
  })

  it('an old commune that was divided', () => {
    expect(found('xã Bình Thạnh')).toEqual(['Phường Long An', 'Xã Thủ Thừa'])
  })

  it('the same name in two provinces, until the district tells which', () => {
    expect(found('Mỹ Yên')).toEqual(['Xã Mỹ Yên', 'Xã Đại Từ'])
    expect(found('Mỹ Yên, Đại Từ')).toEqual(['Xã Đại Từ'])
    expect(found('mỹ yên bến lức')).toEqual(['Xã Mỹ Yên'])
  })
})

describe('small typos', () => {
  it.each([
    ['xã Cần Giuôcj', ['Xã Cần Giuộc']],
    ['thi tran can giuc', ['Xã Cần Giuộc']],
    ['nhutt chanh', ['Xã Bình Đức']],
    ['nhut chnah', ['Xã Bình Đức']],
    ['nhut chan huyen ben luc', ['Xã Bình Đức']],
  ])('%s', (typed, names) => {
    expect(found(typed)).toEqual(names)
  })

  it('another place that differs in its first letter is not a typo', () => {
    expect(found('Minh Đức')).toEqual([])
  })

  it('short words must be right', () => {
    expect(found('xã Phước Lội')).toEqual(['Xã Mỹ Yên'])
    expect(found('xã Phước Lai')).toEqual(['Xã Cần Giuộc'])
    expect(found('xã Phước Lu')).toEqual([])
  })
})

describe('not understood', () => {
  it.each([
    '',
    '   ',
    '1',
    'không nói',
    'tỉnh Long An',
    // Known larger units behind an unknown commune are no answer.
    'xã Hựu Thạnh, huyện Đức Hòa, tỉnh Long An',
    'Tân An Hội, Vũng Liêm',
    'ấp Mỹ Yên',
    // One sample commune of a district that had more says nothing.
    'huyện Cần Giuộc',
    // A commune with a district it never lay in.
    'xã Mỹ Yên, thành phố Tân An',
  ])('%j', (typed) => {
    expect(found(typed)).toEqual([])
  })

  it('stays quick with a long text', () => {
    expect(found('tôi ở nhà '.repeat(200))).toEqual([])
  })
})
