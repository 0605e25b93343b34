import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CHANNELS } from '../../src/channels/channel.js'
import { cases } from '../support/long.js'
import { GOOD } from '../content/fixtures.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

/** Lessons that are mended while somebody is in them, on a small content of this test's own. */
let stage: Stage
let dir: string
const FILE = 'lessons/5.1.yaml'

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'guong-sang-mended-'))
  await cp(GOOD, dir, { recursive: true })
  stage = await Stage.open(dir)
})
afterAll(async () => {
  await stage.close()
  await rm(dir, { recursive: true, force: true })
})

let original: string
beforeEach(async () => {
  original = await readFile(join(dir, FILE), 'utf8')
  await stage.prepare('long-an')
})
afterEach(async () => {
  await writeFile(join(dir, FILE), original)
  await stage.contentTaken()
})

async function edit(from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(join(dir, FILE), 'utf8')
  const edited = text.replace(from, to)
  if (edited === text) throw new Error(`${FILE} has no ${String(from)}`)
  await writeFile(join(dir, FILE), edited)
  await stage.contentTaken()
}

/** At the first card of the first lesson. */
async function atFirstCard(person: Play): Promise<void> {
  await person.says('xin chào')
  for (const text of ['1', 'chú', '1']) await person.says(text)
  await person.learnsUntil('bài đầu tiên')
  await person.leadsOn()
  await person.leadsOn()
}

const said = (seen: { text: string }[]): string => seen.map(({ text }) => text).join('\n')

describe.each(cases(CHANNELS, (channel) => channel === 'web'))('on %s', (channel) => {
  it('the next screen has the new words, and the open question is graded as it was shown', async () => {
    const person = new Play(stage, channel)
    await atFirstCard(person)
    await person.leadsOn()
    const { right, buttons } = person.newest()
    expect(right).toBeDefined()
    await edit(new RegExp(`(text: )(.*${right})`), '$1Lời mới của chọn này')
    const seen = await person.presses(
      buttons.find(({ label }) => label === right)!,
      person.newest().id,
    )
    expect(said(seen)).toContain(`Chú chọn «${right}». Dạ phải rồi. Câu này vừa được sửa ạ.`)
    const { rows } = await stage.pool.query('select "right" from attempt order by id desc limit 1')
    expect(rows).toEqual([{ right: true }])
  })

  it('a card that is gone leads to the first unseen one', async () => {
    const person = new Play(stage, channel)
    await atFirstCard(person)
    const [, first] = /- card: (\S+)/.exec(original)!
    await edit(`- card: ${first}`, '- card: the-moi')
    const seen = await person.leadsOn()
    expect(said(seen)).toContain('Bài này vừa được sửa ạ.')
  })

  it('a broken file changes nothing, also not over a restart', async () => {
    const person = new Play(stage, channel)
    await atFirstCard(person)
    await edit('reviewed_on: ', 'reviewed_on: hôm ')
    const ready = (await (await fetch(`${stage.url}/readyz`)).json()) as {
      ok: boolean
      parts: { content: string }
    }
    expect(ready.ok).toBe(true)
    expect(ready.parts.content).toContain('problems: 1')
    expect(ready.parts.content).toContain(FILE)
    expect(await (await fetch(`${stage.url}/metrics`)).text()).toContain('guong_sang_content_problems 1')
    await stage.restart()
    const seen = await person.leadsOn()
    expect(seen).toHaveLength(1)
    expect(said(seen)).not.toContain('vừa được sửa')
  })
})
