import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import type { ChainChart } from '../../src/domain/chain-chart.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Picture } from '../../src/domain/exercise.js'
import { alternativeOf } from '../../src/pictures/alternative.js'
import { draw, layOut } from '../../src/pictures/draw.js'
import type { Drawing } from '../../src/pictures/drawing.js'
import { chartIn, pictureName, pictureOf } from '../../src/pictures/name.js'
import { createPictures } from '../../src/pictures/pictures.js'
import { encodePng } from '../../src/pictures/png.js'
import { locales } from '../support/bot/words.js'
import { misfits } from './ink.js'
import { smallCurriculum } from './small-curriculum.js'

const curriculum = smallCurriculum()
const NOW = new Date('2026-11-24T08:00:00+07:00')
const OF = { plan: 'thai-nguyen', month: '2026-10', unit: 'xa-an', isDemo: false }
const NAME = pictureName({ kind: 'chain', ...OF }, curriculum)
const CHART: ChainChart = {
  place: 'Phường Nguyễn Thị Minh Khai Huyền Tụng (DEMO)',
  when: 'Ngày 31/10/2026, quy tắc TT-1.1',
  isDemo: true,
  bars: [
    { label: 'Người cao tuổi', words: 'chưa có dân số', share: '', length: null },
    { label: 'Đang học', words: '1.234.565 người', share: 'số dân đếm ngày 1/7/2023, đã cũ', length: 1 },
    { label: 'Đã làm bài được tính', words: 'dưới 10 (chưa công bố)', share: '', length: null },
    { label: 'Đang thành thạo', words: '10 người', share: 'đến 5 % số người cao tuổi', length: 0.00001 },
  ],
  note: 'Tự học qua chatbot, không giám sát. Số làm tròn đến 5. “Chưa công bố” không phải là số 0.',
}
const DRAWING: Drawing = { kind: 'chain-chart', ...CHART }

describe('the chart of the chain', () => {
  it('is drawn with every letter, within its width, in a picture that a phone loads at once', async () => {
    expect(await misfits(await layOut(DRAWING))).toEqual([])
    const png = await draw(DRAWING)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.length).toBeLessThan(60 * 1024)
  })

  it('gives the place of a number that is not told no filled bar, and the smallest number one that is seen', async () => {
    const filled = async (length: number | null): Promise<number[]> => {
      const [first] = CHART.bars
      const { boxes } = await layOut({ ...DRAWING, bars: [{ ...first!, length }] })
      return boxes.filter(({ height }) => height === 44).map(({ width }) => width)
    }
    expect(await filled(null)).toEqual([660])
    expect(await filled(0.00001)).toEqual([660, 6])
    expect(await filled(0.5)).toEqual([660, 330])
    expect(await filled(1)).toEqual([660, 660])
  })

  it('is told in words, the mark of the demo first', () => {
    const alt = alternativeOf(DRAWING)
    expect(alt).toMatch(/^DEMO\. Phường/)
    expect(alt).toContain('Đang thành thạo: 10 người, đến 5 % số người cao tuổi.')
    expect(alt).toContain('Đã làm bài được tính: dưới 10 (chưa công bố).')
  })
})

describe('its name', () => {
  it('holds plan, month and place, and is read back', () => {
    expect(NAME).toMatch(/^so\.thai-nguyen\.2026-10\.xa-an\.[0-9a-f]{12}$/)
    expect(chartIn(NAME)).toEqual(OF)
    const demo = pictureName({ kind: 'chain', ...OF, isDemo: true }, curriculum)
    expect(demo).not.toBe(NAME)
    expect(chartIn(demo)).toEqual({ ...OF, isDemo: true })
  })

  it('is refused when made up, and is no picture of the content', () => {
    expect(chartIn(NAME.replace('2026-10', '2026-11'))).toBeNull()
    expect(chartIn(NAME.replace('so.', 'so-demo.'))).toBeNull()
    expect(chartIn('so.thai-nguyen.2026-10.xa-an.000000000000')).toBeNull()
    expect(pictureOf(NAME, curriculum, dayNumber(NOW))).toBeNull()
    const paper: Picture = { kind: 'paper', level: 'lam-chac', subject: 'giu-ma', day: dayNumber(NOW) }
    expect(chartIn(pictureName(paper, curriculum))).toBeNull()
  })
})

describe('among the pictures', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'charts-'))
  })
  afterEach(() => rm(dir, { recursive: true }))

  const PNG = encodePng({ pixels: Buffer.alloc(4, 255), width: 1, height: 1 })
  const start = (chart?: (of: typeof OF) => Promise<ChainChart | null>) => {
    const asked: Drawing[] = []
    const pictures = createPictures({
      curricula: () => [curriculum],
      wordsOf: () => createWords(locales),
      dir,
      ...(chart === undefined ? {} : { chart }),
      clock: () => NOW,
      log: pino({ level: 'silent' }),
      drawer: {
        draw: (drawing) => {
          asked.push(drawing)
          return Promise.resolve(PNG)
        },
        close: () => Promise.resolve(),
      },
    })
    return { asked, ...pictures }
  }

  it('is drawn once from what is published, then kept', async () => {
    const of: object[] = []
    const chart = (wanted: typeof OF): Promise<ChainChart> => {
      of.push(wanted)
      return Promise.resolve(CHART)
    }
    const pictures = start(chart)
    expect(await pictures.png(NAME)).toEqual(PNG)
    expect(await pictures.png(NAME)).toEqual(PNG)
    expect(of).toEqual([OF])
    expect(pictures.asked).toEqual([DRAWING])
    expect(pictures.about(NAME)).toEqual({ alt: expect.stringContaining('Biểu đồ'), keep: false })
  })

  it('is not there when nothing is published, nobody can tell, or the telling fails', async () => {
    expect(await start(() => Promise.resolve(null)).png(NAME)).toBeNull()
    expect(await start().png(NAME)).toBeNull()
    expect(await start(() => Promise.reject(new Error('no database'))).png(NAME)).toBeNull()
    const later = start(() => Promise.resolve(CHART))
    expect(await later.png(NAME)).toEqual(PNG)
  })
})
