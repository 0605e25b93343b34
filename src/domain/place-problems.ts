import type { Day } from './calendar.js'
import type { PlaceLevel, PlaceSpan } from './place-tree.js'
import { dayFrom, dayWords, isFirstOfMonth } from './written-day.js'
import { spelling } from './written-name.js'

/** Why a span cannot stand, in one sentence for the clerk who entered it. */
export interface PlaceProblem {
  placeId: string
  from: Day
  message: string
}

/** The day from which there were no districts any more. */
export const DISTRICTS_UNTIL = dayFrom('2025-07-01')!

export const LEVEL_WORDS: Record<PlaceLevel, string> = {
  province: 'tỉnh',
  district: 'huyện',
  commune: 'xã, phường',
  branch: 'chi hội',
}

/** In which levels a place of each level may lie. */
const LIES_IN: Record<PlaceLevel, readonly PlaceLevel[]> = {
  province: [],
  district: ['province'],
  commune: ['province', 'district'],
  branch: ['commune'],
}

/**
 * Everything that keeps these spans from being a tree on every day: spans of a place that overlap, one code for two
 * levels, a parent that is missing, of a wrong level or does not stand all the time, a move in mid-month, a district
 * after June 2025, two places of one name in one parent. Gaps are fine. Since each place lies in a higher level,
 * nothing can lie in itself.
 */
export function problemsOf(spans: readonly PlaceSpan[]): PlaceProblem[] {
  const of = new Map<string, PlaceSpan[]>()
  for (const span of spans) of.set(span.placeId, [...(of.get(span.placeId) ?? []), span])
  for (const own of of.values()) own.sort((one, other) => one.from - other.from)
  return [
    ...[...of.values()].flatMap(problemsInTime),
    ...spans.flatMap((span) => problemsAbove(span, of)),
    ...problemsOfNames(spans),
  ]
}

const problem = ({ placeId, from }: PlaceSpan, message: string): PlaceProblem => ({ placeId, from, message })

const periodWords = ({ from, until }: PlaceSpan): string =>
  until === null
    ? `từ ${dayWords(from)}, chưa có ngày kết thúc`
    : `từ ${dayWords(from)} đến hết ${dayWords(until - 1)}`

/** Of the spans of one place, in order. */
function problemsInTime(own: readonly PlaceSpan[]): PlaceProblem[] {
  return own.flatMap((span, at) => {
    const { placeId, level, from, until } = span
    const before = own[at - 1]
    const moves = level === 'commune' || level === 'branch'
    const told: string[] = []
    if (until !== null && until <= from) told.push('ngày kết thúc phải sau ngày bắt đầu')
    if (before !== undefined && before.from === from)
      told.push(`mã ${placeId} có hai dòng cùng bắt đầu ngày ${dayWords(from)}`)
    else if (before !== undefined && (before.until === null || before.until > from))
      told.push(`trùng thời gian với lần trước của mã ${placeId} (${periodWords(before)})`)
    if (before !== undefined && before.level !== level)
      told.push(`mã ${placeId} đã dùng cho cấp ${LEVEL_WORDS[before.level]}`)
    if (before !== undefined && before.isDemo !== span.isDemo)
      told.push(`mã ${placeId} đã dùng cho một nơi ${before.isDemo ? 'chạy thử' : 'có thật'}`)
    if (moves && before !== undefined && !isFirstOfMonth(from))
      told.push('đổi nơi thuộc về từ ngày đầu tháng, để số liệu tháng không lẫn')
    if (moves && until !== null && !isFirstOfMonth(until))
      told.push('kết thúc vào ngày cuối tháng, để số liệu tháng không lẫn')
    if (level === 'district' && (until === null || until > DISTRICTS_UNTIL))
      told.push(`cấp huyện chỉ có đến hết ngày ${dayWords(DISTRICTS_UNTIL - 1)}`)
    return told.map((message) => problem(span, message))
  })
}

/** Of a span and what contains it. */
function problemsAbove(span: PlaceSpan, of: ReadonlyMap<string, readonly PlaceSpan[]>): PlaceProblem[] {
  const { placeId, level, parentId } = span
  const allowed = LIES_IN[level]
  if (parentId === null)
    return allowed.length === 0 ? [] : [problem(span, `${LEVEL_WORDS[level]} phải thuộc về một nơi`)]
  if (allowed.length === 0) return [problem(span, `${LEVEL_WORDS[level]} không thuộc về nơi nào`)]
  if (parentId === placeId) return [problem(span, 'một nơi không thể thuộc về chính nó')]
  const above = of.get(parentId)
  if (above === undefined) return [problem(span, `không có nơi nào mang mã ${parentId}`)]
  const wrong = above.find((one) => !allowed.includes(one.level))
  if (wrong !== undefined) {
    const words = allowed.map((one) => LEVEL_WORDS[one]).join(' hoặc ')
    const is = LEVEL_WORDS[wrong.level]
    return [problem(span, `${LEVEL_WORDS[level]} phải thuộc về ${words}, còn ${parentId} là ${is}`)]
  }
  if (above[0]!.isDemo !== span.isDemo)
    return [problem(span, 'nơi chạy thử và nơi có thật không thuộc về nhau')]
  const open = firstDayWithout(span, above)
  return open === null ? [] : [problem(span, `${parentId} không tồn tại vào ngày ${dayWords(open)}`)]
}

/** The first day of the span on which none of these stands; null when they cover it. */
function firstDayWithout({ from, until }: PlaceSpan, above: readonly PlaceSpan[]): Day | null {
  let day = from
  for (const one of above) {
    if (one.from > day) break
    if (one.until === null) return null
    day = Math.max(day, one.until)
  }
  return until === null || day < until ? day : null
}

/** One place entered under two codes would count its people in two places. */
function problemsOfNames(spans: readonly PlaceSpan[]): PlaceProblem[] {
  const known = new Map<string, PlaceSpan[]>()
  return spans.flatMap((span) => {
    const key = `${span.parentId ?? ''} ${span.level} ${span.isDemo} ${spelling(span.name)}`
    const alike = known.get(key) ?? []
    known.set(key, [...alike, span])
    const other = alike.find((one) => one.placeId !== span.placeId && overlap(one, span))
    if (other === undefined) return []
    return [problem(span, `“${span.name}” ở nơi này đã có với mã ${other.placeId}; hãy dùng mã đó`)]
  })
}

const overlap = (one: PlaceSpan, other: PlaceSpan): boolean =>
  (one.until === null || other.from < one.until) && (other.until === null || one.from < other.until)
