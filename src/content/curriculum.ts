import type { Card, Choice, Item, Lesson, Place, Skill } from '../domain/curriculum.js'
import { type Beliefs, withThoughts } from './beliefs.js'
import type { Asked } from './check-item.js'
import type { CardFile, ItemFile, LessonFile, PlacesFile, SkillsFile } from './schema.js'
import type { YamlFile } from './yaml-file.js'

/** A file whose form is good. */
export type Loaded<T> = YamlFile<T> & { value: T }

/** A lesson as the domain knows it, from the way educators write it. */
export const toLesson = (file: LessonFile, beliefs: Beliefs): Lesson => ({
  id: file.id,
  area: file.area,
  skill: file.skill ?? null,
  theme: file.theme ?? null,
  title: file.title,
  can: file.can,
  recap: file.recap,
  requires: file.requires,
  facts: file.facts,
  reviewedOn: file.reviewed_on,
  verifyBefore: file.verify_before ?? null,
  realLife: file.real_life ?? null,
  tellFamily: file.tell_family ?? null,
  steps: file.steps.map((step) =>
    'item' in step ? toItem(step.item, withThoughts(step, file.skill ?? null, beliefs)) : toCard(step),
  ),
})

const toCard = ({ card, text, on_web: onWeb }: CardFile): Card => ({
  kind: 'card',
  id: card,
  text,
  onWeb: onWeb ?? text,
})

/** An item of a lesson, or a question by itself. */
export const toItem = (id: string, file: Asked): Item => ({
  kind: 'item',
  id,
  text: file.text,
  choices: file.choices.map(toChoice),
  fixedOrder: !file.shuffle,
  right: file.right,
  why: file.why,
  nextTime: file.next_time,
})

const toChoice = ({ id, text, thought, misconception }: ItemFile['choices'][number]): Choice => ({
  id,
  text,
  ...(thought === undefined ? {} : { thought }),
  ...(misconception === undefined ? {} : { misconception }),
})

export const toSkill = (file: SkillsFile['skills'][number]): Skill => ({
  id: file.id,
  area: file.area,
  title: file.title,
  can: file.can,
  safetyCritical: file.safety_critical,
  requires: file.requires,
  misconceptions: file.misconceptions,
})

/** The communes of one file; old names are written out from the smallest unit to the province. */
export const toPlaces = (file: PlacesFile): Place[] =>
  file.places.map(({ id, name, formerly }) => ({
    id,
    name,
    province: file.province,
    region: file.region,
    formerly: Object.entries(formerly).flatMap(([district, units]) => [
      ...units.map((unit) => `${unit}, ${district}`),
      district,
    ]),
  }))
