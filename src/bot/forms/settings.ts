import type { Context } from 'grammy'
import { z } from 'zod'
import type { Place } from '../../domain/curriculum.js'
import { timeAmong } from '../../domain/clock-time.js'
import { FORMS_OF_ADDRESS, type FormOfAddress, type Question } from '../../domain/learner.js'
import { type Option, say } from '../../domain/screen.js'
import { addressOptions, readFormOfAddress, readWishedAddress } from '../../domain/turn/hello.js'
import type { Speaker } from '../speak.js'
import { askAddLearner } from './add-learner.js'
import { type Form, ask, record, tellLine, whoIsAsked } from './ask.js'
import { askBirthYear } from './birth-year.js'
import { askCounting } from './counting.js'
import { askErase } from './erase.js'
import type { FormDeps } from './forms.js'
import { askHour } from './hour.js'
import { askMyData } from './my-data.js'
import { askPlace } from './place.js'

const option = (id: string, words: string[]): Option => ({ id, label: say(`change.${id}`), words })

const FIRST = [
  option('address', ['goi', 'xung ho']),
  option('hour', ['gio', 'doi gio']),
  option('more', ['khac']),
]
const MORE = [
  option('place', ['xa', 'dia chi']),
  option('birth-year', ['nam sinh', 'tuoi']),
  option('counting', ['so lieu']),
  option('add-learner', ['them nguoi']),
  option('my-data', ['du lieu', 'du lieu cua toi', 'xoa', 'xoa du lieu']),
]

/** What a learner may change, each by the same question that asked it first. */
export async function askSettings(
  form: Form,
  ctx: Context,
  speaker: FormDeps,
  places: readonly Place[],
): Promise<void> {
  const first = await ask(form, ctx, speaker, {
    lines: [say('change.ask'), say('change.pause')],
    options: FIRST,
  })
  const answer =
    first.kind === 'option' && first.id === 'more'
      ? await ask(form, ctx, speaker, { lines: [say('change.ask')], options: MORE })
      : first
  if (answer.kind !== 'option') return tellLine(form, ctx, speaker, say('form.left'))
  switch (answer.id) {
    case 'address':
      return askAddress(form, ctx, speaker)
    case 'hour':
      await noteAsked(form, 'hour')
      return askHour(form, ctx, speaker, { isEndOfDay: false })
    case 'place':
      await noteAsked(form, 'place')
      return askPlace(form, ctx, speaker, places)
    case 'birth-year':
      await noteAsked(form, 'birth-year')
      return askBirthYear(form, ctx, speaker)
    case 'counting':
      await noteAsked(form, 'counting')
      return askCountingAgain(form, ctx, speaker)
    case 'add-learner':
      return askAddLearner(form, ctx, speaker)
    default:
      return speaker.family === undefined
        ? askErase(form, ctx, speaker)
        : askMyData(form, ctx, speaker, speaker.family)
  }
}

/** What somebody said that opened the form: the words behind the command, "" where there are none. */
const saidAtFirst = (form: Form): Promise<string> =>
  form.external(({ turn: { intent } }) => (intent.kind === 'command' ? (intent.payload ?? '') : ''))

/** «đổi giờ»; an hour in the words is taken at once. */
export async function askHourSaid(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  const said = await saidAtFirst(form)
  await noteAsked(form, 'hour')
  return askHour(form, ctx, speaker, { isEndOfDay: false }, timeAmong(said))
}

/** «đổi cách gọi»; a form of address in the words is taken at once. */
export async function askAddressSaid(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  const formOfAddress = readWishedAddress(await saidAtFirst(form))
  return formOfAddress === null
    ? askAddress(form, ctx, speaker)
    : keepAddress(form, ctx, speaker, formOfAddress)
}

/** «đổi nơi ở»; a place in the words is taken at once. */
export async function askPlaceSaid(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  places: readonly Place[],
): Promise<void> {
  const said = await saidAtFirst(form)
  await noteAsked(form, 'place')
  return askPlace(form, ctx, speaker, places, said)
}

async function askCountingAgain(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  const { counting } = await whoIsAsked(form)
  await tellLine(form, ctx, speaker, say(counting ? 'change.counting-now-yes' : 'change.counting-now-no'))
  return askCounting(form, ctx, speaker, { isEndOfDay: false })
}

/** What was asked here is not asked again by itself. */
const noteAsked = (form: Form, question: Question): Promise<null> =>
  record(form, (learner) => ({ ...learner, asked: [...learner.asked, question] }), {
    kind: 'asked',
    question,
  })

async function askAddress(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  const { region } = await whoIsAsked(form)
  const lines = [say('change.address-ask')]
  const likely = await ask(form, ctx, speaker, { lines, options: addressOptions(region, false) })
  const answer =
    likely.kind === 'option' && likely.id === 'other'
      ? await ask(form, ctx, speaker, { lines, options: addressOptions(region, true) })
      : likely
  const formOfAddress =
    answer.kind === 'option'
      ? z.enum(FORMS_OF_ADDRESS).safeParse(answer.id).data
      : answer.kind === 'words'
        ? readFormOfAddress(answer.text)
        : null
  if (formOfAddress === undefined || formOfAddress === null)
    return tellLine(form, ctx, speaker, say('form.left'))
  return keepAddress(form, ctx, speaker, formOfAddress)
}

async function keepAddress(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  formOfAddress: FormOfAddress,
): Promise<void> {
  await record(form, (learner) => ({ ...learner, formOfAddress }), {
    kind: 'profile-changed',
    set: { formOfAddress },
  })
  return tellLine(form, ctx, speaker, say('change.address-done'))
}
