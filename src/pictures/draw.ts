import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import satori, { type SatoriNode } from 'satori'
import { chainChart } from './chain-chart.js'
import type { Drawing } from './drawing.js'
import type { Element } from './element.js'
import { invitation } from './invitation.js'
import { WIDTH } from './look.js'
import { paper } from './paper.js'
import { encodePng } from './png.js'
import { practiceScreen } from './practice-screen.js'

/** A drawing laid out: its glyphs are paths, so that what is drawn is what was measured. */
export interface Layout {
  svg: string
  /** Every box and text, outer ones first. */
  boxes: SatoriNode[]
  /** What the font has no glyph for. */
  missing: string[]
}

const fontFile = (file: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${file}`))

// One array for all drawings: satori reads each font once.
const fonts = [
  { name: 'Be Vietnam Pro', weight: 400 as const, data: fontFile('400Regular/BeVietnamPro_400Regular.ttf') },
  { name: 'Be Vietnam Pro', weight: 700 as const, data: fontFile('700Bold/BeVietnamPro_700Bold.ttf') },
]

function elementOf(drawing: Drawing): Element {
  switch (drawing.kind) {
    case 'paper':
      return paper(drawing)
    case 'practice-screen':
      return practiceScreen(drawing)
    case 'chain-chart':
      return chainChart(drawing)
    case 'invitation':
      return invitation(drawing)
  }
}

export async function layOut(drawing: Drawing): Promise<Layout> {
  const boxes: SatoriNode[] = []
  const missing: string[] = []
  const svg = await satori(elementOf(drawing) as Parameters<typeof satori>[0], {
    width: WIDTH,
    fonts,
    onNodeDetected: (box) => boxes.push(box),
    loadAdditionalAsset: (_language, segment) => {
      missing.push(segment)
      return Promise.resolve([])
    },
  })
  return { svg, boxes, missing }
}

/** The PNG of a drawing. Takes some 60 ms of this thread. */
export async function draw(drawing: Drawing): Promise<Buffer> {
  const { svg } = await layOut(drawing)
  return encodePng(new Resvg(svg, { font: { loadSystemFonts: false } }).render())
}
