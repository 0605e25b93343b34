/** One choice of an item. Every wrong choice says what was right in the thought behind it. */
export interface Choice {
  id: string
  text: string
  /** "{Goi} muốn hiểu rõ, vậy là cẩn thận." Only wrong choices have one. */
  thought?: string
}

/** Something shown. */
export interface Card {
  kind: 'card'
  id: string
  text: string
  /** The same on the web chat, where there is no messaging app around it. */
  onWeb: string
}

/** Something asked. */
export interface Item {
  kind: 'item'
  id: string
  text: string
  choices: Choice[]
  /** Choices that count themselves ("Số 1") are never shuffled. */
  fixedOrder: boolean
  /** Id of the right choice. */
  right: string
  /** The reason in one sentence, given after every answer. */
  why: string
  /** What to do next time, one sentence, given after a wrong answer. */
  nextTime: string
}

export type Step = Card | Item

export interface Lesson {
  id: string
  area: string
  title: string
  /** What the learner can do afterwards, as it follows "{Goi} …" in the results: "biết tắt máy khi bị giục". */
  can: string
  /** One line that greets a learner who comes back after this lesson: "Hôm trước {goi} …". */
  recap: string
  requires: string[]
  facts: string[]
  reviewedOn: string
  steps: Step[]
}

/** A commune of today, with the names it had before. */
export interface Place {
  id: string
  name: string
  province: string
  region: 'bac' | 'nam'
  /** Names before the mergers of 2025 that now mean this place. */
  formerly: string[]
}

/** Everything `content/` says, loaded once and frozen. */
export interface Curriculum {
  lessons: ReadonlyMap<string, Lesson>
  /** The order in which lessons are taken; the first is lesson 0. */
  path: readonly string[]
  places: readonly Place[]
}

/** The next lesson of the path that is not finished, or null when all are. */
export function nextLesson(curriculum: Curriculum, finished: readonly string[]): Lesson | null {
  const id = curriculum.path.find((lessonId) => !finished.includes(lessonId))
  return id === undefined ? null : curriculum.lessons.get(id)!
}
