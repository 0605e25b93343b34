import type { z } from 'zod'
import { CHOSEN_AREA } from '../domain/plan.js'
import { checkCan, checkText } from './check-text.js'
import type { Loaded } from './curriculum.js'
import { CORE_SKILLS, LIMITS } from './limits.js'
import type { AreasFile, LessonFile, PlacesFile, SkillsFile, pathSchema } from './schema.js'
import type { Wording } from './wording.js'

const FIRST = '0'

/**
 * Checks that the path can be walked: every lesson is there, lesson 0 comes first, and what a
 * lesson requires is learned before it. `readableIds` also names lessons whose file has problems of
 * its own, so that one mistake is told once.
 */
export function checkPath(
  path: Loaded<z.output<typeof pathSchema>>,
  lessons: readonly Loaded<LessonFile>[],
  readableIds: readonly string[],
): void {
  const order = path.value.lessons
  order.forEach((id, index) => {
    if (!readableIds.includes(id)) path.report(['lessons', index], `there is no lesson ${id} in lessons/`)
    if (order.indexOf(id) < index) path.report(['lessons', index], `the lesson ${id} stands twice`)
  })
  for (const { value } of lessons) {
    const index = order.indexOf(value.id)
    if (value.verify_before !== undefined && index >= 0)
      path.report(['lessons', index], `the lesson ${value.id} waits to be verified: it stays out of the path`)
  }
  if (order[0] !== FIRST) path.report(['lessons', 0], `the path must begin with lesson ${FIRST}`)

  for (const { value, report } of lessons) {
    const own = order.indexOf(value.id)
    value.requires.forEach((id, index) => {
      const at = ['requires', index]
      if (!readableIds.includes(id)) report(at, `there is no lesson ${id} in lessons/`)
      else if (id === value.id) report(at, 'a lesson cannot require itself')
      else if (own >= 0 && (!order.includes(id) || order.indexOf(id) > own)) {
        report(at, `the lesson ${id} must come before ${value.id} in path.yaml`)
      }
    })
  }
}

/** Checks that no area stands twice. */
export function checkAreas({ value, report }: Loaded<AreasFile>): void {
  const ids = value.areas.map(({ id }) => id)
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index) report(['areas', index, 'id'], `the area ${id} stands twice`)
  })
}

/** Checks that no two places share an id, and that no place says an old name twice. */
export function checkPlaces(files: readonly Loaded<PlacesFile>[]): void {
  const seen = new Map<string, string>()
  for (const { file, value, report } of files) {
    value.places.forEach((place, index) => {
      const other = seen.get(place.id)
      if (other !== undefined)
        report(['places', index, 'id'], `the place ${place.id} already stands in ${other}`)
      else seen.set(place.id, file)
      for (const [district, units] of Object.entries(place.formerly)) {
        units.forEach((unit, at) => {
          if (units.indexOf(unit) < at)
            report(['places', index, 'formerly', district, at], `"${unit}" stands twice`)
        })
      }
    })
  }
}

/**
 * Checks the words of the skills, and that each area that has any has as many as it is recognised by. The area of
 * which plans choose may have more.
 */
export function checkSkills(
  { value, report }: Loaded<SkillsFile>,
  wording: Wording,
  hasPlans: boolean,
): void {
  const ids = value.skills.map(({ id }) => id)
  value.skills.forEach(({ id, title, can, misconceptions }, index) => {
    const at = ['skills', index]
    if (ids.indexOf(id) < index) report([...at, 'id'], `the skill ${id} stands twice`)
    checkText(title, [...at, 'title'], report, { characters: LIMITS.skillTitleCharacters, lines: 1 }, wording)
    checkText(can, [...at, 'can'], report, { characters: LIMITS.skillCanCharacters, lines: 1 }, wording)
    checkCan(can, [...at, 'can'], report)
    misconceptions.forEach((one, nth) => {
      const here = [...at, 'misconceptions', nth]
      if (misconceptions.findIndex((other) => other.id === one.id) < nth)
        report([...here, 'id'], `the misconception ${one.id} stands twice`)
      const { beliefCharacters, thoughtCharacters } = LIMITS
      checkText(one.belief, [...here, 'belief'], report, { characters: beliefCharacters, lines: 1 }, wording)
      const room = { characters: thoughtCharacters, lines: 1, sentences: 1 }
      checkText(one.thought, [...here, 'thought'], report, room, wording)
    })
  })
  for (const area of new Set(value.skills.map((skill) => skill.area))) {
    const count = value.skills.filter((skill) => skill.area === area).length
    const mayHaveMore = area === CHOSEN_AREA && hasPlans
    if (count < CORE_SKILLS || (count > CORE_SKILLS && !mayHaveMore))
      report(['skills'], `the area ${area} has ${count} skills, it needs ${CORE_SKILLS}`)
  }
}
