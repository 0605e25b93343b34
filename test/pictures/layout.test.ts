import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import { loadCurriculum } from '../../src/content/load.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Curriculum } from '../../src/domain/curriculum.js'
import { LEVELS, type ScreenPart } from '../../src/domain/exercise.js'
import { countedAreas } from '../../src/domain/recognition.js'
import { draw, layOut } from '../../src/pictures/draw.js'
import { type Drawing, drawingOf, invitationDrawing } from '../../src/pictures/drawing.js'
import { LAYOUT } from '../../src/pictures/name.js'
import { type Place, type Shown, shownBy } from '../../src/pictures/shown.js'
import { misfits, textsOf } from './ink.js'
import { smallCurriculum } from './small-curriculum.js'
import { sample } from '../support/long.js'

const locale = (language: string) => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as object
const words = createWords({ vi: locale('vi'), en: locale('en') })
const content = loadCurriculum('content')
const DAY = dayNumber(new Date('2026-11-24'))
const MAX_BYTES = 100_000

const screenOf = (title: string, parts: ScreenPart[], places: Place[]): Drawing =>
  drawingOf({ kind: 'task', screen: { title, parts }, places }, words)

/** The steps of all variants of all tasks, as they are shown. */
const steps = (curriculum: Curriculum): Extract<Shown, { kind: 'task' }>[] =>
  [...curriculum.exercises.values()].flatMap((exercise) =>
    exercise.type === 'task'
      ? exercise.steps.map((_, step) => {
          const shown = shownBy({ kind: 'task', exercise: exercise.key, step }, curriculum)
          if (shown?.kind !== 'task') throw new Error(`${exercise.key} has no step ${step}`)
          return shown
        })
      : [],
  )

const distinct = <T>(all: T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]

const inGroups = <T>(all: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))

const LONG_WORD = 'nghiêngnghiêngkhuyếchtrươngchuyểnkhoảnđăngnhậpxácthực'
const hard: Record<string, Drawing> = {
  'long words': screenOf(
    LONG_WORD.slice(0, 24),
    [
      { kind: 'message', from: LONG_WORD, text: `${LONG_WORD}${LONG_WORD} ${LONG_WORD}` },
      { kind: 'field', label: LONG_WORD, value: LONG_WORD },
      { kind: 'note', text: LONG_WORD },
    ],
    [{ text: LONG_WORD.slice(0, 45), label: LONG_WORD }, { text: LONG_WORD.slice(0, 45) }],
  ),
  'an address': screenOf(
    'Trang web',
    [
      {
        kind: 'message',
        from: 'Số lạ',
        text: 'Bấm https://dichvucong-gov.vn-xacthuc-taikhoan-khancap.example/nhan-tien-ho-tro?ma=482913 để nhận tiền.',
      },
    ],
    [{ text: 'dichvucong-gov.vn-xacthuc-taikhoan.example/ma' }],
  ),
  'a long name in capitals': screenOf(
    'NGÂN HÀNG LÚA VÀNG MỚI Ạ',
    [
      {
        kind: 'field',
        label: 'Người nhận',
        value: 'NGUYỄN THỊ BÍCH ĐƯỢM – CỬA HÀNG VẬT TƯ NÔNG NGHIỆP TÂN AN',
      },
    ],
    [{ text: 'CHUYỂN NHANH CHO NGUYỄN THỊ BÍCH ĐƯỢM NGAY ĐI' }],
  ),
  'all that is allowed': screenOf(
    'Ngân hàng Lúa Vàng Số Đỏ',
    Array.from({ length: 3 }, () => ({
      kind: 'message' as const,
      from: 'Ngân hàng Lúa Vàng chi nhánh tỉnh Tây Ninh, phòng giao dịch số 12 xã Tân An, bộ phận khách hàng'.slice(
        0,
        90,
      ),
      text: 'Quý vị vừa chuyển 12.500.000 đồng lúc 9 giờ 30 phút ngày 24 tháng 11 cho NGUYỄN THỊ BÍCH ĐƯỢM. Không phải quý vị thì bấm vào đây để huỷ lệnh.',
    })),
    Array.from({ length: 4 }, () => ({
      text: 'Gọi lại số in sau thẻ hỏi người ngân hàng xem',
      label: 'Điện thoại',
    })),
  ),
  'the tallest marks': screenOf(
    'ẲẴẰẮ ỖỒỐỔ',
    [{ kind: 'message', from: 'ẪỆỖỮỰ', text: 'ẲỖỮ ỆỘỢ ẲỖỮ ỆỘỢ ẲỖỮ ỆỘỢ ẲỖỮ ỆỘỢ gjpqy ẲỖỮ ỆỘỢ' }],
    [{ text: 'ẲỖỮ ỆỘỢ gjpqy ẲỖỮ ỆỘỢ gjpqy ẲỖỮ ỆỘỢ', label: 'ẲỖỮ gjỵ' }],
  ),
}

