import { crc32, deflateSync } from 'node:zlib'

/** Opaque RGBA, row by row, as resvg gives it. */
export interface Pixels {
  pixels: Uint8Array
  width: number
  height: number
}

/**
 * A PNG of at most 256 colours. Our pictures have about 200, so that nothing is lost and the file is a third
 * to a half of the same in full colour.
 */
export function encodePng({ pixels, width, height }: Pixels): Buffer {
  const { colours, indices } = indexed(new Uint32Array(pixels.buffer, pixels.byteOffset, width * height))
  const rows = Buffer.alloc((width + 1) * height) // Each row begins with its filter, 0: none.
  for (let y = 0; y < height; y++) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8) // Eight bits a pixel, by palette.
  const palette = Buffer.from(colours.flatMap((one) => [one & 255, (one >> 8) & 255, (one >> 16) & 255]))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const MAX_COLOURS = 256

/** The colours as they are, or, where they are too many, with so many bits less that they fit. */
function indexed(rgba: Uint32Array): { colours: number[]; indices: Uint8Array } {
  for (let bits = 0; ; bits++) {
    const found = indexedBy(rgba, 0x010101 * ((255 << bits) & 255))
    if (found !== null) return found
  }
}

function indexedBy(rgba: Uint32Array, mask: number): { colours: number[]; indices: Uint8Array } | null {
  const known = new Map<number, number>()
  const colours: number[] = []
  const indices = new Uint8Array(rgba.length)
  let last = -1
  let index = 0
  for (let at = 0; at < rgba.length; at++) {
    const one = rgba[at]! & mask
    // Most pixels look like the one before them.
    if (one !== last) {
      index = known.get(one) ?? colours.length
      if (index === colours.length) {
        if (index === MAX_COLOURS) return null
        colours.push(rgba[at]!)
        known.set(one, index)
      }
      last = one
    }
    indices[at] = index
  }
  return { colours, indices }
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(named, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
