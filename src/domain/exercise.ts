import type { ChartOf } from './chain-chart.js'
import type { Item } from './curriculum.js'

/**
 * What the learner does alone, or is shown, to practise one skill: a question or a task. Every variant is an
 * exercise of its own; the content loader writes the variants out.
 */
export type Exercise = QuestionExercise | TaskExercise

/** How an answer is graded and weighed; `pair` is a question with two choices and never counts. */
export type ExerciseType = 'question' | 'pair' | 'task'

interface Variant {
  /** Unique over all content, "giu-ma/xin-ma.3": what the evidence log names. */
  key: string
  /** The question or task it is a variant of, "giu-ma/xin-ma". */
  source: string
  skill: string
}

export interface QuestionExercise extends Variant {
  type: 'question' | 'pair'
  item: Item
}

/** A short flow through the screens of a made-up app; its steps are answered in order. */
export interface TaskExercise extends Variant {
  type: 'task'
  title: string
  steps: TaskStep[]
  /** The one mistake the worked example makes and repairs. */
  slip: { step: number; choice: string }
}

export interface TaskStep {
  id: string
  screen: PracticeScreen
  /** What the learner is asked to do here, one sentence. */
  ask: string
  /** Where to look, one sentence; given when we do it together and after two misses. */
  hint: string
  /** In the order in which the picture numbers them. */
  choices: TaskChoice[]
  /** Id of the right choice. */
  right: string
}

export interface TaskChoice {
  id: string
  /** The words on the touchable place, the same in the picture, on the button and in the text. */
  text: string
  /** A small label above the words in the picture ("Người nhận"). */
  label?: string
  /** Wrong choices only: mildly, what would happen, and how to step back. */
  then?: string
}

/** What a picture shows beside the touchable places. Drawn by us; no form of address, no real brand. */
export interface PracticeScreen {
  /** The name of the made-up app or page. */
  title: string
  parts: ScreenPart[]
}

export type ScreenPart =
  | { kind: 'message'; from: string; text: string }
  | { kind: 'field'; label: string; value: string }
  | { kind: 'note'; text: string }

/** A picture by what it shows; a wire asks for its bytes by its name. */
export type Picture =
  | { kind: 'task'; exercise: string; step: number }
  /** A paper to keep: one of the five named steps, what it is for, and the day it was reached. */
  | { kind: 'paper'; level: Level; subject: string; day: number }
  /** The four numbers of a place, as a release tells them. */
  | ({ kind: 'chain' } & ChartOf)
  /** A QR picture of the link that an invitation has on a channel, with its three words. */
  | { kind: 'invitation'; channel: string; words: string }

/** The five named steps: Làm được, Làm chắc, Vững, An toàn, Thành thạo. */
export const LEVELS = ['lam-duoc', 'lam-chac', 'vung', 'an-toan', 'thanh-thao'] as const
export type Level = (typeof LEVELS)[number]
