import type { Event } from '../events.js'
import { VIEWING_CONSENT } from '../family.js'
import { CONSENT_TEXTS, FORMS_OF_ADDRESS, type FormOfAddress, type Learner, type Region } from '../learner.js'
import { type Option, type Screen, say } from '../screen.js'
import { type Session, withoutInvitation } from '../session.js'
import { composed, fold } from '../text.js'
import { enterLesson } from './enter-lesson.js'
import { type Result, type State, type World, show } from './turn.js'

const LIKELY: Record<Region, [FormOfAddress, FormOfAddress]> = { nam: ['chu', 'co'], bac: ['bac', 'cu'] }

type HelloStep = 'start' | 'address' | 'more-addresses' | 'consent'

export const newSession = (now: Date): Session => ({
  mode: { kind: 'hello', step: 'start' },
  trial: { formOfAddress: null, finished: [] },
  form: null,
  unclear: 0,
  seenAt: now.toISOString(),
})

const addressOption = (form: FormOfAddress): Option => ({ id: form, label: say(`address.${form}`) })

/** The forms of address to choose from in the forms and in the first hello. */
export function addressOptions(region: Region, all: boolean): Option[] {
  const likely = LIKELY[region]
  if (!all) return [...likely.map(addressOption), { id: 'other', label: say('hello.other-address') }]
  return FORMS_OF_ADDRESS.filter((form) => !likely.includes(form)).map(addressOption)
}

export function helloScreen(step: HelloStep, learner: Learner): Screen {
  switch (step) {
    case 'start':
      return {
        lines: [say('hello.who'), say('hello.what'), say('hello.never'), say('hello.nav')],
        options: [
          { id: 'try', label: say('hello.try'), words: ['bat dau', 'hoc', 'thu', 'duoc', 'vang', 'ok'] },
        ],
      }
    case 'address':
      return { lines: [say('hello.address')], options: addressOptions(learner.region, false) }
    case 'more-addresses':
      return { lines: [say('hello.address')], options: addressOptions(learner.region, true) }
    case 'consent':
      return {
        lines: [say('hello.consent'), say('hello.undo')],
        options: [
          { id: 'yes', label: say('hello.yes'), words: ['dong y', 'vang', 'u', 'ok', 'co'] },
          { id: 'no', label: say('hello.no'), words: ['khong', 'thu thoi', 'chi thu'] },
        ],
      }
  }
}

const WRITTEN: Record<FormOfAddress, string> = {
  bac: 'bác',
  co: 'cô',
  chu: 'chú',
  ong: 'ông',
  ba: 'bà',
  di: 'dì',
  cu: 'cụ',
}

/**
 * The form of address in "chú", "gọi tôi là bà", "cu nhe"; null when there is none or more than one. Words
 * typed with marks are read with them: "có" is not cô.
 */
export function readFormOfAddress(text: string): FormOfAddress | null {
  const folded = fold(text)
  if (folded.split(' ').length > 6) return null
  const typed = composed(text).toLowerCase()
  const isMarked = /\p{M}|đ/u.test(typed.normalize('NFD'))
  const words = isMarked ? typed.split(/[^\p{L}]+/u) : folded.split(' ')
  const named = FORMS_OF_ADDRESS.filter((form) => words.includes(isMarked ? WRITTEN[form] : form))
  return named.length === 1 ? named[0]! : null
}

const WISHED =
  /(?:^| )(?:goi|keu|xung|ho)(?: (?:toi|tui|bac|co|chu|ong|ba|di|cu|minh))? (?:la|bang)? ?(bac|co|chu|ong|ba|di|cu)(?: |$)/

/**
 * The form of address that a sentence wishes for: "gọi tôi là chú", "gọi bác là bà đi", "đừng kêu bác, kêu chú đi", "tôi là cô chứ
 * không phải bác"; null when it is not plain.
 */
export function readWishedAddress(text: string): FormOfAddress | null {
  const only = readFormOfAddress(text)
  const folded = fold(text)
  const wanted = folded
    .replace(
      /(?:dung|khong|chang|chu)(?: phai)?(?: la)? (?:goi|keu|phai)(?: la)? (?:bac|co|chu|ong|ba|di|cu)(?: |$)/g,
      ' ',
    )
    .replace(/(?:khong phai|chu khong)(?: la)? (?:bac|co|chu|ong|ba|di|cu)(?: |$)/g, ' ')
    .trim()
  const named =
    WISHED.exec(wanted)?.[1] ??
    /(?:^| )(?:toi|tui|minh) la (bac|co|chu|ong|ba|di|cu)(?: |$)/.exec(wanted)?.[1]
  return FORMS_OF_ADDRESS.find((form) => form === named) ?? only
}

/** Answers the three questions that stand before the first lesson; null when the input answers none. */
export function answerHello(
  state: State & { session: Session },
  option: string,
  world: World,
): Result | null {
  const { session, learner } = state
  if (session.mode.kind !== 'hello') return null
  const goTo = (step: HelloStep, who: Learner, trial = session.trial): Result =>
    show(
      { learner: who, session: { ...session, trial, mode: { kind: 'hello', step } } },
      helloScreen(step, who),
    )

  switch (session.mode.step) {
    case 'start':
      return option === 'try' ? goTo('address', learner) : null
    case 'address':
    case 'more-addresses': {
      if (option === 'other') return goTo('more-addresses', learner)
      const form = FORMS_OF_ADDRESS.find((known) => known === option)
      if (form === undefined) return null
      return goTo('consent', { ...learner, formOfAddress: form }, { formOfAddress: form, finished: [] })
    }
    case 'consent':
      return option === 'yes' || option === 'no' ? decideConsent(state, option === 'yes', world) : null
  }
}

function decideConsent(
  { session, learner }: State & { session: Session },
  given: boolean,
  world: World,
): Result {
  if (!given) return enterLesson({ learner, session }, '0', world, [say('hello.trial')])
  const formOfAddress = learner.formOfAddress ?? LIKELY[learner.region][0]
  const enrolled: Learner = { ...learner, formOfAddress, consents: { ...learner.consents, learning: true } }
  const { newcomer, ...kept } = session
  const { invited } = session
  const next: Session = invited === undefined || invited.viewing === null ? kept : withoutInvitation(kept)
  const result = enterLesson({ learner: enrolled, session: { ...next, trial: null } }, '0', world, [])
  return {
    ...result,
    // What only a learner is asked was put off until now.
    ...(next.invited === undefined ? {} : { screen: null, item: null, form: 'invited' as const }),
    events: [
      {
        kind: 'enrolled',
        formOfAddress,
        region: learner.region,
        finished: session.trial?.finished ?? [],
        textVersion: CONSENT_TEXTS.learning,
      },
      ...(newcomer === undefined ? [] : [{ kind: 'profile-named' as const, name: newcomer }]),
      ...accepted(invited),
      ...result.events,
    ],
  }
}

/** What they answered to an invitation takes effect with the consent to be kept, and not before. */
function accepted(invited: Session['invited']): Event[] {
  if (invited === undefined || invited.viewing === null) return []
  const { invitationId, viewing } = invited
  return [{ kind: 'invitation-accepted', invitationId, viewing, textVersion: VIEWING_CONSENT }]
}
