import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { pino } from 'pino'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../src/app.js'
import { readConfig } from '../../src/config.js'
import type { Item, Lesson } from '../../src/domain/curriculum.js'
import { QUESTIONS, type Region } from '../../src/domain/learner.js'
import type { Mode } from '../../src/domain/session.js'
import { isForCompanions } from '../../src/domain/strand.js'
import { createPool } from '../../src/store/pool.js'
import { enrolSimulated } from '../../src/store/scratch.js'
import { createDatabase, type TestDatabase } from '../support/database.js'
import { type Shown, withoutNumber } from '../support/story/phone.js'
import { curriculum } from '../support/story/pupil.js'
import { ruleProblems } from '../support/story/rules.js'
import { hasChromium, leaveBrowser, openBrowser, phone } from '../support/web/browser.js'
import { ChatPage } from '../support/web/chat-page.js'

/** A folder: every screen of every lesson is kept there as a picture, and each lesson as it reads. */
const SHOTS = process.env['SHOTS']
const WIDTH = 390
/** A finger of 80 needs so much, in CSS pixels. */
const SMALLEST_BUTTON = 56
const READING_MS = 20_000
/** Room for a machine that is busy with other things; a lesson takes some seconds. */
const PATIENCE_MS = 120_000

const REGIONS: readonly Region[] = ['nam', 'bac']
/** In the order in which they are taken; those for helpers last. */
const ids = new Set([...curriculum.path, ...curriculum.lessons.keys()])
const lessons = [...ids].map((id, at) => [id, curriculum.lessons.get(id)!, REGIONS[at % 2]!, at] as const)

describe.runIf(hasChromium)('every lesson, on a phone', () => {
  let browser: Browser
  let database: TestDatabase
  let folder: string
  let pool: Pool
  let app: App
  let visitor: BrowserContext
  let learner: Reader
  const troubles: string[] = []
  /** Eight in the morning, and each answer is taken time over: nobody is asked whether they want a rest. */
  let now = new Date('2026-11-29T08:00:00+07:00')

  beforeAll(async () => {
    ;[browser, database, folder] = await Promise.all([
      openBrowser(),
      createDatabase(),
      mkdtemp(join(tmpdir(), 'guong-sang-every-lesson-')),
    ])
    pool = createPool(database.url, 2)
    app = await createApp(readConfig({ PORT: '0', DATA_DIR: folder }), {
      databaseUrl: database.url,
      clock: () => now,
      // What is edited meanwhile is not what this run reads.
      contentEveryMs: 3_600_000,
      log: pino({ level: 'warn' }, { write: (line: string) => void troubles.push(line) }),
    })
    if (SHOTS !== undefined) mkdirSync(SHOTS, { recursive: true })
  })
  afterAll(async () => {
    await leaveBrowser(browser)
    await app.stop()
    await pool.end()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    visitor = await phone(browser)
  })
  afterEach(() => visitor.close())

  /** Somebody of that region who learned all that comes before this lesson, with the chat open. */
  async function seat(lesson: Lesson, region: Region): Promise<Reader> {
    const token = randomBytes(24).toString('base64url')
    const address = createHash('sha256').update(token).digest('hex')
    await visitor.addCookies([{ name: 'gs_visitor', value: token, url: app.url }])
    const session = {
      mode: modeBefore(lesson),
      trial: null,
      form: null,
      unclear: 0,
      seenAt: now.toISOString(),
    }
    await enrolSimulated(pool, learnerBefore(lesson, region), session, address, now)
    const page = await visitor.newPage()
    await page.goto(`${app.url}/chat`)
    await page.locator('#log[aria-busy="false"]').waitFor()
    return new Reader(page, lesson.id, () => (now = new Date(now.getTime() + READING_MS)))
  }

  it.each(lessons)(
    '%s: every screen fits, a wrong answer is met kindly, and it ends with something to do and to tell',
    async (_, lesson, region, at) => {
      learner = await seat(lesson, region)
      await goesIn(learner, lesson)
      const items = lesson.steps.filter((step) => step.kind === 'item')
      const missed = items[at % items.length]!
      for (const step of lesson.steps) {
        learner.reads(
          ...step.text
            .trim()
            .split('\n')
            .filter((line) => !hasWebWords(step, line)),
        )
        if (step.kind === 'item') await answers(learner, step, step === missed ? at % 2 : null)
        await learner.goesOn()
      }
      if (lesson.id === '0') learner.reads('Giờ mình học bài đầu tiên nhé?')
      else await ends(learner, lesson)
      learner.keepsTranscript()
      expect([...learner.problems, ...troubles.splice(0)]).toEqual([])
    },
    PATIENCE_MS,
  )
})

