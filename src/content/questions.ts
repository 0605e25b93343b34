import type { QuestionExercise } from '../domain/exercise.js'
import { type Beliefs, checkMisconceptions, withThoughts } from './beliefs.js'
import { checkItem } from './check-item.js'
import { type Loaded, toItem } from './curriculum.js'
import { type Source, eachVariant } from './each-variant.js'
import { type QuestionFile, type QuestionsFile, questionSchema } from './exercise-schema.js'
import { VARIANTS } from './limits.js'
import { type Variant, inVariant, isByAxis } from './variants.js'
import type { Wording } from './wording.js'
import { type Report, readForm } from './yaml-file.js'

/** Checks the questions of one skill and writes out their variants, in the order of the file. */
export function readQuestions(
  { value: file, report }: Loaded<QuestionsFile>,
  wording: Wording,
  beliefs: Beliefs,
): QuestionExercise[] {
  return file.questions.flatMap(({ vary, ...written }, index) => {
    const within: Report = (path, message) => report(['questions', index, ...path], message)
    if (file.questions.findIndex(({ question }) => question === written.question) < index)
      within(['question'], `the name ${written.question} stands twice in this file`)
    const source: Source = { axes: vary, written, report: within, wording }
    const made = eachVariant(source, VARIANTS.question, (variant, told) => {
      const question = questionIn(variant, written, told)
      return question && checkedQuestion(question, file.skill, beliefs, told, wording)
    })
    return made.map(({ number, value }) => toExercise(file.skill, number, value))
  })
}

function questionIn(
  variant: Variant,
  written: Readonly<Record<string, unknown>>,
  report: Report,
): QuestionFile | null {
  const question = readForm(questionSchema, inVariant(written, variant), [], report)
  if (question === null) return null
  return isByAxis(written['right']) ? withoutThoughtOfRight(question) : question
}

/** The question with the thoughts of its misconceptions; somebody naïve must find one to believe in. */
function checkedQuestion(
  written: QuestionFile,
  skill: string,
  beliefs: Beliefs,
  report: Report,
  wording: Wording,
): QuestionFile {
  checkMisconceptions(written, skill, beliefs, [], report)
  if (!written.choices.some(({ id, misconception }) => id !== written.right && misconception !== undefined))
    report(['choices'], `no wrong choice names a misconception of ${skill}`)
  const question = withThoughts(written, skill, beliefs)
  checkItem(question, [], report, wording)
  return question
}

/** Where another choice is right in each variant, the thought is for the variants where it is wrong. */
const withoutThoughtOfRight = (question: QuestionFile): QuestionFile => ({
  ...question,
  choices: question.choices.map((choice) =>
    choice.id === question.right ? { id: choice.id, text: choice.text } : choice,
  ),
})

const toExercise = (skill: string, number: number, question: QuestionFile): QuestionExercise => ({
  type: question.choices.length === 2 ? 'pair' : 'question',
  key: `${skill}/${question.question}.${number}`,
  source: `${skill}/${question.question}`,
  skill,
  item: toItem(question.question, question),
})
