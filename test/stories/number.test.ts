import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CHANNELS } from '../../src/channels/channel.js'
import { GOOD } from '../content/fixtures.js'
import { cases } from '../support/long.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'

/** A card that says whom to call about electricity; of this content only the number of Tây Ninh is verified. */
let stage: Stage
let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'guong-sang-number-'))
  await cp(GOOD, dir, { recursive: true })
  const file = join(dir, 'lessons/5.1.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text.replace(/(card: bam-lac\n\s+text: \|\n)[^]*?\n\n/, '$1      Cúp điện, {goi} gọi {so.dien-luc}.\n\n'),
  )
  stage = await Stage.open(dir)
})
afterAll(async () => {
  await stage.close()
  await rm(dir, { recursive: true, force: true })
})

const said = (seen: { text: string }[]): string => seen.map(({ text }) => text).join('\n')

const CASES = CHANNELS.flatMap((channel) =>
  (['long-an', 'thai-nguyen'] as const).map((one) => [channel, one] as const),
)

it.each(cases(CASES, ([channel]) => channel === 'web' || channel === 'telegram'))(
  'on %s in %s a number is said only where the place is known, with its cost',
  async (channel, province) => {
    await stage.prepare(province)
    const person = new Play(stage, channel)
    await person.says('xin chào')
    for (const text of ['1', 'chú', '1']) await person.says(text)
    await person.learnsUntil('bài đầu tiên')
    await person.leadsOn()
    const before = said(await person.leadsOn())
    expect(before).toContain('Cúp điện, chú gọi số in trên hoá đơn tiền điện.')
    expect(before).not.toContain('1900')

    await person.says('cài đặt')
    await person.says('việc khác')
    await person.says('nơi ở')
    expect(said(await person.says('xã bến lức'))).toContain('Cúp điện, chú gọi 1900 1006 (có tính cước).')
    // Read aloud and large as well.
    expect(said(await person.says('lại'))).toContain('1900 1006 (có tính cước)')
  },
)
