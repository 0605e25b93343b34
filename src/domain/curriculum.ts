import type { Exercise } from './exercise.js'
import type { Indicator, IndicatorId } from './plan-targets.js'
import type { Rules } from './rule.js'

/** One choice of an item. Every wrong choice says what was right in the thought behind it. */
export interface Choice {
  id: string
  text: string
  /** "{Goi} muốn hiểu rõ, vậy là cẩn thận." Only wrong choices have one. */
  thought?: string
  /** What somebody who takes it believes: one of the misconceptions of the skill. */
  misconception?: string
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
  /** The theme of the awareness strand whose reach it counts for; null for all other lessons. */
  theme: string | null
  title: string
  /** What the learner can do afterwards, as it follows "{Goi} …" in the results: "biết tắt máy khi bị giục". */
  can: string
  /** One line that greets a learner who comes back after this lesson: "Hôm trước {goi} …". */
  recap: string
  requires: string[]
  facts: string[]
  reviewedOn: string
  /** A day, while it rests on something that is not sure enough; such a lesson is in no path. */
  verifyBefore: string | null
  /** Việc thật: one small thing to try in real life this week; null in lesson 0. */
  realLife: string | null
  /** One line to say to the family; null in lesson 0. */
  tellFamily: string | null
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
  /** Skills that come before it. */
  requires: string[]
  misconceptions: Misconception[]
}

/** What somebody who does not know the skill yet believes. */
export interface Misconception {
  id: string
  belief: string
  /** What is right in it; a wrong choice without a thought of its own says this. */
  thought: string
}

/** What a province's plan asks of its elderly. */
export interface Plan {
  id: string
  title: string
  /** By name, as {@link Place.province}. */
  province: string
  /** What the plan calls itself. */
  source: string
  /** The four core skills it chooses of the area that differs by province. */
  chosenSkills: readonly string[]
  /** Who gave out the plan, and the địa danh at the head of its paper. */
  issuer: { agency: string; place: string }
  /** Cơ quan tổng hợp: who gathers and passes on what all report. */
  collator: string
  /** By the name of a department, the indicators that it locks by itself. */
  locks: ReadonlyMap<string, readonly IndicatorId[]>
  /** What the plan says of how often to report; `months` is null where it fixes no period. */
  reporting: { wording: string; months: number | null }
  /** Nơi nhận, as the plan lists them. */
  recipients: readonly string[]
  /** Ids of the places it reports on, each by itself; one may be a former province (`place-tree`). */
  reportsOn: readonly string[]
  /** The five rows of its appendix, in their order. */
  indicators: readonly Indicator[]
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

/** Whom one calls or asks. Only what is verified is here, so nothing else can be shown. */
export interface Contact {
  id: string
  title: string
  /** What `{so.<id>}` becomes by name of the province (`Place.province`): "1900 1006 (có tính cước)". */
  inProvince: ReadonlyMap<string, string>
  /** What it becomes in every other province, and where the province is not known. */
  elsewhere: string
}

/** A word that differs between North and South: what `{<its id>}` becomes. */
export interface RegionalWord {
  bac: string
  nam: string
}

/** A kind of scam, as a checker recognises it and a learner is told of it. */
export interface Scam {
  id: string
  title: string
  /** How it begins, in one or two sentences. */
  opening: string
  /** Words that give it away, with and without their marks. */
  redFlags: { with: string; without: string }[]
  /** Shapes of addresses and files, defanged: "vneid-*[.]cc". */
  baits: string[]
  /** What to do, in this order. */
  do: string[]
  /** Ids of contacts, in the order in which to call. */
  call: string[]
  taughtIn: string[]
  facts: string[]
  reviewedOn: string
}

/** The card for the wall (thẻ dán tường), printed in A5; it speaks to the whole house. */
export interface WallCard {
  title: string
  intro: string
  /** `number` is printed; where it is null a large blank is left to fill in by hand. */
  rows: { id: string; label: string; note: string | null; number: string | null }[]
  threeWords: string
  meaning: string
  caution: string
  /** The screen by which a lesson offers it. */
  offer: string
}

/** In what words people ask, as they say them. */
export interface AskedWords {
  /** For a lesson, by its id. */
  lessons: ReadonlyMap<string, readonly string[]>
  /** What no lesson answers, each group about one thing. */
  elsewhere: readonly (readonly string[])[]
}

/** Everything `content/` says, loaded once and frozen. */
export interface Curriculum {
  lessons: ReadonlyMap<string, Lesson>
  /** The order in which lessons are taken; the first is lesson 0. */
  path: readonly string[]
  places: readonly Place[]
  areas: readonly Area[]
  /** The plans of the provinces, by id in alphabetical order. */
  plans: readonly Plan[]
  /** The core skills, in the order of areas and of safety within them. */
  skills: ReadonlyMap<string, Skill>
  /** The same with those that only other provinces choose: what somebody was recognised for keeps its name. */
  allSkills: ReadonlyMap<string, Skill>
  /** Every variant of every question and task, by key. */
  exercises: ReadonlyMap<string, Exercise>
  /** The same, by skill; a skill without content has an empty list. */
  exercisesOf: ReadonlyMap<string, readonly Exercise[]>
  scams: ReadonlyMap<string, Scam>
  contacts: ReadonlyMap<string, Contact>
  /** Words of the regions, by the id that stands in braces. */
  lexicon: ReadonlyMap<string, RegionalWord>
  card: WallCard
  asked: AskedWords
  /** The rule that holds now, and all there were. */
  rules: Rules
}
