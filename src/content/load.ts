import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Curriculum } from '../domain/curriculum.js'
import { checkLesson } from './check-lesson.js'
import { checkPath, checkPlaces } from './check.js'
import { type Loaded, toLesson, toPlaces } from './curriculum.js'
import { deepFrozen } from './frozen.js'
import { ContentError, type Problem } from './problem.js'
import { areasSchema, lessonSchema, pathSchema, placesSchema } from './schema.js'
import { type YamlFile, readYaml } from './yaml-file.js'

/**
 * Reads and checks everything in the content folder `dir`; the result is deeply frozen.
 *
 * @throws {ContentError} with every problem found, each naming file, line and field
 */
export function loadCurriculum(dir: string): Curriculum {
  const problems: Problem[] = []
  const areas = readYaml(dir, 'areas.yaml', areasSchema, problems)
  const path = readYaml(dir, 'path.yaml', pathSchema, problems)
  const lessons = yamlFiles(dir, 'lessons', problems).map((file) =>
    readYaml(dir, file, lessonSchema, problems),
  )
  const places = yamlFiles(dir, 'places', problems).map((file) => readYaml(dir, file, placesSchema, problems))

  const loadedLessons = lessons.filter(isLoaded)
  const loadedPlaces = places.filter(isLoaded)
  for (const { file, value, report } of loadedLessons) {
    checkLesson(value, report)
    if (basename(file, '.yaml') !== value.id)
      report(['id'], `the lesson ${value.id} must stand in ${value.id}.yaml`)
    if (areas.value !== null && !areas.value.areas.some(({ id }) => id === value.area)) {
      report(['area'], `there is no area ${value.area} in areas.yaml`)
    }
  }
  const readableIds = lessons.map(({ file }) => basename(file, '.yaml'))
  if (isLoaded(path)) checkPath(path, loadedLessons, readableIds)
  checkPlaces(loadedPlaces)
  if (problems.length > 0 || !isLoaded(path)) throw new ContentError(problems)

  return deepFrozen({
    lessons: new Map(loadedLessons.map(({ value }) => [value.id, toLesson(value)])),
    path: path.value.lessons,
    places: loadedPlaces.flatMap(({ value }) => toPlaces(value)),
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
