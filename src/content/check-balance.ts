import type { QuestionExercise } from '../domain/exercise.js'
import type { Wide } from './check-enough.js'
import type { Asked } from './check-item.js'
import { isLoaded, nameOf } from './files.js'
import { BALANCE } from './limits.js'
import type { Wording } from './wording.js'

/** Checks that neither length nor place gives the right answers away: by skill, and in the lessons of an area. */
export function checkBalance({ files, exercises, wording, hasProblems }: Wide): void {
  for (const { file, report } of files.questions) {
    if (hasProblems(file)) continue
    const own = exercises.filter(
      (exercise): exercise is QuestionExercise =>
        exercise.type === 'question' && exercise.skill === nameOf(file),
    )
    const sources = [...new Set(own.map(({ source }) => source))]
    const shares = sources.map((source) =>
      meanOf(own.filter((one) => one.source === source).map(({ item }) => sharesOf(item, wording))),
    )
    for (const told of imbalances(shares)) report(['questions'], told)
  }

  const lessons = files.lessons.filter(isLoaded).filter(({ file }) => !hasProblems(file))
  files.areas.value?.areas.forEach(({ id }, index) => {
    const items = lessons
      .filter(({ value }) => value.area === id)
      .flatMap(({ value }) => value.steps.filter((step) => 'item' in step))
      .filter(({ shuffle }) => shuffle)
    for (const told of imbalances(items.map((item) => sharesOf(item, wording))))
      files.areas.report(['areas', index], `in the lessons of ${id} ${told}`)
  })
}

/** How often the right choice is the longest, and how often it stands first, second, third: 0 or 1, or a mean. */
type Shares = readonly [longest: number, ...places: number[]]

function sharesOf({ choices, right }: Pick<Asked, 'choices' | 'right'>, { lengthOf }: Wording): Shares {
  const own = choices.find(({ id }) => id === right)
  const isLongest =
    own !== undefined && choices.every(({ id, text }) => id === right || lengthOf(text) < lengthOf(own.text))
  return [Number(isLongest), ...choices.map(({ id }) => Number(id === right))]
}

const meanOf = (all: readonly Shares[]): Shares =>
  all[0]!.map((_, at) => all.reduce((sum, shares) => sum + shares[at]!, 0) / all.length) as unknown as Shares

function imbalances(all: readonly Shares[]): string[] {
  if (all.length < BALANCE.from) return []
  const [longest, ...places] = meanOf(all)
  const { mostLongest, mostInPlace, leastInPlace } = BALANCE
  return [
    ...(longest > mostLongest
      ? [
          `the right choice is the longest in ${percent(longest)}, at most ${percent(mostLongest)} are allowed`,
        ]
      : []),
    ...places.flatMap((share, at) => {
      if (share >= leastInPlace && share <= mostInPlace) return []
      const wanted = `it must be ${percent(leastInPlace)} to ${percent(mostInPlace)}`
      return [`the right choice is ${'abc'[at]} in ${percent(share)}, ${wanted}`]
    }),
  ]
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