describe('a practice screen', () => {
  it.each(Object.entries(hard))('holds %s', async (_what, drawing) => {
    const layout = await layOut(drawing)
    expect(await misfits(layout)).toEqual([])
    expect((await draw(drawing)).length).toBeLessThanOrEqual(MAX_BYTES)
  })

  it('shows the title, the pill, the parts and the places in their order, numbered', async () => {
    const shown = shownBy({ kind: 'task', exercise: 'giu-ma/xin-ma.3', step: 0 }, smallCurriculum())!
    const texts = textsOf(await layOut(drawingOf(shown, words))).map((text) => text.words)
    expect(texts).toEqual([
      'Tin nhắn', 'MÀN HÌNH TẬP',
      'NGÂN HÀNG LÚA VÀNG', 'Mã của quý vị là 482913. Không đưa mã cho ai.',
      'Số tiền', '1.250.000 đồng',
      'Người gọi đang chờ máy',
      '1', 'Đọc mã cho người gọi',
      '2', 'Giữ mã, không nói ra',
      '3', 'Chia sẻ', 'Gửi ảnh chụp tin nhắn',
    ]) // prettier-ignore
  })

  // One part or place has the same width on every screen, so each is measured once: those of many screens stand
  // below one another here.
  it('holds every text of every variant of every task', { timeout: 300_000 }, async () => {
    const all = steps(content)
    const parts = inGroups(distinct(all.flatMap(({ screen }) => screen.parts)), 30)
    const places = inGroups(distinct(all.flatMap((step) => step.places)), 30)
    const titles = distinct(all.map(({ screen }) => screen.title))
    const drawings = Array.from({ length: Math.max(parts.length, places.length, titles.length) }, (_, at) =>
      screenOf(titles[at] ?? 'Tin', parts[at] ?? [], places[at] ?? []),
    )
    expect(all.length).toBeGreaterThan(0)
    const found: string[] = []
    for (const drawing of sample(drawings)) found.push(...(await misfits(await layOut(drawing))))
    expect(found).toEqual([])
  })

  it('takes at most 100 kB where a task says the most', { timeout: 300_000 }, async () => {
    const length = (step: Shown) => JSON.stringify(step).length
    const longest = [...content.exercises.values()]
      .filter((exercise) => exercise.type === 'task')
      .map(({ key }) => key.replace(/\.\d+$/, ''))
    expect(longest.length).toBeGreaterThan(0)
    for (const source of sample([...new Set(longest)])) {
      const own = new Map([...content.exercises].filter(([key]) => key.startsWith(`${source}.`)))
      const [most] = steps({ ...content, exercises: own }).toSorted(
        (one, other) => length(other) - length(one),
      )
      const png = await draw(drawingOf(most!, words))
      expect([source, png.length <= MAX_BYTES]).toEqual([source, true])
    }
  })
})

const papers = LEVELS.flatMap((level) => {
  const isSkill = level === 'lam-duoc' || level === 'lam-chac'
  const subjects = isSkill ? [...content.skills.keys()] : level === 'vung' ? countedAreas(content) : ['']
  return subjects.map((subject) => shownBy({ kind: 'paper', level, subject, day: DAY }, content)!)
})

