import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import type { Curriculum } from '../domain/curriculum.js'
import { checkLesson } from './check-lesson.js'
import { checkTies } from './check-ties.js'
import { checkPath, checkPlaces, checkSkills } from './check.js'
import { type Loaded, toLesson, toPlaces, toSkill } from './curriculum.js'
import { questionsFileSchema, taskFileSchema } from './exercise-schema.js'
import { deepFrozen } from './frozen.js'
import { ContentError, type Problem } from './problem.js'
import { readQuestions } from './questions.js'
import { checkRule, ruleSchema, toRules } from './rule-file.js'
import { areasSchema, lessonSchema, pathSchema, placesSchema, skillsSchema } from './schema.js'
import { readTask } from './tasks.js'
import { type YamlFile, readYaml } from './yaml-file.js'

/**
 * Reads and checks everything in the content folder `dir`; the result is deeply frozen.
 *
 * @throws {ContentError} with every problem found, each naming file, line and field
 */
export function loadCurriculum(dir: string): Curriculum {
  const problems: Problem[] = []
  const read = <S extends z.ZodType>(file: string, schema: S) => readYaml(dir, file, schema, problems)
  const readAll = <S extends z.ZodType>(folder: string, schema: S) =>
    yamlFiles(dir, folder, problems).map((file) => read(file, schema))

  const areas = read('areas.yaml', areasSchema)
  const skills = read('skills.yaml', skillsSchema)
  const rule = read('rule.yaml', ruleSchema)
  const path = read('path.yaml', pathSchema)
  const lessonFiles = readAll('lessons', lessonSchema)
  const lessons = lessonFiles.filter(isLoaded)
  const questions = readAll('questions', questionsFileSchema).filter(isLoaded)
  const tasks = readAll('tasks', taskFileSchema).filter(isLoaded)
  const places = readAll('places', placesSchema).filter(isLoaded)

  for (const { value, report } of lessons) checkLesson(value, report)
  if (isLoaded(skills)) checkSkills(skills)
  if (isLoaded(rule)) checkRule(rule)
  const readableIds = lessonFiles.map(({ file }) => basename(file, '.yaml'))
  if (isLoaded(path)) checkPath(path, lessons, readableIds)
  checkPlaces(places)
  checkTies({ areas, skills, lessons, questions, tasks })
  const exercises = [...questions.flatMap(readQuestions), ...tasks.flatMap(readTask)]
  if (problems.length > 0 || !isLoaded(areas) || !isLoaded(skills) || !isLoaded(rule) || !isLoaded(path))
    throw new ContentError(problems)

  return deepFrozen({
    lessons: new Map(lessons.map(({ value }) => [value.id, toLesson(value)])),
    path: path.value.lessons,
    places: places.flatMap(({ value }) => toPlaces(value)),
    areas: areas.value.areas,
    skills: new Map(skills.value.skills.map((skill) => [skill.id, toSkill(skill)])),
    exercises: new Map(exercises.map((exercise) => [exercise.key, exercise])),
    exercisesOf: new Map(
      skills.value.skills.map(({ id }) => [id, exercises.filter(({ skill }) => skill === id)]),
    ),
    rules: toRules(rule.value),
  })
}

const isLoaded = <T>(file: YamlFile<T>): file is Loaded<T> => file.value !== null

function yamlFiles(dir: string, folder: string, problems: Problem[]): string[] {
  try {
    const names = readdirSync(join(dir, folder)).filter((name) => name.endsWith('.yaml'))
    return names.toSorted().map((name) => `${folder}/${name}`)
  } catch {
    problems.push({ file: folder, line: 1, field: '', message: 'the folder cannot be read' })
    return []
  }
}
