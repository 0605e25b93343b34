import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { askedSchema } from './asked-file.js'
import { wallCardSchema } from './card-file.js'
import { contactsSchema } from './contacts-file.js'
import type { Loaded } from './curriculum.js'
import { questionsFileSchema, taskFileSchema } from './exercise-schema.js'
import { factsSchema } from './facts-file.js'
import { lexiconSchema } from './lexicon-file.js'
import { planSchema } from './plan-file.js'
import type { Problem } from './problem.js'
import { ruleSchema } from './rule-file.js'
import { scamSchema } from './scam-file.js'
import { areasSchema, lessonSchema, pathSchema, placesSchema, skillsSchema } from './schema.js'
import { type YamlFile, readYaml } from './yaml-file.js'

/** Every file of the content folder; those with problems of form have no value. */
export type ContentFiles = ReturnType<typeof readFiles>

/** Reads every file of the content folder `dir`; problems of syntax and form go to `problems`. */
export function readFiles(dir: string, problems: Problem[]) {
  const read = <S extends z.ZodType>(file: string, schema: S) => readYaml(dir, file, schema, problems)
  const readAll = <S extends z.ZodType>(folder: string, schema: S) =>
    yamlFiles(dir, folder, problems).map((file) => read(file, schema))
  return {
    areas: read('areas.yaml', areasSchema),
    skills: read('skills.yaml', skillsSchema),
    rule: read('rule.yaml', ruleSchema),
    path: read('path.yaml', pathSchema),
    facts: read('facts.yaml', factsSchema),
    lexicon: read('lexicon.yaml', lexiconSchema),
    contacts: read('contacts.yaml', contactsSchema),
    card: read('card.yaml', wallCardSchema),
    asked: read('asked.yaml', askedSchema),
    lessons: readAll('lessons', lessonSchema),
    questions: readAll('questions', questionsFileSchema),
    tasks: readAll('tasks', taskFileSchema),
    scams: readAll('scams', scamSchema),
    places: readAll('places', placesSchema),
    plans: readAll('plans', planSchema),
  }
}

export const isLoaded = <T>(file: YamlFile<T>): file is Loaded<T> => file.value !== null

/** What a file is called without its folder and ending: the id of what it holds. */
export const nameOf = (file: string): string => basename(file, '.yaml')

function yamlFiles(dir: string, folder: string, problems: Problem[]): string[] {
  try {
    const names = readdirSync(join(dir, folder)).filter((name) => name.endsWith('.yaml'))
    return names.toSorted().map((name) => `${folder}/${name}`)
  } catch {
    problems.push({ file: folder, line: 1, field: '', message: 'the folder cannot be read' })
    return []
  }
}
