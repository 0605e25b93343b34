import type { Day } from '../domain/calendar.js'
import { placeIdOf, provinceName } from '../domain/place-ids.js'
import type { PlaceKind, PlaceLevel, PlaceSpan } from '../domain/place-tree.js'
import { fold } from '../domain/text.js'
import type { RowReader } from './row-reader.js'
import type { Column } from './table-columns.js'

export const PLACE_COLUMNS = {
  id: { name: 'mã', also: ['mã nơi', 'code', 'id'], required: true },
  level: { name: 'cấp', also: ['level'], required: true },
  name: { name: 'tên', also: ['tên nơi', 'name'], required: true },
  parent: { name: 'thuộc mã', also: ['thuộc', 'mã cấp trên', 'parent'], required: false },
  from: { name: 'từ ngày', also: ['ngày bắt đầu', 'from'], required: true },
  until: { name: 'đến ngày', also: ['đến hết ngày', 'ngày kết thúc', 'until'], required: false },
  kinds: { name: 'vùng', also: ['kinds'], required: false },
  former: { name: 'tỉnh cũ', also: ['tỉnh trước sáp nhập', 'former province'], required: false },
  source: { name: 'nguồn', also: ['source'], required: true },
} as const satisfies Record<string, Column>
type Key = keyof typeof PLACE_COLUMNS

const LEVELS: Record<PlaceLevel, readonly string[]> = {
  province: ['tỉnh', 'thành phố', 'province'],
  district: ['huyện', 'quận', 'thị xã', 'district'],
  commune: ['xã', 'phường', 'xã, phường', 'đặc khu', 'thị trấn', 'commune', 'ward'],
  branch: ['chi hội', 'branch'],
}
const KINDS: Record<PlaceKind, readonly string[]> = {
  'nong-thon': ['nông thôn', 'rural'],
  'vung-kho-khan': ['vùng khó khăn', 'khó khăn'],
}
const COMMUNE_NAME = /^(?:Xã|Phường|Đặc khu|Thị trấn) \S/u

/** The known spans by place. */
export type KnownSpans = ReadonlyMap<string, readonly PlaceSpan[]>

/** The span that a row asks for; null where it cannot be read. What the file has no column for stays as it was known. */
export function readSpan(row: RowReader<Key>, known: KnownSpans): PlaceSpan | null {
  const placeId = row.code('id')
  const level = row.oneOf('level', LEVELS)
  const name = row.name('name', 'place')
  const parentId = row.code('parent')
  const from = row.day('from')
  const last = row.day('until')
  const source = row.text('source')
  const kinds = readKinds(row)
  const former = row.text('former')
  if (level === 'commune' && name !== null && !COMMUNE_NAME.test(name))
    row.refuse('tên xã, phường viết đủ, như “Xã Bến Lức”')
  if (former !== null && level !== null && level !== 'commune') row.refuse('chỉ xã, phường có tỉnh cũ')
  if (placeId === null || level === null || name === null || from === null || source === null) return null
  const own = latestUntil(known, placeId, from)
  return {
    placeId,
    level,
    isDemo: own?.isDemo ?? false,
    from,
    until: last === null ? null : last + 1,
    name: level === 'province' ? provinceName(name) : name,
    parentId,
    kinds: row.has('kinds') ? kinds : (own?.kinds ?? []),
    formerProvince: row.has('former')
      ? former === null
        ? null
        : formerProvinceIn(former, known, row)
      : (own?.formerProvince ?? null),
    source,
  }
}

/** What was known of the place last, on that day or before. */
const latestUntil = (known: KnownSpans, placeId: string, day: Day): PlaceSpan | undefined =>
  known
    .get(placeId)
    ?.filter(({ from }) => from <= day)
    .toSorted((one, other) => other.from - one.from)[0]

function readKinds(row: RowReader<Key>): PlaceKind[] {
  const text = row.text('kinds')
  if (text === null) return []
  const words = text.split(/[,;+/]|\svà\s/u).map(fold)
  const kinds = Object.keys(KINDS) as PlaceKind[]
  const strange = words.find(
    (word) => !kinds.some((kind) => KINDS[kind].some((known) => fold(known) === word)),
  )
  if (strange !== undefined)
    row.refuse(`cột “${PLACE_COLUMNS.kinds.name}” chỉ nhận nông thôn, vùng khó khăn hoặc cả hai`)
  return kinds.filter((kind) => KINDS[kind].some((known) => words.includes(fold(known))))
}

/** A former province by code or by name; it must be known, or nothing would ever be reported on it. */
function formerProvinceIn(text: string, known: KnownSpans, row: RowReader<Key>): string | null {
  const id = placeIdOf(provinceName(text))
  const isKnown = known.get(id)?.some(({ level }) => level === 'province') ?? false
  if (!isKnown) row.refuse(`chưa có tỉnh cũ nào tên “${text}”; hãy nhập tỉnh ấy trước`)
  return isKnown ? id : null
}
