import type { Loaded } from './curriculum.js'
import type { LessonFile, SkillsFile } from './schema.js'
import type { YamlFile } from './yaml-file.js'

interface Needing {
  lessons: readonly Loaded<LessonFile>[]
  skills: YamlFile<SkillsFile>
  /** The order in which lessons are taken; null where it cannot be read. */
  path: readonly string[] | null
}

/** Checks what lessons and skills require: it is there, never leads back, and the path teaches it before. */
export function checkRequires({ lessons, skills, path }: Needing): void {
  const lessonCycle = cycleIn(lessons.map(({ value }) => value))
  const first = lessons.find(({ value }) => value.id === lessonCycle?.[0])
  first?.report(['requires'], leadsBack(lessonCycle))
  if (skills.value === null) return

  const known = skills.value.skills
  const skillCycle = cycleIn(known)
  const at = known.findIndex(({ id }) => id === skillCycle?.[0])
  if (at >= 0) skills.report(['skills', at, 'requires'], leadsBack(skillCycle))
  known.forEach(({ id, requires }, index) => {
    requires.forEach((required, nth) => {
      const here = ['skills', index, 'requires', nth]
      if (required === id) skills.report(here, 'a skill cannot require itself')
      else if (!known.some((skill) => skill.id === required))
        skills.report(here, `there is no skill ${required} in skills.yaml`)
      else if (path !== null && !teachesBefore(path, lessons, required, id))
        skills.report(here, `path.yaml teaches ${id} before ${required}`)
    })
  })
}

/** Whether the first lesson of `required` comes before the first of `skill`; skills without lessons wait for none. */
function teachesBefore(
  path: readonly string[],
  lessons: Needing['lessons'],
  required: string,
  skill: string,
): boolean {
  const firstOf = (wanted: string): number =>
    path.findIndex((id) => lessons.some(({ value }) => value.id === id && value.skill === wanted))
  const [before, own] = [firstOf(required), firstOf(skill)]
  return before < 0 || own < 0 || before < own
}

const leadsBack = (cycle: readonly string[] | null): string =>
  `it leads back to itself: ${cycle?.join(' → ')}`

/** The first way found from something back to itself, as "4.1 → 4.2 → 4.1"; null when there is none. */
function cycleIn(all: readonly { id: string; requires: readonly string[] }[]): string[] | null {
  const requiresOf = new Map(all.map(({ id, requires }) => [id, requires]))
  const done = new Set<string>()
  const walk = (id: string, way: string[]): string[] | null => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id]
    if (done.has(id)) return null
    done.add(id)
    // What requires itself is told where it stands.
    const next = (requiresOf.get(id) ?? []).filter((required) => required !== id)
    for (const required of next) {
      const cycle = walk(required, [...way, id])
      if (cycle !== null) return cycle
    }
    return null
  }
  for (const { id } of all) {
    const cycle = walk(id, [])
    if (cycle !== null) return cycle
  }
  return null
}
