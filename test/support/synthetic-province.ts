import type { Tally } from '../../src/domain/raw-cells.js'
import type { AssociationGroup } from '../../src/domain/group.js'
import { seeded } from './crash/seeded.js'
import {
  AGES,
  type Measure,
  type Measured,
  SEXES,
  type Tree,
  type Unit,
} from '../../src/domain/release-tables.js'
import { inGroups } from './group-measures.js'

export const MEASURED: Measured = {
  areas: ['dvc', 'mua-sam', 'thanh-toan', 'tu-bao-ve', 'nen-tang'],
  themes: ['so', 'xanh', 'khoi-nghiep'],
}

/** A made-up province: how many communes and branches, and how its learners come, learn and leave. */
export interface Shape {
  name: string
  communes: number
  branches: number
  /** Learners at the end of the last month; some communes have many times as many as others. */
  learners: number
  /** Share of them already there in the first month. */
  atOnce: number
  /** Chance a month to make one area one's own, for somebody who learns well. */
  learns: number
  /** Chance a month to lose it again. */
  loses: number
  /** Chance a month to leave, or to ask not to be counted any more. */
  leaves: number
  seed: number
}

interface Person {
  branch: string
  sex: (typeof SEXES)[number]
  age: (typeof AGES)[number]
  key: number
  from: number
  until: number
  pace: number
  isAssessed: boolean
  areas: boolean[]
  themes: boolean[]
  group: AssociationGroup | null
  wasProficient: boolean
  lapsedIn: number
  isProficient: boolean
}

export interface SyntheticProvince {
  tree: Tree
  population: Map<string, number>
  /** What a snapshot at the end of each month counts. */
  months: { month: string; tallies: Tally[] }[]
}

const PROVINCE = 'tinh'

/** The same province every time for the same shape. Months are those of 2027. */
export function syntheticProvince(shape: Shape, months = 12): SyntheticProvince {
  const random = seeded(shape.seed)
  const tree = new Map<string, Unit>([[PROVINCE, { level: 'province', parent: null }]])
  const population = new Map<string, number>([[PROVINCE, 0]])
  const places: { branch: string; weight: number }[] = []
  for (let c = 1; c <= shape.communes; c++) {
    const commune = `xa-${c}`
    tree.set(commune, { level: 'commune', parent: PROVINCE })
    const size = Math.exp(1.2 * (random() + random() - 1))
    const people = Math.round(4800 * size)
    population.set(commune, people)
    population.set(PROVINCE, population.get(PROVINCE)! + people)
    for (let b = 1; b <= shape.branches; b++) {
      const branch = `${commune}.${b}`
      tree.set(branch, { level: 'branch', parent: commune })
      places.push({ branch, weight: size * Math.exp(2 * (random() + random() - 1)) })
    }
  }
  const people = peopleOf(shape, places, months, random)
  return {
    tree,
    population,
    months: Array.from({ length: months }, (_, at) => {
      for (const person of people) live(person, at, shape, random)
      return { month: `2027-${String(at + 1).padStart(2, '0')}`, tallies: talliesOf(people, at) }
    }),
  }
}

function peopleOf(
  shape: Shape,
  places: readonly { branch: string; weight: number }[],
  months: number,
  random: () => number,
): Person[] {
  // Drawn apart: what somebody is in the association changes nothing else of them.
  const said = seeded(shape.seed + 1000)
  const total = places.reduce((sum, { weight }) => sum + weight, 0)
  return places.flatMap(({ branch, weight }) => {
    const exact = (shape.learners * weight) / total
    const count = Math.floor(exact) + (random() < exact % 1 ? 1 : 0)
    return Array.from({ length: count }, (): Person => {
      const from = random() < shape.atOnce ? 0 : Math.floor(random() * months)
      const stays = shape.leaves === 0 ? Infinity : Math.ceil(Math.log(random()) / Math.log(1 - shape.leaves))
      return {
        branch,
        sex: random() < 0.58 ? 'nu' : random() < 0.95 ? 'nam' : 'chua-ro',
        age: random() < 0.55 ? '60-69' : random() < 0.7 ? '70-79' : random() < 0.8 ? '80+' : 'chua-ro',
        key: Math.floor(random() * 256),
        from,
        until: from + stays,
        pace: random(),
        isAssessed: false,
        areas: MEASURED.areas.map(() => false),
        themes: MEASURED.themes.map(() => false),
        group: groupDrawn(said()),
        wasProficient: false,
        lapsedIn: -Infinity,
        isProficient: false,
      }
    })
  })
}

/** A few officials, many members; so few of whom nobody said that they must be found in no difference. */
function groupDrawn(drawn: number): AssociationGroup | null {
  if (drawn < 0.1) return 'can-bo'
  return drawn < 0.9 ? 'hoi-vien' : null
}

function live(person: Person, month: number, { learns, loses }: Shape, random: () => number): void {
  if (month < person.from || month >= person.until) return
  person.isAssessed ||= random() < 0.7
  person.themes = person.themes.map((reached) => reached || random() < 0.15)
  if (!person.isAssessed) return
  person.areas = person.areas.map((holds) =>
    holds ? random() >= loses : random() < 2 * learns * person.pace,
  )
  const isProficient = person.areas.every(Boolean)
  if (person.isProficient && !isProficient) person.lapsedIn = month
  person.isProficient = isProficient
  person.wasProficient ||= isProficient
}

const isOne = (one: boolean): number => (one ? 1 : 0)

/** What one person counts as in a month. */
function measuresOf(person: Person, month: number): Measure[] {
  const count = person.areas.reduce((sum, holds) => sum + isOne(holds), 0)
  const all: [Measure, boolean][] = [
    ['enrolled', true],
    ['assessed', person.isAssessed],
    ['ever-proficient', person.wasProficient],
    ['proficient', person.isProficient],
    ['lapsed-60', !person.isProficient && month - person.lapsedIn < 2],
    ['at-least-4', count >= 4],
    ['safe', person.areas[0]! && person.areas[2]! && person.areas[3]!],
    ...person.areas.map((holds, at): [Measure, boolean] => [`area:${MEASURED.areas[at]!}`, holds]),
    ...person.themes.map((reached, at): [Measure, boolean] => [`aware:${MEASURED.themes[at]!}`, reached]),
    ['aware:all', person.themes.every(Boolean)],
  ]
  const own = all.filter(([, counts]) => counts).map(([measure]) => measure)
  return [...own, ...inGroups(person.group, own)]
}

function talliesOf(people: readonly Person[], month: number): Tally[] {
  const tallies = new Map<string, Tally>()
  for (const person of people) {
    if (month < person.from || month >= person.until) continue
    const { branch, sex, age, key } = person
    const group = `${branch}|${sex}|${age}|`
    for (const measure of measuresOf(person, month)) {
      const tally = tallies.get(group + measure)
      if (tally === undefined)
        tallies.set(group + measure, { branch, sex, age, measure, people: 1, memberKeys: key })
      else {
        tally.people++
        tally.memberKeys = (tally.memberKeys + key) % 256
      }
    }
  }
  return [...tallies.values()]
}
