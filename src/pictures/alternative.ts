import type { ChainChart } from '../domain/chain-chart.js'
import type { ScreenPart } from '../domain/exercise.js'
import type { Drawing } from './drawing.js'

/**
 * What is said in the place of a picture, for those who do not see it. The places to touch are left out: the
 * message below the picture names them.
 */
export function alternativeOf(drawing: Drawing): string {
  if (drawing.kind === 'practice-screen') {
    const { pill, screen } = drawing
    return sentences([pill, screen.title, ...screen.parts.map(wordsOf)])
  }
  if (drawing.kind === 'chain-chart') return chainInWords(drawing)
  if (drawing.kind === 'invitation') return sentences([drawing.scan, `${drawing.typing} ${drawing.words}`])
  const { title, step, subject, date, honest } = drawing
  return sentences([title, step, subject, date, ...honest])
}

function chainInWords({ place, when, isDemo, bars, note }: ChainChart): string {
  const told = bars.map(({ label, words, share }) => `${label}: ${[words, share].filter(Boolean).join(', ')}`)
  return sentences([...(isDemo ? ['DEMO'] : []), place, when, ...told, note])
}

function wordsOf(part: ScreenPart): string {
  switch (part.kind) {
    case 'message':
      return `${part.from}: ${part.text}`
    case 'field':
      return `${part.label}: ${part.value}`
    case 'note':
      return part.text
  }
}

const sentences = (parts: string[]): string =>
  parts.map((words) => (/[.!?…]$/.test(words) ? words : `${words}.`)).join(' ')
