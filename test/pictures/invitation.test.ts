import { encode } from 'uqr'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createWords } from '../../src/bot/words.js'
import { threeWordsAt, wordsInLink } from '../../src/domain/three-words.js'
import { dayNumber } from '../../src/domain/calendar.js'
import { VISIBLE_WORDS } from '../../src/domain/visible-words.js'
import { alternativeOf } from '../../src/pictures/alternative.js'
import { draw, layOut } from '../../src/pictures/draw.js'
import { invitationDrawing } from '../../src/pictures/drawing.js'
import { invitationIn, pictureName, pictureOf } from '../../src/pictures/name.js'
import { misfits, textsOf } from './ink.js'
import { smallCurriculum } from './small-curriculum.js'

const locale = (language: string) => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as object
const words = createWords({ vi: locale('vi'), en: locale('en') })
const curriculum = smallCurriculum()
const link = (channel: string, three: string): string | null =>
  channel === 'web' ? `https://guongsang.example/chat?moi=${wordsInLink(three)}` : null
const elsewhere = (channel: string, three: string): string | null =>
  link(channel, three)?.replace('guongsang', 'khac') ?? null
const picture = { kind: 'invitation', channel: 'web', words: 'lúa sen trâu' } as const
const name = pictureName(picture, curriculum, link)

describe('the picture of an invitation', () => {
  it('is named by its channel and words, and leads back to its link', () => {
    expect(name).toMatch(/^moi\.web\.lua-sen-trau\.[0-9a-f]{12}$/)
    expect(invitationIn(name, link)).toEqual({ ...picture, link: link('web', 'lúa sen trâu') })
    for (let at = 0; at < 1; at += 0.05) {
      const other = { ...picture, words: threeWordsAt(at, 1 - at - 0.01, at / 2) }
      expect(invitationIn(pictureName(other, curriculum, link), link)).toMatchObject(other)
    }
  })

  it('has another name where the link is another one: phones and caches keep pictures by name', () => {
    expect(pictureName(picture, curriculum, elsewhere)).not.toBe(name)
    expect(invitationIn(name, elsewhere)).toBeNull()
  })

  it('is none of anybody else’s link, other words or a channel without links', () => {
    const [, hash] = /([0-9a-f]{12})$/.exec(name)!
    for (const other of [
      pictureName({ ...picture, channel: 'telegram' }, curriculum, link),
      pictureName({ ...picture, words: 'bấm vào đây' }, curriculum, link),
      pictureName({ ...picture, words: 'lúa sen' }, curriculum, link),
      name.replace('lua-sen', 'sen-lua'),
      name.replace('web', 'https'),
      name.replace('lua', 'LUA'),
      name.replace('lua', 'lụa'),
      // Read as our words where people type them, but not the name that we gave.
      name.replace('trau', 'chau'),
      `moi.web.https-evil-example.${hash}`,
      `moi.web.lua-sen-trau.${hash}.png`,
      `../${name}`,
    ])
      expect([other, invitationIn(other, link)]).toEqual([other, null])
    expect(invitationIn(name, () => null)).toBeNull()
    expect(pictureOf(name, curriculum, dayNumber(new Date()))).toBeNull()
  })

  it('holds the longest words, and says what it is to those who do not see it', async () => {
    const longest = VISIBLE_WORDS.toSorted((one, other) => other.length - one.length)
      .slice(0, 3)
      .join(' ')
    for (const three of ['lúa sen trâu', longest]) {
      const drawing = invitationDrawing({ link: link('web', three)!, words: three }, words)
      const layout = await layOut(drawing)
      expect(await misfits(layout)).toEqual([])
      expect(layout.missing).toEqual([])
      expect(textsOf(layout).map((text) => text.words)).toEqual([
        'Gương Sáng',
        'Giơ máy ảnh điện thoại lên hình này.',
        'Hoặc vào Gương Sáng rồi gõ ba tiếng:',
        three,
      ])
      expect((await draw(drawing)).length).toBeLessThanOrEqual(100_000)
      expect(alternativeOf(drawing)).toBe(
        `Giơ máy ảnh điện thoại lên hình này. Hoặc vào Gương Sáng rồi gõ ba tiếng: ${three}.`,
      )
    }
  })

  it('says to come in first where the link carries no words', () => {
    const typed = { link: 'https://zalo.me/3621179647129049909', words: 'lúa sen trâu' }
    expect(alternativeOf(invitationDrawing(typed, words))).toBe(
      'Giơ máy ảnh điện thoại lên hình này. Vào Gương Sáng rồi gõ ba tiếng: lúa sen trâu.',
    )
  })

  it('draws the modules of exactly that link, with room around them', async () => {
    const there = link('web', 'lúa sen trâu')!
    const { svg } = await layOut(invitationDrawing({ link: there, words: 'lúa sen trâu' }, words))
    const [, drawn = ''] = /data:image\/svg\+xml;base64,([^"]+)/.exec(svg)!
    const qr = Buffer.from(drawn, 'base64').toString()
    const { data, size } = encode(there, { ecc: 'Q', border: 0 })
    const dark = new Set([...qr.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
    const expected = data.flatMap((line, y) =>
      line.flatMap((isDark, x) => (isDark ? [`${x + 4} ${y + 4}`] : [])),
    )
    expect(dark).toEqual(new Set(expected))
    expect(qr).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`)
  })
})
