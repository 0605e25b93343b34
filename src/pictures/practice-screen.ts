import type { PracticeScreen, ScreenPart } from '../domain/exercise.js'
import { type Element, box, row, text } from './element.js'
import { WIDTH, border, circle, colour, margin, radius, type } from './look.js'
import type { Place } from './shown.js'

/** One step of a task as it is drawn: the made-up screen and the numbered places below it. */
export interface PracticeScreenDrawing {
  kind: 'practice-screen'
  /** «MÀN HÌNH TẬP», so that nobody takes the picture for a real app. */
  pill: string
  screen: PracticeScreen
  places: Place[]
}

const GAP = 20
const INNER = 24

export const practiceScreen = ({ pill, screen, places }: PracticeScreenDrawing): Element =>
  box({ width: WIDTH, backgroundColor: colour.paper, color: colour.ink }, [
    header(screen.title, pill),
    box({ padding: margin, gap: 36 }, [
      box({ gap: GAP }, screen.parts.map(part)),
      box(
        { gap: GAP },
        places.map((place, index) => touchable(place, index + 1)),
      ),
    ]),
  ])

const header = (title: string, pill: string): Element =>
  row({ padding: `20px ${margin}px`, gap: GAP, backgroundColor: colour.teal, color: colour.card }, [
    text(title, { fontSize: type.title, fontWeight: 700, flex: 1 }),
    box({ padding: '4px 16px', borderRadius: 12, backgroundColor: colour.card, color: colour.teal }, [
      text(pill, { fontSize: type.pill, fontWeight: 700 }),
    ]),
  ])

function part(shown: ScreenPart): Element {
  switch (shown.kind) {
    case 'message':
      return box({ ...framed(colour.line), borderBottomLeftRadius: 4, padding: INNER }, [
        text(shown.from, { ...label, fontWeight: 700 }),
        text(shown.text, { fontSize: type.message }),
      ])
    case 'field':
      return box({ padding: `0 ${INNER}px` }, [
        text(shown.label, label),
        text(shown.value, { fontSize: type.value, fontWeight: 700 }),
      ])
    case 'note':
      return box({ padding: `16px ${INNER}px`, borderRadius: radius, backgroundColor: colour.amberSoft }, [
        text(shown.text, { fontSize: type.message, color: colour.amber }),
      ])
  }
}

const label = { fontSize: type.label, color: colour.inkSoft, marginBottom: 6 }

const framed = (line: string) => ({
  backgroundColor: colour.card,
  border: `${border}px solid ${line}`,
  borderRadius: radius,
})

const touchable = (place: Place, number: number): Element =>
  row({ ...framed(colour.teal), padding: `18px ${INNER}px`, gap: GAP }, [
    numberCircle(number),
    box({ flex: 1 }, [
      ...(place.label === undefined ? [] : [text(place.label, label)]),
      text(place.text, { fontSize: type.value, fontWeight: 700 }),
    ]),
  ])

const numberCircle = (number: number): Element =>
  row(
    {
      width: circle,
      height: circle,
      justifyContent: 'center',
      borderRadius: circle / 2,
      backgroundColor: colour.teal,
      color: colour.card,
    },
    [text(String(number), { fontSize: type.value, fontWeight: 700 })],
  )
