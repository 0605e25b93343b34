import type { Asking } from '../services/asking.js'

export interface Question {
  text: string
  /** The lessons that answer it, by number; empty where nothing should be offered. */
  lessons: readonly string[]
}

export interface QuestionFigures {
  /** Share of the questions for which one of their lessons was among the three offered; NaN without any. */
  recallAt3: number
  /** Share of the others for which something was offered; NaN without any. */
  falseOffer: number
  wrong: { text: string; expected: readonly string[]; got: string[] }[]
}

/** How well questions in one's own words find their lessons. */
export function evaluateQuestions(lines: readonly Question[], asking: Asking): QuestionFigures {
  const answered = lines.map(({ text, lessons }) => {
    const got = asking.lessonsFor(text).map(({ lesson }) => lesson)
    const isRight = lessons.length === 0 ? got.length === 0 : lessons.some((one) => got.includes(one))
    return { text, expected: lessons, got, isRight }
  })
  const asked = answered.filter(({ expected }) => expected.length > 0)
  const others = answered.filter(({ expected }) => expected.length === 0)
  return {
    recallAt3: asked.filter(({ isRight }) => isRight).length / asked.length,
    falseOffer: others.filter(({ isRight }) => !isRight).length / others.length,
    wrong: answered
      .filter(({ isRight }) => !isRight)
      .map(({ text, expected, got }) => ({ text, expected, got })),
  }
}