const hasWebWords = (step: Lesson['steps'][number], line: string): boolean =>
  step.kind === 'card' && !step.onWeb.includes(line)

/** From where the learner stands to the first step. */
async function goesIn(learner: Reader, lesson: Lesson): Promise<void> {
  if (isForCompanions(lesson)) {
    await learner.says('đồng hành')
    await learner.touches(lesson.title)
    return
  }
  // «lại» shows where one stands.
  await learner.says('lại')
  if (lesson.id === '0') return
  learner.reads(lesson.title)
  await learner.touches('Học')
}

/** One answer, or first a wrong one (`wrongFirst` says which of the two); what stands there then leads on. */
async function answers(learner: Reader, item: Item, wrongFirst: number | null): Promise<void> {
  const right = item.choices.find(({ id }) => id === item.right)!
  if (wrongFirst !== null) {
    const wrong = item.choices.filter(({ id }) => id !== item.right)[wrongFirst]!
    await learner.touches(wrong.text)
    learner.reads(wrong.text, wrong.thought ?? '', right.text, item.why, item.nextTime, 'thử lại nhé')
  }
  await learner.touches(right.text)
  learner.reads('Dạ phải rồi.', item.why)
}

/** What one can do now, Việc thật and the line for the family. */
async function ends(learner: Reader, lesson: Lesson): Promise<void> {
  learner.reads('Xong bài rồi ạ.', lesson.can, `Việc thật: ${lesson.realLife ?? '?'}`)
  await learner.goesOn()
  if (learner.shown.buttons.some(({ label }) => label.includes('Xem thẻ'))) await learner.goesOn()
  learner.reads(lesson.tellFamily ?? '?')
  learner.offers('Học tiếp')
}

/** Somebody who reads every screen of a lesson with care. */
class Reader {
  readonly problems: string[] = []
  private readonly chat: ChatPage
  private readonly read: string[] = []
  private current: Shown | null = null

  constructor(
    private readonly page: Page,
    private readonly lessonId: string,
    private readonly takesTime: () => unknown,
  ) {
    this.chat = new ChatPage(page)
  }

  get shown(): Shown {
    if (this.current === null) throw new Error('nothing was shown yet')
    return this.current
  }

  /** These words stand on the screen, whoever they are said to. */
  reads(...words: string[]): void {
    for (const line of words.filter((one) => !patternOf(one).test(this.shown.text)))
      this.problems.push(`«${line}» does not stand in «${this.shown.text}»`)
  }

  offers(label: string): void {
    this.placeOf(label)
  }

  says(words: string): Promise<void> {
    return this.does(words, () => this.chat.types(words))
  }

  touches(words: string): Promise<void> {
    const place = this.placeOf(words)
    const { label } = this.shown.buttons[place]!
    return this.does(`[${label}]`, () => this.page.locator('.current button.choice').nth(place).tap())
  }

  goesOn(): Promise<void> {
    return this.touches('Tiếp')
  }

  keepsTranscript(): void {
    if (SHOTS !== undefined) writeFileSync(join(SHOTS, `${this.lessonId}.txt`), `${this.read.join('\n')}\n`)
  }

