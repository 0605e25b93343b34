import type { Exercise } from './exercise.js'
import type { Rules } from './rule.js'

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
  /** The skill it teaches; null for lessons that only prepare (the phone itself). */
  skill: string | null
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

export interface Area {
  id: string
  name: string
}

/** Something a learner can do; four to an area count as its core. */
export interface Skill {
  id: string
  area: string
  /** Short, for lists and papers: "Giữ kín mã". */
  title: string
  /** As it follows "{Goi} …": "không đọc mã cho ai". */
  can: string
  /** Without it money or data are in danger; taught early. */
  safetyCritical: boolean
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
  areas: readonly Area[]
  /** The core skills, in the order of areas and of safety within them. */
  skills: ReadonlyMap<string, Skill>
  /** Every variant of every question and task, by key. */
  exercises: ReadonlyMap<string, Exercise>
  /** The same, by skill; a skill without content has an empty list. */
  exercisesOf: ReadonlyMap<string, readonly Exercise[]>
  /** The rule that holds now, and all there were. */
  rules: Rules
}
