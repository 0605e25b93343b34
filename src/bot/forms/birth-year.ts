import type { Context } from 'grammy'
import { type Animal, type BirthYearSaid, readBirthYear, yearsOf } from '../../domain/birth-year.js'
import { yearOf } from '../../domain/calendar.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { Speaker } from '../speak.js'
import { type Form, ask, choose, record, tellLine } from './ask.js'

const SKIP: Option = { id: 'skip', label: say('form.skip'), words: ['bo qua', 'khong', 'khong noi'] }
const YES: Option = { id: 'yes', label: say('birth-year.yes'), words: ['vang', 'dung', 'co'] }
const NO: Option = {
  id: 'no',
  label: say('birth-year.no'),
  words: ['khong', 'khong phai', 'khac', 'nam khac'],
}
const MOUSE: Option = { id: '0', label: say('birth-year.mouse'), words: ['ty chuot', 'chuot', 'con chuot'] }
const SNAKE: Option = { id: '5', label: say('birth-year.snake'), words: ['ty ran', 'ran', 'con ran'] }
const TRIES = 3
/** From this age on the association's plans count somebody; nobody is turned away before. */
const COUNTED_AGE = 60

/** Asks for the year of birth; it only tells whether the learner is 60. */
export async function askBirthYear(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  let lines: Phrase[] = [say('birth-year.ask'), say('birth-year.how')]
  for (let tried = 0; tried < TRIES; tried++) {
    const answer = await ask(form, ctx, speaker, { lines, options: [SKIP] })
    if (answer.kind !== 'words') break
    const thisYear = await form.external(({ turn }) => yearOf(turn.now))
    const said = readBirthYear(answer.text, thisYear)
    const year = said === null ? null : await settle(form, ctx, speaker, said, thisYear)
    if (year !== null) return keep(form, ctx, speaker, year, thisYear)
    lines = [say(said === null ? 'birth-year.wrong' : 'birth-year.digits')]
  }
  return tellLine(form, ctx, speaker, say('birth-year.skipped'))
}

/** The year that was meant; null when it was another one. */
export async function settle(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  said: BirthYearSaid,
  thisYear: number,
): Promise<number | null> {
  switch (said.kind) {
    case 'year':
      return said.year
    case 'likely': {
      const answer = await choose(form, ctx, speaker, {
        lines: [say('birth-year.likely', { year: said.year })],
        options: [YES, NO],
      })
      return answer === YES.id ? said.year : null
    }
    case 'animals': {
      const animal = await whichAnimal(form, ctx, speaker, said.animals)
      return animal === null ? null : whichYear(form, ctx, speaker, animal, thisYear)
    }
  }
}

/** Without marks "ty" is two animals. */
async function whichAnimal(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  animals: readonly Animal[],
): Promise<Animal | null> {
  if (animals.length === 1) return animals[0]!
  const answer = await choose(form, ctx, speaker, {
    lines: [say('birth-year.which-ty')],
    options: [MOUSE, SNAKE],
  })
  return answer === null ? null : Number(answer)
}

async function whichYear(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  animal: Animal,
  thisYear: number,
): Promise<number | null> {
  const { years, isMore } = yearsOf(animal, thisYear)
  const offered = years.map((year): Option => ({
    id: String(year),
    label: say('birth-year.of-age', { year, age: thisYear - year }),
    words: [String(year), `${thisYear - year}`, `${thisYear - year} tuoi`],
  }))
  const other: Option = isMore
    ? { id: 'other', label: say('birth-year.older'), words: ['lon hon', 'lon tuoi hon', 'khac'] }
    : { id: 'other', label: say('birth-year.other'), words: ['khac'] }
  const answer = await choose(form, ctx, speaker, {
    lines: [say('birth-year.which')],
    options: [...offered, other],
  })
  return answer === null || answer === other.id ? null : Number(answer)
}

async function keep(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  birthYear: number,
  thisYear: number,
): Promise<void> {
  await record(form, (learner) => ({ ...learner, birthYear }), {
    kind: 'profile-changed',
    set: { birthYear },
  })
  const done = say('birth-year.done', { year: birthYear })
  return thisYear - birthYear < COUNTED_AGE
    ? tellLine(form, ctx, speaker, done, say('birth-year.young'))
    : tellLine(form, ctx, speaker, done)
}
