import type { Contact, Curriculum } from '../domain/curriculum.js'
import type { Exercise } from '../domain/exercise.js'
import { checkAsked, toAsked } from './asked-file.js'
import { beliefsIn } from './beliefs.js'
import { toWallCard } from './card-file.js'
import { checkAges } from './check-age.js'
import { checkBalance } from './check-balance.js'
import { checkEnough } from './check-enough.js'
import { checkFacts } from './check-facts.js'
import { checkLesson } from './check-lesson.js'
import { checkPlans } from './check-plans.js'
import { checkRequires } from './check-requires.js'
import { checkScam } from './check-scam.js'
import { checkTies } from './check-ties.js'
import { checkWallCard } from './check-wall-card.js'
import { checkContacts } from './check-contacts.js'
import { checkAreas, checkPath, checkPlaces, checkSkills } from './check.js'
import { compiled } from './compiled.js'
import { knownNumbers, toContacts } from './contacts-file.js'
import { type Counts, countsOf } from './counts.js'
import { toLesson, toPlaces, toSkill } from './curriculum.js'
import { checkFactIds } from './facts-file.js'
import { type ContentFiles, isLoaded, nameOf, readFiles } from './files.js'
import { deepFrozen } from './frozen.js'
import { checkLexicon, toLexicon } from './lexicon-file.js'
import { toPlan } from './plan-file.js'
import { ContentError, type Problem } from './problem.js'
import { readQuestions } from './questions.js'
import { checkRule, toRules } from './rule-file.js'
import { toScam } from './scam-file.js'
import { readTask } from './tasks.js'
import { type Known, createWording } from './wording.js'

/** The lesson that explains the short form OTP. */
const EXPLAINS_OTP = '3.1'

/** What was found in a content folder. */
export interface Reading {
  problems: readonly Problem[]
  /** How much there is, as far as it can be read. */
  counts: Counts
  /** Null when there are problems. */
  curriculum: Curriculum | null
}

/**
 * Reads and checks everything in the content folder `dir`; the result is deeply frozen.
 *
 * @throws {ContentError} with every problem found, each naming file, line and field
 */
export const loadCurriculum = (dir: string): Curriculum =>
  compiled(dir, () => {
    const { problems, curriculum } = readContent(dir)
    if (curriculum === null) throw new ContentError(problems)
    return curriculum
  })

/**
 * Reads and checks everything in `dir`. With `today` (2026-11-28) it is also checked that everything was
 * reviewed within a year: for educators, never at a start, for a program must not stop because a day has come.
 */
export function readContent(dir: string, today?: string): Reading {
  const problems: Problem[] = []
  const files = readFiles(dir, problems)
  const known = knownIn(files)
  const lessons = files.lessons.filter(isLoaded)
  const questions = files.questions.filter(isLoaded)
  const tasks = files.tasks.filter(isLoaded)
  const scams = files.scams.filter(isLoaded)
  const places = files.places.filter(isLoaded)
  const provinces = files.places.map(({ file }) => nameOf(file))
  const { areas, skills, rule, path, facts, lexicon, contacts, card, asked } = files
  const wording = createWording(known)
  const explaining = createWording(known, true)
  const beliefs = beliefsIn(skills.value)

  if (isLoaded(areas)) checkAreas(areas)
  if (isLoaded(skills)) checkSkills(skills, wording, files.plans.length > 0)
  if (isLoaded(rule)) checkRule(rule)
  if (isLoaded(facts)) checkFactIds(facts)
  if (isLoaded(lexicon)) checkLexicon(lexicon)
  if (isLoaded(contacts)) checkContacts(contacts, facts.value, provinces)
  if (isLoaded(card)) checkWallCard(card, known.contacts, wording)
  for (const { value, report } of lessons)
    checkLesson(value, report, value.id === EXPLAINS_OTP ? explaining : wording, beliefs)
  const lessonIds = files.lessons.map(({ file }) => nameOf(file))
  if (isLoaded(asked)) checkAsked(asked, lessonIds)
  for (const scam of scams) checkScam(scam, known.contacts, lessonIds, wording)
  if (isLoaded(path)) checkPath(path, lessons, lessonIds)
  checkRequires({ lessons, skills, path: path.value?.lessons ?? null })
  checkPlaces(places)
  checkPlans(files.plans.filter(isLoaded), skills.value, files.places)
  checkTies({ areas, skills, lessons, questions, tasks })
  checkFacts({ facts: facts.value, lessons, questions, tasks, scams })
  if (today !== undefined) checkAges({ today, lessons, questions, tasks, scams, contacts })
  const exercises: Exercise[] = [
    ...questions.flatMap((file) => readQuestions(file, wording, beliefs)),
    ...tasks.flatMap((file) => readTask(file, wording)),
  ]
  const hasProblems = (file: string): boolean => problems.some((problem) => problem.file === file)
  const wide = { files, exercises, wording, hasProblems }
  checkEnough(wide)
  checkBalance(wide)

  return {
    problems,
    counts: countsOf(files, exercises),
    curriculum: problems.length > 0 ? null : curriculumOf(files, exercises, known),
  }
}

function knownIn({ lexicon, contacts, places }: ContentFiles): Known {
  const shown: ReadonlyMap<string, Contact> | null =
    contacts.value && toContacts(contacts.value, provinceNames(places))
  return {
    lexicon: lexicon.value && toLexicon(lexicon.value),
    contacts: shown,
    numbers: contacts.value && knownNumbers(contacts.value),
  }
}

/** The name of a province by that of its file. */
function provinceNames(places: ContentFiles['places']): (id: string) => string {
  const names = new Map(places.map(({ file, value }) => [nameOf(file), value?.province]))
  return (id) => names.get(id) ?? id
}

/** The content as the domain knows it; only for files without a problem. */
function curriculumOf(files: ContentFiles, exercises: readonly Exercise[], known: Known): Curriculum | null {
  const { areas, skills, rule, path, card, asked } = files
  if (!isLoaded(areas) || !isLoaded(skills) || !isLoaded(rule) || !isLoaded(path)) return null
  if (!isLoaded(card) || !isLoaded(asked)) return null
  if (known.lexicon === null || known.contacts === null) return null
  const beliefs = beliefsIn(skills.value)
  const lessons = files.lessons.filter(isLoaded).map(({ value }) => toLesson(value, beliefs))
  const scams = files.scams.filter(isLoaded).map(({ value }) => toScam(value))
  const allSkills = new Map(skills.value.skills.map((skill) => [skill.id, toSkill(skill)]))
  return deepFrozen({
    lessons: new Map(lessons.map((lesson) => [lesson.id, lesson])),
    path: path.value.lessons,
    places: files.places.filter(isLoaded).flatMap(({ value }) => toPlaces(value)),
    areas: areas.value.areas,
    plans: files.plans.filter(isLoaded).map(({ value }) => toPlan(value, provinceNames(files.places))),
    skills: allSkills,
    allSkills,
    exercises: new Map(exercises.map((exercise) => [exercise.key, exercise])),
    exercisesOf: new Map(
      skills.value.skills.map(({ id }) => [id, exercises.filter(({ skill }) => skill === id)]),
    ),
    scams: new Map(scams.map((scam) => [scam.id, scam])),
    contacts: known.contacts,
    lexicon: known.lexicon,
    card: toWallCard(card.value, known.contacts),
    asked: toAsked(asked.value),
    rules: toRules(rule.value),
  })
}
