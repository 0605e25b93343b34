import type { Context } from 'grammy'
import { dayNumber, dayText } from '../../domain/calendar.js'
import type { MediaKind } from '../../domain/incoming.js'
import { mondayOf, scamKindOf } from '../../domain/scam-week.js'
import { type Option, type Phrase, type Screen, say } from '../../domain/screen.js'
import type { EmergencyKind } from '../../domain/session.js'
import {
  type Guess,
  type Opinion,
  adviceLines,
  graver,
  lessonAbout,
  opinionOf,
  verdictScreen,
} from '../../domain/suspicious/advice.js'
import { doubtfulEmergency } from '../../domain/suspicious/own-words.js'
import { judge } from '../../domain/suspicious/verdict.js'
import { isFreeForLesson } from '../../domain/turn/offered-lesson.js'
import { openListening, openScreen } from '../speak.js'
import type { TurnContext } from '../turn-context.js'
import { type Form, ask, choose, inTurn, tell, tellLine } from './ask.js'
import type { FormDeps } from './forms.js'

const GUESSES: Option[] = [
  {
    id: 'scam',
    label: say('check.guess-scam'),
    words: [
      'lua',
      'lua dao',
      'tin lua',
      'lua do',
      'gia',
      'tin gia',
      'nghi lua',
      'nghi la lua',
      'tin nay lua',
      'nghi tin nay lua',
      'lua gat',
      'gat',
      'xao',
      'dom',
    ],
  },
  {
    id: 'genuine',
    label: say('check.guess-genuine'),
    words: [
      'that',
      'tin that',
      'that ma',
      'khong lua',
      'khong phai lua',
      'tin duoc',
      'thiet',
      'tin thiet',
      'giong that',
    ],
  },
  {
    id: 'unknown',
    label: say('check.guess-unknown'),
    words: [
      'chua biet',
      'khong biet',
      'khong ro',
      'chua ro',
      'bo qua',
      'chiu',
      'khong chac',
      'chua chac',
      'khong ranh',
      'kho noi',
      'khoi',
      'khoi doan',
      'noi luon',
      'noi luon di',
      'noi di',
    ],
  },
]
const LEARN_IT: Option = {
  id: 'learn-it',
  label: say('check.learn-it'),
  words: ['hoc', 'hoc bai nay', 'co', 'vang', 'u', 'duoc'],
}
const DONE: Option = {
  id: 'done',
  label: say('check.done'),
  words: ['xong', 'xong roi', 'de sau', 'roi', 'khong', 'thoi'],
}
const BACK: Option = {
  id: 'done',
  label: say('check.back'),
  words: ['xong', 'xong roi', 'quay lai', 'roi', 'tiep', 'hoc tiep'],
}

/** What was seen in a message; its words are not in it, so that the form's log takes up no more of them. */
interface Seen extends Opinion {
  /** What it may be as well: an emergency of whoever sent it. */
  doubt: EmergencyKind | null
}

/**
 * Looks at a suspicious message together with whoever got it: their judgement first, then ours with the signs, what to do
 * and whom to ask, and the lesson about it. Nothing of the message is kept once the form has ended.
 */
export async function askCheck(form: Form, ctx: Context, deps: FormDeps): Promise<void> {
  const seen = (await seenWithCommand(form)) ?? (await askMessage(form, ctx, deps))
  if (seen === null) return tellLine(form, ctx, deps, say('check.left'))
  if (seen.doubt !== null && (await isTheirOwn(form, ctx, deps, seen.doubt))) return follow(form, seen.doubt)
  const { opinion, guess } = await askGuess(form, ctx, deps, seen)
  await count(form, opinion)
  await tell(form, ctx, deps, verdictScreen(opinion, guess))
  await advise(form, ctx, deps, opinion)
}

/** What came with the command: "kiểm tra tin này: …". */
const seenWithCommand = (form: Form): Promise<Seen | null> =>
  form.external(({ turn: { intent } }) =>
    intent.kind === 'command' && intent.payload !== undefined ? seenIn(intent.payload) : null,
  )

const seenIn = (text: string): Seen => ({ ...opinionOf(judge(text)), doubt: doubtfulEmergency(text) })

/** So often the message is asked for. */
const SHOWINGS = 6

/** Null when they leave. Secrets in it were masked before; here it goes on without a word about them. */
async function askMessage(form: Form, ctx: Context, deps: FormDeps): Promise<Seen | null> {
  const screen: Screen = { lines: [say('check.ask'), say('check.not-kept')], options: [] }
  await tell(form, ctx, deps, screen)
  for (let shown = 1; shown < SHOWINGS; shown++) {
    const next = await form.wait()
    const got = await form.external(({ turn }) => gotIn(turn))
    if (got.kind === 'seen') return got.seen
    if (got.kind === 'left') return null
    await inTurn(form, next, (turn) =>
      got.kind === 'aloud'
        ? openListening(turn, deps, screen)
        : openScreen(
            turn,
            deps,
            got.kind === 'media' ? { lines: [say(mediaKey(got.what))], options: [] } : screen,
          ),
    )
  }
  return null
}

