import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import { dayNumber } from '../../src/domain/calendar.js'
import type { Picture } from '../../src/domain/exercise.js'
import { createDrawer } from '../../src/pictures/drawer.js'
import type { Drawing } from '../../src/pictures/drawing.js'
import { pictureName } from '../../src/pictures/name.js'
import { createPictures } from '../../src/pictures/pictures.js'
import { encodePng } from '../../src/pictures/png.js'
import { errorFacts } from '../../src/log.js'
import { smallCurriculum } from './small-curriculum.js'

const locale = (language: string) => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as object
const words = createWords({ vi: locale('vi'), en: locale('en') })
const PNG = encodePng({ pixels: Buffer.alloc(4, 255), width: 1, height: 1 })
const NOW = new Date('2026-11-24T08:00:00+07:00')
const curriculum = smallCurriculum()
const nameOf = (picture: Picture): string => pictureName(picture, curriculum)
const TASK = nameOf({ kind: 'task', exercise: 'giu-ma/xin-ma.3', step: 0 })
const PAPER = nameOf({ kind: 'paper', level: 'lam-chac', subject: 'giu-ma', day: dayNumber(NOW) })

let dir: string
let logged: string[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pictures-'))
  logged = []
})
afterEach(() => rm(dir, { recursive: true }))

const log = () =>
  pino(
    { level: 'warn', serializers: { err: errorFacts } },
    { write: (line: string) => void logged.push(line) },
  )

/** Pictures over a drawer that says what it was asked. */
function start(draw: (drawing: Drawing) => Promise<Buffer> = () => Promise.resolve(PNG), folder = dir) {
  const asked: Drawing[] = []
  const drawer = {
    draw: (drawing: Drawing) => {
      asked.push(drawing)
      return draw(drawing)
    },
    close: () => Promise.resolve(),
  }
  return {
    asked,
    ...createPictures({
      curricula: () => [curriculum],
      wordsOf: () => words,
      dir: folder,
      clock: () => NOW,
      log: log(),
      drawer,
    }),
  }
}

describe('the pictures of the chat', () => {
  it('are drawn for real in their own thread', async () => {
    const pictures = createPictures({
      curricula: () => [curriculum],
      wordsOf: () => words,
      dir,
      clock: () => NOW,
      log: log(),
    })
    const [task, paper] = await Promise.all([pictures.png(TASK), pictures.png(PAPER)])
    await pictures.close()
    for (const png of [task, paper]) expect(png?.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(task?.equals(paper!)).toBe(false)
    expect((await readdir(dir)).toSorted()).toEqual([`${PAPER}.png`, `${TASK}.png`].toSorted())
  })

  it('are drawn once, for all who ask at once and for all who ask later', async () => {
    const { png, asked } = start()
    expect(await Promise.all([png(TASK), png(TASK), png(TASK)])).toEqual([PNG, PNG, PNG])
    expect(await png(TASK)).toEqual(PNG)
    expect(asked).toHaveLength(1)
    expect(await start().png(TASK)).toEqual(PNG)
    expect(await readFile(join(dir, `${TASK}.png`))).toEqual(PNG)
  })

  it.each([
    '',
    'a',
    '../../etc/passwd',
    `../${TASK}`,
    TASK.slice(0, -1),
    `${TASK}.png`,
    'tap.x_y.1.0.000000000000',
  ])('are none by the name %j', async (name) => {
    const { png, asked, about } = start()
    expect(await png(name)).toBeNull()
    expect(about(name)).toEqual({ alt: '', keep: false })
    expect(asked).toEqual([])
  })

  it('are none when they cannot be drawn, with a line in the log; the next who asks may have more luck', async () => {
    let works = false
    const { png } = start(() => (works ? Promise.resolve(PNG) : Promise.reject(new Error('no ink'))))
    expect(await png(TASK)).toBeNull()
    expect(logged).toHaveLength(1)
    expect(JSON.parse(logged[0]!)).toMatchObject({
      picture: TASK,
      why: 'no ink',
      msg: 'a picture was not drawn',
    })
    works = true
    expect(await png(TASK)).toEqual(PNG)
  })

  it('are none after the end', async () => {
    const drawer = createDrawer()
    const { png, close } = createPictures({
      curricula: () => [curriculum],
      wordsOf: () => words,
      dir,
      clock: () => NOW,
      log: log(),
      drawer,
    })
    await close()
    expect(await png(TASK)).toBeNull()
    expect(logged).toHaveLength(1)
  })

  it('are shown even where they cannot be kept', async () => {
    const file = join(dir, 'a-file')
    await writeFile(file, '')
    expect(await start(undefined, join(file, 'pictures')).png(TASK)).toEqual(PNG)
    expect(logged.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'a picture could not be kept',
    ])
  })

  it('are told in words to those who do not see them', () => {
    const { about } = start()
    expect(about(TASK)).toEqual({
      alt: 'MÀN HÌNH TẬP. Tin nhắn. NGÂN HÀNG LÚA VÀNG: Mã của quý vị là 482913. Không đưa mã cho ai. Số tiền: 1.250.000 đồng. Người gọi đang chờ máy.',
      keep: false,
    })
    expect(about(PAPER)).toEqual({
      alt: 'Giấy ghi nhận. Làm chắc. việc «Giữ kín mã». ngày 24 tháng 11 năm 2026. Tự học qua chatbot, không giám sát. Không phải là xác nhận theo Quyết định 757/QĐ-BKHCN.',
      keep: true,
    })
  })
})