describe('a paper', () => {
  it('holds its words, for every step, skill and area', async () => {
    expect(papers.length).toBe(20 + 20 + 5 + 1 + 1)
    for (const shown of sample(papers))
      expect(await misfits(await layOut(drawingOf(shown, words)))).toEqual([])
  })

  it('says what was reached and when, that nobody watched, and what it is not', async () => {
    const picture = { kind: 'paper', level: 'lam-chac', subject: 'giu-ma', day: DAY } as const
    const drawing = drawingOf(shownBy(picture, smallCurriculum())!, words)
    expect(textsOf(await layOut(drawing)).map((text) => text.words)).toEqual([
      'Gương Sáng',
      'Giấy ghi nhận',
      'Làm chắc',
      'việc «Giữ kín mã»',
      'ngày 24 tháng 11 năm 2026',
      'Tự học qua chatbot, không giám sát.',
      'Không phải là xác nhận theo Quyết định 757/QĐ-BKHCN.',
    ])
    expect((await draw(drawing)).length).toBeLessThanOrEqual(MAX_BYTES)
  })
})

it('keeps a number and what it counts on one line', async () => {
  const lines = async (value: string) => {
    const texts = textsOf(await layOut(screenOf('Tin', [{ kind: 'field', label: 'Số tiền', value }], [])))
    return texts.find(({ words: drawn }) => drawn === value)!.ink
  }
  // The whole would fit but for its last word, which takes the sum along.
  const alone = await lines('Gửi ĐỖ VĂN LỢI số 5.000.000')
  const both = await lines('Gửi ĐỖ VĂN LỢI số 5.000.000 đồng')
  expect(both.bottom - both.top).toBeGreaterThan(alone.bottom - alone.top)
  expect(both.right).toBeLessThan(alone.right)
})

it('leaves room between lines for the tallest and the deepest letters', async () => {
  const both = 'ẲỖỮ gjpqỵ ệ (Ợ'
  const texts = textsOf(await layOut(screenOf(both, [{ kind: 'field', label: both, value: both }], [])))
  const heights = texts
    .filter((text) => text.words === both)
    .map(({ box, ink }) => [ink.bottom - ink.top, box.height])
  expect(heights).toHaveLength(3)
  expect(heights.filter(([drawn, line]) => drawn! > line!)).toEqual([])
})

it('measures what is drawn: text in a box too narrow is found', async () => {
  const layout = await layOut(hard['long words']!)
  const narrow = layout.boxes.map((box) =>
    box.textContent === LONG_WORD ? { ...box, width: box.width - 60 } : box,
  )
  expect(await misfits({ ...layout, boxes: narrow })).not.toEqual([])
  const cut = layout.svg.replace(/(<g><path fill="[^"]*" d="M[^Z]*Z)[^Z]*Z/, '$1')
  expect(await misfits({ ...layout, svg: cut })).not.toEqual([])
  const missing = await layOut(screenOf('漢', [], []))
  expect(missing.missing).toEqual(['漢'])
})

it('has a new version when anything is drawn in another way', async () => {
  const digest = createHash('sha256')
  const curriculum = smallCurriculum()
  digest.update(
    (
      await layOut(
        drawingOf(shownBy({ kind: 'task', exercise: 'giu-ma/xin-ma.3', step: 0 }, curriculum)!, words),
      )
    ).svg,
  )
  for (const [level, subject] of [
    ['lam-duoc', 'giu-ma'],
    ['lam-chac', 'giu-ma'],
    ['vung', 'tu-bao-ve'],
    ['an-toan', ''],
    ['thanh-thao', ''],
  ] as const) {
    const shown = shownBy({ kind: 'paper', level, subject, day: DAY }, curriculum)!
    digest.update((await layOut(drawingOf(shown, words))).svg)
  }
  const invitation = { link: 'https://guongsang.example/chat?moi=lua-sen-trau', words: 'lúa sen trâu' }
  digest.update((await layOut(invitationDrawing(invitation, words))).svg)
  // When this fails, raise LAYOUT by one and write down both: phones keep pictures by their names.
  expect([LAYOUT, digest.digest('hex').slice(0, 12)]).toEqual([1, 'b8efa58702d0'])
})
