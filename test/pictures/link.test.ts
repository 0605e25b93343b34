import { describe, expect, it } from 'vitest'
import {
  type LinkMaker,
  LINK_PATH,
  pictureLink,
  pictureLinkKey,
  readPictureLink,
} from '../../src/pictures/link.js'
import { isPersonal } from '../../src/pictures/name.js'

const key = pictureLinkKey('a secret of the tests, long enough to be one')
const maker: LinkMaker = { publicUrl: 'https://guongsang.example', key }
const TASK = 'tap.giu-ma_xin-ma.3.0.0123456789ab'
const PAPER = 'giay.lam-chac.giu-ma.20781.0123456789ab'
const MORNING = new Date('2026-11-28T00:00:01+07:00')

const at = (days: number, clock = '12:00:00'): Date =>
  new Date(Date.parse(`2026-11-28T${clock}+07:00`) + days * 24 * 60 * 60 * 1000)
const fileOf = (name: string, made = MORNING): string =>
  pictureLink(maker, name, made).slice(`${maker.publicUrl}${LINK_PATH}/`.length)
const read = (file: string, when = MORNING) => readPictureLink(key, file, when)

describe('whose a picture is', () => {
  it.each([
    [TASK, false],
    ['so.tinh-mau.2026-10.xa-mau.0123456789ab', false],
    ['so-demo.tinh-mau.2026-10.xa-mau.0123456789ab', false],
    [PAPER, true],
    ['moi.telegram.lua-sen-trau.0123456789ab', true],
    ['khac.1.0123456789ab', true],
    ['', true],
  ])('%j: somebody’s %s', (name, is) => expect(isPersonal(name)).toBe(is))
})

describe('a link to a picture', () => {
  it('is an address that ends like a picture, with nothing to be escaped', () => {
    const link = pictureLink(maker, TASK, MORNING)
    expect(link).toMatch(
      /^https:\/\/guongsang\.example\/anh\/tap\.giu-ma_xin-ma\.3\.0\.[0-9a-f]{12}\.0\.[\w-]{22}\.png$/,
    )
    expect(encodeURI(link)).toBe(link)
  })

  it('to what is nobody’s is the same for ever', () => {
    expect(pictureLink(maker, TASK, at(4000))).toBe(pictureLink(maker, TASK, MORNING))
    expect(read(fileOf(TASK), at(4000))).toEqual({ name: TASK, daysLeft: null })
  })

  it('to somebody’s own picture is the same all day, and another one tomorrow', () => {
    expect(fileOf(PAPER, at(0, '23:59:59'))).toBe(fileOf(PAPER))
    expect(fileOf(PAPER, at(1, '00:00:00'))).not.toBe(fileOf(PAPER))
  })

  it.each([
    [0, 7],
    [6, 1],
    [7, 0],
  ])('to somebody’s own picture leads there on day %i, for %i days more', (day, daysLeft) => {
    expect(read(fileOf(PAPER), at(day, '23:59:59'))).toEqual({ name: PAPER, daysLeft })
  })

  it.each([8, 9, 365])('to somebody’s own picture is over on day %i', (day) => {
    expect(read(fileOf(PAPER), at(day, '00:00:00'))).toBeNull()
  })
})

describe('an attack', () => {
  const good = fileOf(PAPER)
  const [mac] = good.match(/[\w-]{22}(?=\.png$)/)!

  it('by any one character changed, left out or doubled finds nothing', () => {
    for (let place = 0; place < good.length; place++) {
      const [before, after] = [good.slice(0, place), good.slice(place + 1)]
      for (const other of 'a0A-._9'.split('').filter((one) => one !== good[place]))
        expect(read(`${before}${other}${after}`)).toBeNull()
      expect(read(before + after)).toBeNull()
    }
  })

  it('by the other letters that stand for the same last bits finds nothing', () => {
    const bytes = Buffer.from(mac, 'base64url')
    const same = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      .split('')
      .map((last) => mac.slice(0, -1) + last)
      .filter((one) => one !== mac && Buffer.from(one, 'base64url').equals(bytes))
    expect(same.length).toBeGreaterThan(0)
    for (const one of same) expect(read(good.replace(mac, one))).toBeNull()
  })

  it('by a later day, or by none, finds nothing', () => {
    const last = /\.(\d+)\.[\w-]{22}\.png$/.exec(good)![1]!
    for (const other of ['0', '00', String(Number(last) + 1), `0${last}`, '999999', '']) {
      expect(read(good.replace(`.${last}.`, `.${other}.`))).toBeNull()
    }
  })

  it('by the mac of another picture or of another key finds nothing', () => {
    const task = fileOf(TASK).match(/[\w-]{22}(?=\.png$)/)![0]
    expect(read(good.replace(mac, task))).toBeNull()
    const other = pictureLinkKey('another secret of the tests, long enough')
    expect(readPictureLink(other, good, MORNING)).toBeNull()
  })

  it('by a name with its own dots moved about finds nothing', () => {
    expect(read(good.replace('giay.lam-chac', 'giay-lam.chac'))).toBeNull()
    expect(read(`x.${good}`)).toBeNull()
  })

  it.each([
    '',
    '.png',
    `${PAPER}.png`,
    PAPER,
    `${PAPER}.20790.png`,
    `..${good}`,
    `${good}\n`,
    'é'.repeat(22),
    'a'.repeat(5000),
  ])('by %j finds nothing', (file) => expect(read(file)).toBeNull())

  it('by the name alone finds nothing, however often it guesses', () => {
    const signed = good.slice(0, good.indexOf(mac))
    for (let guess = 0; guess < 2000; guess++) {
      const made = Buffer.alloc(16)
      made.writeUInt32BE(guess)
      expect(read(`${signed}${made.toString('base64url')}.png`)).toBeNull()
    }
  })
})
