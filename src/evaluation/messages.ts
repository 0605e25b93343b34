import { judge, type Verdict } from '../domain/suspicious/verdict.js'

/** `unsure`: only asking somebody one knows can tell, so the right verdict is `careful`. */
export const MESSAGE_LABELS = ['scam', 'benign', 'unsure'] as const

export interface LabelledMessage {
  label: (typeof MESSAGE_LABELS)[number]
  text: string
}

export interface MessageFigures {
  /** Share of the scams that were flagged, from 0 to 1; NaN without any. */
  sensitivity: number
  /** Share of the benign that were flagged, from 0 to 1; NaN without any. */
  falseAlarm: number
  wrong: { text: string; expected: string; got: Verdict }[]
}

/**
 * How well suspicious messages are told from honest ones. Flagged is every verdict but `no-sign`. What is `unsure`
 * stands in neither share; it is wrong when it is not answered by `careful`.
 */
export function evaluateMessages(lines: readonly LabelledMessage[]): MessageFigures {
  const judged = lines.map(({ label, text }) => ({ label, text, got: judge(text).verdict }))
  const flaggedShare = (label: LabelledMessage['label']) => {
    const those = judged.filter((one) => one.label === label)
    return those.filter(({ got }) => got !== 'no-sign').length / those.length
  }
  return {
    sensitivity: flaggedShare('scam'),
    falseAlarm: flaggedShare('benign'),
    wrong: judged
      .filter(({ label, got }) => !isRight(label, got))
      .map(({ label, text, got }) => ({ text, expected: label, got })),
  }
}

function isRight(label: LabelledMessage['label'], got: Verdict): boolean {
  if (label === 'unsure') return got === 'careful'
  return (label === 'scam') === (got !== 'no-sign')
}