  private placeOf(words: string): number {
    const whole = new RegExp(`^${patternOf(words).source}$`, 'u')
    const place = this.shown.buttons.findIndex(({ label }) => whole.test(withoutNumber(label)))
    if (place >= 0) return place
    const offered = this.shown.buttons.map(({ label }) => label).join(' | ')
    throw new Error(`there is no «${words}» among ${offered} below «${this.shown.text}»`)
  }

  private async does(what: string, act: () => Promise<unknown>): Promise<void> {
    this.takesTime()
    this.current = await this.chat.after(act)
    const choices = this.shown.buttons.map(({ label }, at) => `  ${at + 1}. ${withoutNumber(label)}`)
    this.read.push(`> ${what}`, this.shown.text, ...choices)
    this.problems.push(...(await this.problemsHere()).map((one) => `${one}\n  in «${this.shown.text}»`))
    if (SHOTS === undefined) return
    const name = `${this.lessonId}-${String(this.read.filter((one) => one.startsWith('> ')).length).padStart(2, '0')}`
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`), scale: 'css', animations: 'disabled' })
  }

  private async problemsHere(): Promise<string[]> {
    return [
      ...ruleProblems(this.shown),
      ...(await this.page.evaluate(layoutProblems, [WIDTH, SMALLEST_BUTTON])),
    ]
  }
}

/** Runs in the page: what slides sideways or is cut at the side, and what a finger would miss. */
function layoutProblems([width, smallest]: number[]): string[] {
  const wide = [...document.querySelectorAll<HTMLElement>('html, body, body *:not(svg *)')]
    .filter((element) => element.checkVisibility() && element.closest('.unseen') === null)
    .filter(
      (element) =>
        element.scrollWidth > Math.max(element.clientWidth, width!) ||
        element.getBoundingClientRect().right > width! + 1 ||
        element.getBoundingClientRect().left < -1,
    )
    .map((element) => `wider than the phone: ${element.tagName} ${element.className}`)
  const buttons = [...document.querySelectorAll<HTMLElement>('.current button.choice')]
  const boxes = buttons.map((button) => button.getBoundingClientRect())
  const small = boxes.flatMap(({ width: across, height }, at) =>
    height >= smallest! && across >= smallest! * 5 ? [] : [`a small button: ${buttons[at]!.innerText}`],
  )
  const near = boxes.flatMap(({ top }, at) =>
    at > 0 && top - boxes[at - 1]!.bottom < 12 ? [`a button too near: ${buttons[at]!.innerText}`] : [],
  )
  const cut = buttons
    .flatMap((button) => [...button.querySelectorAll<HTMLElement>('*')])
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
    .map((element) => `cut: ${element.innerText}`)
  return [...wide, ...small, ...near, ...cut]
}

/** Words of the content with whatever is put for «{…}». */
function patternOf(words: string): RegExp {
  const parts = words.trim().split(/\{[^{}]+\}/)
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\\n]+?'), 'u')
}

/** The first lesson and those for helpers have no opening with two ways. */
function modeBefore(lesson: Lesson): Mode {
  if (isForCompanions(lesson)) return { kind: 'rest' }
  return lesson.id === '0'
    ? { kind: 'lesson', lessonId: '0', step: 0, nth: 1, order: null, answered: null }
    : { kind: 'opening', lessonId: lesson.id }
}

const learnerBefore = (lesson: Lesson, region: Region) => ({
  id: null,
  formOfAddress: region === 'nam' ? ('chu' as const) : ('bac' as const),
  region,
  placeId: curriculum.places.find((place) => place.region === region)?.id ?? null,
  birthYear: null,
  learningTime: null,
  daysLearned: 0,
  lastDay: null,
  asked: [...QUESTIONS],
  consents: { learning: true },
  finished: isForCompanions(lesson)
    ? ['0']
    : curriculum.path.slice(0, Math.max(0, curriculum.path.indexOf(lesson.id))),
  realLifeDone: [],
  mastery: {},
  recognitions: [],
  firstArea: null,
  laterAreas: [],
})