type Got =
  { kind: 'seen'; seen: Seen } | { kind: 'left' | 'aloud' | 'again' } | { kind: 'media'; what: MediaKind }

function gotIn({ intent }: TurnContext): Got {
  if (intent.kind === 'words') {
    if (intent.text.trim() === '') return { kind: 'again' }
    const seen = seenIn(intent.text)
    return { kind: 'seen', seen: intent.forwarded === true ? { ...seen, doubt: null } : seen }
  }
  if (intent.kind === 'media') return { kind: 'media', what: intent.what }
  if (intent.kind !== 'command') return { kind: 'again' }
  if (intent.command === 'stop') return { kind: 'left' }
  return { kind: intent.command === 'listen' || intent.command === 'larger' ? 'aloud' : 'again' }
}

const mediaKey = (what: MediaKind): string => (what === 'voice' ? 'check.voice' : 'check.picture')

/** Whether what sounds like an emergency happens to whoever sent it; what to do at once stands above the question. */
async function isTheirOwn(form: Form, ctx: Context, deps: FormDeps, which: EmergencyKind): Promise<boolean> {
  const first =
    which === 'health' ? [say('check.doubt.health')] : [say('check.doubt.line'), say('check.doubt.bank')]
  const answer = await choose(form, ctx, deps, {
    lines: [...first, say('check.doubt.ask')],
    options: [
      {
        id: 'own',
        label: say('check.doubt.own'),
        words: ['that', 'dang bi', 'dang bi that', 'bi that', 'phai'],
      },
      {
        id: 'sent',
        label: say('check.doubt.sent'),
        words: ['tin', 'tin nhan', 'nguoi ta gui', 'nguoi ta nhan', 'khong'],
      },
    ],
  })
  return answer === 'own'
}

/** Their own judgement; null when they skip it. What they send on meanwhile is more of the same message. */
async function askGuess(
  form: Form,
  ctx: Context,
  deps: FormDeps,
  first: Opinion,
): Promise<{ opinion: Opinion; guess: Guess }> {
  let opinion: Opinion = first
  for (let asked = 0; asked < 3; asked++) {
    const answer = await ask(
      form,
      ctx,
      deps,
      { lines: [say('check.guess')], options: GUESSES },
      { takesMasked: true },
    )
    if (answer.kind === 'left') break
    if (answer.kind === 'option')
      return { opinion, guess: GUESSES.find(({ id }) => id === answer.id)!.id as Guess }
    opinion = graver(opinion, opinionOf(judge(answer.text)))
  }
  return { opinion, guess: null }
}

/** Of who is kept: that something was checked in this week, of which kind and with which verdict, and no word of it. */
const count = (form: Form, opinion: Opinion): Promise<null> =>
  form.external(({ turn }) => {
    turn.events.push({
      kind: 'message-checked',
      week: dayText(mondayOf(dayNumber(turn.now))),
      scam: scamKindOf(opinion),
      verdict: opinion.verdict,
    })
    return null
  })

/** What to do, whom to ask, and the lesson about it: to be opened where no place would be lost, else by its name. */
async function advise(form: Form, ctx: Context, deps: FormDeps, opinion: Opinion): Promise<void> {
  const { lesson, isFree, isLearning } = await form.external(({ turn: { learner, session } }) => {
    const mode = session?.mode.kind ?? 'rest'
    const isForThem = learner.id !== null && mode !== 'emergency'
    const about = isForThem ? lessonAbout(opinion, learner.finished, deps.curriculum) : null
    return {
      lesson: about === null ? null : { id: about.id, title: about.title },
      isFree: isFreeForLesson(learner, session),
      isLearning: mode === 'lesson' || mode === 'exercise',
    }
  })
  const lines: Phrase[] = [
    ...adviceLines(opinion, deps.curriculum),
    ...(lesson === null ? [] : [say('check.lesson', { title: { text: lesson.title } })]),
  ]
  if (lines.length === 0) return
  const options = lesson !== null && isFree ? [LEARN_IT, DONE] : [isLearning ? BACK : DONE]
  const answer = await choose(form, ctx, deps, { lines, options })
  if (answer === LEARN_IT.id && lesson !== null) return follow(form, { lesson: lesson.id })
  await tellLine(form, ctx, deps, say('check.bye'))
}

/** What comes when the form has ended, in the same turn. */
const follow = async (form: Form, what: EmergencyKind | { lesson: string }): Promise<void> => {
  await form.external(({ turn }) => {
    turn.afterForm =
      typeof what === 'string'
        ? { kind: 'emergency', which: what }
        : { kind: 'form-ended', form: 'check', ...what }
    return null
  })
}
