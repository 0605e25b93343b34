import type { StandingBy } from '../family.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { EmergencyMode } from '../session.js'

// prettier-ignore
const DONE: Option = {
  id: 'done',
  label: say('emergency.done'),
  words: [
    'xong', 'xong roi', 'xong het', 'xong het roi', 'roi', 'goi roi', 'goi xong', 'goi xong roi', 'goi duoc roi', 'da goi',
    'da goi roi', 'goi ngan hang roi', 'da goi ngan hang', 'khoa roi', 'khoa duoc roi', 'lam roi', 'do roi', 'da do', 'khoe roi',
  ],
}
// prettier-ignore
const WHAT_IS_GONE: Option[] = [
  {
    id: 'hung-up',
    label: say('emergency.hung-up'),
    words: [
      'tat roi', 'tat', 'roi', 'da tat', 'tat may roi', 'cup may roi', 'chua chuyen', 'chua chuyen gi', 'chua dua gi',
      'chua lo gi', 'chua co gi', 'khong lo gi',
    ],
  },
  {
    id: 'money',
    label: say('emergency.money'),
    words: ['chuyen roi', 'lo chuyen', 'da chuyen', 'mat tien', 'gui tien roi', 'dua tien roi'],
  },
  {
    id: 'code',
    label: say('emergency.code'),
    words: ['doc ma roi', 'lo doc ma', 'cho ma roi', 'cai roi', 'lo cai', 'cai ung dung roi', 'chia se man hinh'],
  },
]
const TELL: Option = {
  id: 'tell',
  label: say('emergency.family.tell'),
  words: [
    'bao giup',
    'bao',
    'bao di',
    'nhan giup',
    'gui di',
    'co',
    'u',
    'vang',
    'duoc',
    'dong y',
    'nho bao giup',
  ],
}
const SELF: Option = {
  id: 'self',
  label: say('emergency.family.self'),
  words: ['tu goi', 'de tu goi', 'toi tu goi', 'khoi', 'khoi bao', 'khong', 'khong can', 'thoi'],
}

/** The ids of every choice in an emergency. */
export const EMERGENCY_CHOICES: readonly string[] = [DONE, ...WHAT_IS_GONE, TELL, SELF].map(({ id }) => id)

type Helpers = readonly StandingBy[]

/** What a learner in an emergency reads; the first line is the one thing to do now. */
export function emergencyScreen(mode: EmergencyMode, helpers: Helpers): Screen {
  switch (mode.step) {
    case 0:
      return firstScreen(mode, helpers)
    case 1:
      return nextScreen(mode, helpers)
    default:
      return lastScreen(mode, helpers)
  }
}

function firstScreen(mode: EmergencyMode, helpers: Helpers): Screen {
  switch (mode.which) {
    case 'being-called':
      return { lines: linesAt(`emergency.${mode.which}.0`), options: WHAT_IS_GONE }
    case 'money-gone':
      return { lines: linesAt(`emergency.${mode.which}.0.${mode.gone ?? 'unsure'}`), options: [DONE] }
    case 'health': {
      const [call, neighbours, wait] = linesAt(`emergency.${mode.which}.0`)
      const told = toldLines(mode, helpers, 'told')
      return {
        lines: [call!, neighbours!, ...(told.length > 0 ? told : [wait!])],
        options: untold(mode, helpers).length > 0 ? [DONE, TELL] : [DONE],
      }
    }
  }
}

const linesAt = (at: string): Phrase[] => [say(`${at}.first`), say(`${at}.second`), say(`${at}.third`)]

function nextScreen(mode: EmergencyMode, helpers: Helpers): Screen {
  const [first, second, third] = linesAt(`emergency.${mode.which}.1`)
  return asksFamily(mode, helpers)
    ? { lines: [first!, second!, say('emergency.family.ask', names(helpers))], options: [TELL, SELF] }
    : { lines: [first!, second!, third!], options: [] }
}

/** Whether the family is asked for, of an illness it is told before. */
const asksFamily = ({ which, told }: EmergencyMode, helpers: Helpers): boolean =>
  which !== 'health' && told === undefined && helpers.length > 0

function lastScreen(mode: EmergencyMode, helpers: Helpers): Screen {
  const told = toldLines(mode, helpers, 'sent')
  const self = helpers.length > 0 ? [say('emergency.family.call', names(helpers))] : []
  return { lines: [...(told.length > 0 ? told : self), say(`emergency.${mode.which}.last`)], options: [] }
}

/** Those to whom nothing was sent, nor tried to be, in this emergency. */
export const untold = ({ told }: EmergencyMode, helpers: Helpers): StandingBy[] =>
  helpers.filter(
    ({ helpingId }) => told?.sent.includes(helpingId) !== true && told?.unsent.includes(helpingId) !== true,
  )

/** Whom it was sent to, and whom it could not be sent to. */
function toldLines({ told }: EmergencyMode, helpers: Helpers, how: 'told' | 'sent'): Phrase[] {
  const among = (ids: readonly number[] = []) => helpers.filter(({ helpingId }) => ids.includes(helpingId))
  const sent = among(told?.sent)
  const unsent = among(told?.unsent)
  // A page that nobody has open tells nothing; where it reads «gửi», they are bidden to call in any case.
  const key = how === 'told' && sent.every(({ onWeb }) => onWeb) ? 'told-web' : how
  return [
    ...(sent.length > 0 ? [say(`emergency.family.${key}`, names(sent))] : []),
    ...(unsent.length > 0 ? [say('emergency.family.unsent', names(unsent))] : []),
  ]
}

/** "Hoa", "Hoa và Minh"; of more, two are named. `first` is the one to be called. */
export function names(helpers: readonly Pick<StandingBy, 'helperName'>[]): {
  names: string | Phrase
  first: string
} {
  const [first = '', other = ''] = helpers.map(({ helperName }) => helperName)
  if (helpers.length < 2) return { names: first, first }
  const key = helpers.length === 2 ? 'two' : 'more'
  return { names: say(`emergency.family.${key}`, { one: first, other }), first }
}
