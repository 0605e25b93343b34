import type { StandingBy } from '../family.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { EmergencyMode } from '../session.js'

// prettier-ignore
const DONE: Option = {
  id: 'done',
  label: say('emergency.done'),
  words: [
    'xong', 'xong roi', 'xong het', 'xong het roi', 'roi', 'goi roi', 'goi xong', 'goi xong roi', 'goi duoc roi', 'da goi',
    'da goi roi', 'goi ngan hang roi', 'da goi ngan hang', 'khoa roi', 'khoa duoc roi', 'lam roi',
  ],
}
/** Who called 115 has still to wait for it: only who feels better is through. */
const BETTER: Option = {
  id: 'done',
  label: say('emergency.better'),
  words: [
    'do',
    'do nhieu roi',
    'do met roi',
    'da do',
    'da do roi',
    'het roi',
    'khoe',
    'khoe roi',
    'khoe lai roi',
  ],
}
// prettier-ignore
const CALLED: Option = {
  id: 'called',
  label: say('emergency.called'),
  words: [
    'xong', 'xong roi', 'goi xong', 'goi xong roi', 'goi duoc roi', 'da goi', 'da goi roi', 'goi 115 roi', 'da goi 115', 'goi cap cuu roi', 'goi xe roi',
    'xe dang toi', 'xe dang den', 'ho dang toi', 'ho dang den',
  ],
}
const HUNG_UP: Option = {
  id: 'hung-up',
  label: say('emergency.hung-up'),
  words: ['tat', 'roi', 'da tat', 'tat may roi', 'cup roi', 'cup may roi', 'ngat may roi'],
}
// prettier-ignore
const NOTHING_GONE: Option = {
  id: 'nothing-gone',
  label: say('emergency.nothing-gone'),
  words: ['chua', 'khong', 'chua gi', 'khong lo', 'khong lo gi', 'chua mat gi', 'chua chuyen', 'chua chuyen gi', 'chua dua gi', 'chua co', 'chua co gi', 'khong co'],
}
// prettier-ignore
const GONE: Option[] = [
  {
    id: 'money',
    label: say('emergency.money'),
    words: ['lo roi', 'chuyen roi', 'lo chuyen', 'da chuyen', 'mat tien', 'gui tien roi', 'dua tien roi'],
  },
  {
    id: 'code',
    label: say('emergency.code'),
    words: ['lo roi', 'doc roi', 'doc ma roi', 'lo doc ma', 'cho ma roi', 'cai roi', 'lo cai', 'cai ung dung roi', 'chia se man hinh'],
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
    'goi giup',
    'goi gium',
    'goi dum',
    'goi ho',
    'goi di',
    'nhan gium',
    'goi',
  ],
}
const SELF: Option = {
  id: 'self',
  label: say('emergency.family.self'),
  words: ['tu goi', 'de tu goi', 'toi tu goi', 'goi', 'khoi', 'khoi bao', 'khong', 'khong can', 'thoi'],
}

/** The ids of every choice in an emergency. */
export const EMERGENCY_CHOICES: readonly string[] = [
  DONE,
  CALLED,
  HUNG_UP,
  NOTHING_GONE,
  ...GONE,
  TELL,
  SELF,
].map(({ id }) => id)

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
  const told = toldLines(mode, helpers, 'told')
  switch (mode.which) {
    case 'being-called': {
      if (mode.hungUp === true)
        return {
          lines: [say('emergency.being-called.hung-up.first'), say('emergency.being-called.hung-up.second')],
          options: [NOTHING_GONE, ...GONE],
        }
      const [hangUp, fraud, ask] = linesAt(`emergency.${mode.which}.0`)
      return { lines: [hangUp!, fraud!, ...told, ask!], options: [HUNG_UP, ...GONE] }
    }
    case 'money-gone': {
      const [bank, without, wait] = linesAt(`emergency.${mode.which}.0.${mode.gone ?? 'unsure'}`)
      return { lines: [bank!, without!, ...told, wait!], options: [DONE] }
    }
    case 'health': {
      const [first, second, wait] = linesAt(`emergency.${mode.which}.${mode.called === true ? 'called' : 0}`)
      return {
        lines: [first!, second!, ...(told.length > 0 ? told : [wait!])],
        options: [
          BETTER,
          ...(mode.called === true ? [] : [CALLED]),
          ...(untold(mode, helpers).length > 0 ? [TELL] : []),
        ],
      }
    }
  }
}

const linesAt = (at: string): Phrase[] => [say(`${at}.first`), say(`${at}.second`), say(`${at}.third`)]

function nextScreen(mode: EmergencyMode, helpers: Helpers): Screen {
  const [first, second, third] = linesAt(`emergency.${mode.which}.1`)
  // Of an illness it was offered before.
  const asked = mode.which === 'health' ? [] : untold(mode, helpers)
  return asked.length > 0
    ? { lines: [first!, second!, say('emergency.family.ask', names(asked))], options: [TELL, SELF] }
    : { lines: [first!, second!, third!], options: [] }
}

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
  if (how === 'told' && sent.length > 0 && unsent.length > 0) {
    const { names: others, first } = names(unsent)
    return [say('emergency.family.told-partly', { names: names(sent).names, others, first })]
  }
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
