import type { Loaded } from './curriculum.js'
import type { QuestionsFile, TaskFile } from './exercise-schema.js'
import { type FactsFile, isSure } from './facts-file.js'
import type { ScamFile } from './scam-file.js'
import type { LessonFile } from './schema.js'
import { figuresIn, labelsIn } from './claims.js'
import type { Report } from './yaml-file.js'

interface Citing {
  /** Null where facts.yaml has problems of form: then nothing is judged by it. */
  facts: FactsFile | null
  lessons: readonly Loaded<LessonFile>[]
  questions: readonly Loaded<QuestionsFile>[]
  tasks: readonly Loaded<TaskFile>[]
  scams: readonly Loaded<ScamFile>[]
}

type Fact = FactsFile['facts'][number]

/**
 * Checks that every fact that is cited is there, and that nothing unsure is stated as certain: a figure or a label
 * in «…» that an unsure fact claims, and no sure one that the lesson cites, stands on no card, unless the lesson
 * waits for the fact with `verify_before`.
 */
export function checkFacts({ facts, lessons, questions, tasks, scams }: Citing): void {
  if (facts === null) return
  const known = new Map(facts.facts.map((fact) => [fact.id, fact]))
  for (const { value, report } of [...lessons, ...questions, ...tasks, ...scams]) {
    value.facts.forEach((id, index) => {
      if (!known.has(id)) report(['facts', index], `there is no fact ${id} in facts.yaml`)
    })
  }
  for (const { value, report } of lessons) {
    const cited = value.facts.flatMap((id) => known.get(id) ?? [])
    if (value.verify_before === undefined) checkClaims(value, cited, report)
  }
}

function checkClaims(lesson: LessonFile, cited: readonly Fact[], report: Report): void {
  const sure = cited.filter(isSure)
  for (const unsure of cited.filter((fact) => !isSure(fact))) {
    for (const [kind, saidIn] of [
      ['figure', figuresIn],
      ['label', labelsIn],
    ] as const) {
      const certain = new Set(sure.flatMap(({ claim }) => saidIn(claim)))
      const doubtful = new Set(saidIn(unsure.claim).filter((said) => !certain.has(said)))
      lesson.steps.forEach((step, index) => {
        if ('item' in step) return
        for (const said of saidIn(step.text).filter((one) => doubtful.has(one)))
          report(
            ['steps', index, 'text'],
            `the ${kind} "${said}" is not sure (${unsure.id}): leave it out, or give verify_before`,
          )
      })
    }
  }
}
