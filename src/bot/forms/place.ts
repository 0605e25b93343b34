import type { Context } from 'grammy'
import type { Place } from '../../domain/curriculum.js'
import type { Region } from '../../domain/learner.js'
import { matchPlaces } from '../../domain/place.js'
import { type Option, type Phrase, say } from '../../domain/screen.js'
import type { Speaker } from '../speak.js'
import { type Answer, type Form, ask, record, tellLine, whoIsAsked } from './ask.js'

const SKIP: Option = { id: 'skip', label: say('form.skip'), words: ['bo qua', 'khong', 'khong noi'] }
const TRIES = 3

/**
 * Asks for the commune in the learner's own words: old names and no diacritics are understood. `said`: words that came
 * with the wish, and may name it already.
 */
export async function askPlace(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  places: readonly Place[],
  said = '',
): Promise<void> {
  const { region } = await whoIsAsked(form)
  let lines: Phrase[] = [say('place.ask'), say('place.how')]
  for (let tried = 0; tried < TRIES; tried++) {
    const isSaid = tried === 0 && matchPlaces(said, places).length > 0
    const answer: Answer = isSaid
      ? { kind: 'words', text: said }
      : await ask(form, ctx, speaker, { lines, options: [SKIP] })
    if (answer.kind !== 'words') return skip(form, ctx, speaker)
    const found = nearest(matchPlaces(answer.text, places), region)
    const place = found.length > 1 ? await choose(form, ctx, speaker, found) : found[0]
    if (place === 'left') return skip(form, ctx, speaker)
    if (place !== undefined) return keep(form, ctx, speaker, place, answer.text)
    lines = [say('place.none')]
  }
  return skip(form, ctx, speaker)
}

/** Of places with one name, those where people speak as this learner does; all of them when there are none. */
function nearest(found: Place[], region: Region): Place[] {
  const near = found.filter((place) => place.region === region)
  return near.length > 0 ? near : found
}

async function choose(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  found: Place[],
): Promise<Place | undefined | 'left'> {
  const options: Option[] = found.map((place) => ({ id: place.id, label: { text: place.name } }))
  const answer: Answer = await ask(form, ctx, speaker, {
    lines: [say('place.which')],
    options: [...options, { id: 'other', label: say('place.other') }],
  })
  if (answer.kind === 'left') return 'left'
  return answer.kind === 'option' ? found.find((place) => place.id === answer.id) : undefined
}

async function keep(form: Form, ctx: Context, speaker: Speaker, place: Place, typed: string): Promise<void> {
  const { id: placeId, region } = place
  await record(form, (learner) => ({ ...learner, placeId, region }), {
    kind: 'profile-changed',
    set: { placeId, region },
  })
  const isNew = matchPlaces(typed, [{ ...place, formerly: [] }]).length === 0
  await tellLine(
    form,
    ctx,
    speaker,
    say(isNew ? 'place.formerly' : 'place.done', { place: { text: place.name } }),
  )
}

async function skip(form: Form, ctx: Context, speaker: Speaker): Promise<void> {
  await tellLine(form, ctx, speaker, say('place.skipped'))
}
