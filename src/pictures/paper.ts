import { type Element, box, image, text } from './element.js'
import { WIDTH, colour, radius, type } from './look.js'

/** A paper to keep, in words: nobody's name, nothing that could pass for an official one. */
export interface PaperDrawing {
  kind: 'paper'
  /** «Gương Sáng». */
  from: string
  /** «Giấy ghi nhận». */
  title: string
  /** The named step, «Làm chắc». */
  step: string
  /** What it is for, «việc «Giữ kín mã»». */
  subject: string
  /** «ngày 24 tháng 11 năm 2026». */
  date: string
  /** What it is not; small, but never left out. */
  honest: string[]
}

const PADDING = 40

export const paper = ({ from, title, step, subject, date, honest }: PaperDrawing): Element =>
  box({ width: WIDTH, backgroundColor: colour.amberSoft, color: colour.ink }, [
    box({ alignItems: 'center', padding: `${PADDING}px ${PADDING}px 30px` }, [
      image(MIRROR, 240, 210),
      text(from, { fontSize: type.label, fontWeight: 700, color: colour.amber, marginTop: 12 }),
      text(title, { fontSize: 48, fontWeight: 700, color: colour.amber }),
    ]),
    box({ padding: `0 ${PADDING}px` }, [
      box(
        {
          alignItems: 'center',
          gap: 12,
          padding: '36px 30px 40px',
          backgroundColor: colour.card,
          borderRadius: radius,
        },
        [
          text(step, { ...centred, fontSize: 84, fontWeight: 700, color: colour.teal }),
          text(subject, { ...centred, fontSize: 42, fontWeight: 700 }),
          text(date, { ...centred, fontSize: type.message, color: colour.inkSoft, marginTop: 16 }),
        ],
      ),
    ]),
    box(
      { alignItems: 'center', gap: 4, padding: `30px ${PADDING}px ${PADDING}px` },
      honest.map((line) => text(line, { ...centred, fontSize: 28, color: colour.amber })),
    ),
  ])

const LIGHT = '#E9B872'

const centred = { textAlign: 'center', textWrap: 'balance' }

/** A hand mirror with light around it: gương sáng. */
const MIRROR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 210">
  <path d="M120 8v15M70 22l8 13M170 22l-8 13M36 60l14 8M204 60l-14 8M28 108l16 0M212 108l-16 0"
    stroke="${LIGHT}" stroke-width="8" stroke-linecap="round" />
  <path d="M120 150v44" stroke="${colour.teal}" stroke-width="22" stroke-linecap="round" />
  <ellipse cx="120" cy="98" rx="48" ry="58" fill="${colour.card}" stroke="${colour.teal}" stroke-width="12" />
  <path d="M96 96c1-19 8-30 20-36" fill="none" stroke="${colour.tealSoft}" stroke-width="9" stroke-linecap="round" />
</svg>`
