import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { layOut } from '../../src/pictures/draw.js'
import { encodePng } from '../../src/pictures/png.js'
import { STEP } from './small-curriculum.js'

/** The pixels of a PNG, read by another program than ours. */
function decode(png: Buffer, width: number, height: number): Buffer {
  const href = `data:image/png;base64,${png.toString('base64')}`
  const image = `<image width="${width}" height="${height}" href="${href}"/>`
  return new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`,
  ).render().pixels
}

/** A picture of as many colours as it has pixels. */
function colourful(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 4, 255)
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    pixels.set([Math.floor((x * 255) / width), Math.floor((y * 255) / height), (x + y) % 256], at * 4)
  }
  return pixels
}

describe('the PNG of a picture', () => {
  it('holds every pixel as it was drawn, in half the room', async () => {
    const drawing = {
      kind: 'practice-screen',
      pill: 'MÀN HÌNH TẬP',
      screen: STEP.screen,
      places: STEP.choices,
    }
    const { svg } = await layOut(drawing as Parameters<typeof layOut>[0])
    const image = new Resvg(svg).render()
    const png = encodePng(image)
    expect(decode(png, image.width, image.height).equals(image.pixels)).toBe(true)
    expect(png.length).toBeLessThan(image.asPng().length / 2)
  })

  it('takes the nearest of 256 colours where there are more', () => {
    const pixels = colourful(60, 40)
    const drawn = decode(encodePng({ pixels, width: 60, height: 40 }), 60, 40)
    const colours = new Set(Array.from({ length: 60 * 40 }, (_, at) => drawn.readUInt32LE(at * 4)))
    expect(colours.size).toBeGreaterThan(32)
    expect(colours.size).toBeLessThanOrEqual(256)
    const furthest = pixels.reduce((most, value, at) => Math.max(most, Math.abs(value - drawn[at]!)), 0)
    expect(furthest).toBeLessThan(64)
  })

  it('may have one colour only', () => {
    const pixels = Buffer.alloc(3 * 2 * 4, 255)
    expect(decode(encodePng({ pixels, width: 3, height: 2 }), 3, 2).equals(pixels)).toBe(true)
  })
})
