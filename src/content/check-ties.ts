import { basename } from 'node:path'
import type { Loaded } from './curriculum.js'
import type { QuestionsFile, TaskFile } from './exercise-schema.js'
import type { AreasFile, LessonFile, SkillsFile } from './schema.js'
import type { Report, YamlFile } from './yaml-file.js'

/** The files that name each other; one with problems of form is null, and what names it is not judged. */
export interface Tied {
  areas: YamlFile<AreasFile>
  skills: YamlFile<SkillsFile>
  lessons: readonly Loaded<LessonFile>[]
  questions: readonly Loaded<QuestionsFile>[]
  tasks: readonly Loaded<TaskFile>[]
}

/** Checks that files are named after what they hold, and that areas, skills and sources exist once. */
export function checkTies({ areas, skills, lessons, questions, tasks }: Tied): void {
  const areaOf = tie(areas, (file) => file.areas, 'area')
  const skillOf = tie(skills, (file) => file.skills, 'skill')
  skills.value?.skills.forEach(({ area }, index) => areaOf(area, ['skills', index, 'area'], skills.report))

  for (const { file, value, report } of lessons) {
    named(file, value.id, ['id'], 'the lesson', report)
    areaOf(value.area, ['area'], report)
    if (value.skill !== undefined) skillOf(value.skill, ['skill'], report)
  }
  for (const { file, value, report } of questions) {
    named(file, value.skill, ['skill'], 'the questions of', report)
    skillOf(value.skill, ['skill'], report)
  }
  for (const { file, value, report } of tasks) {
    named(file, value.id, ['id'], 'the task', report)
    skillOf(value.skill, ['skill'], report)
    const sameId = questions.some(
      (other) =>
        other.value.skill === value.skill &&
        other.value.questions.some(({ question }) => question === value.id),
    )
    if (sameId) report(['id'], `a question of ${value.skill} is already called ${value.id}`)
  }
}

/** Reports names that a file of known names does not have. */
const tie =
  <T>(known: YamlFile<T>, entries: (value: T) => readonly { id: string }[], kind: string) =>
  (id: string, at: readonly PropertyKey[], report: Report): void => {
    if (known.value !== null && !entries(known.value).some((entry) => entry.id === id))
      report(at, `there is no ${kind} ${id} in ${known.file}`)
  }

function named(file: string, id: string, at: readonly PropertyKey[], what: string, report: Report): void {
  if (basename(file, '.yaml') !== id) report(at, `${what} ${id} must stand in ${id}.yaml`)
}
