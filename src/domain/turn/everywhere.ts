import { dayNumber } from '../calendar.js'
import { nextReview } from '../agenda.js'
import type { Command } from '../intent.js'
import type { Learner } from '../learner.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { FormName, Session } from '../session.js'
import { isForCompanions } from '../strand.js'
import { AREAS } from './areas.js'
import { offerCompanion } from './companion.js'
import { beginDay, dueAtEndOfDay, enterActivity, tomorrow } from './day.js'
import { restAfterEmergency } from './emergency-day.js'
import { helloScreen } from './hello.js'
import { hintInExercise } from './exercise.js'
import { readAloud } from './exercise-screens.js'
import { enterLesson } from './enter-lesson.js'
import { observe } from './observe.js'
import { reportRealLife } from './real-life.js'
import { stopReminders } from './reminders.js'
import { resultsScreen } from './results.js'
import { openSetting } from './settings-said.js'
import { goBack, greetAgain, practise, sayKindly, slowDown } from './small-talk.js'
import { type Result, type State, type World, show } from './turn.js'
import { currentView, keepingPrompt, reshow } from './view.js'
import { withdraw } from './withdraw.js'

type Standing = State & { session: Session }

export const LEARN: Option = {
  id: 'cmd:learn',
  label: say('menu.learn'),
  words: ['hoc', 'tiep', 'hoc tiep', 'quay lai'],
}
export const RESULTS: Option = { id: 'cmd:results', label: say('menu.results') }
const SETTINGS: Option = { id: 'cmd:settings', label: say('menu.settings') }

/** What can be said anywhere: none of it grades, and none of it loses the learner's place. */
export function obey(state: Standing, command: Command, world: World, said = ''): Result {
  const { session, learner } = state
  const rest = restAfterEmergency(state, command, world)
  if (rest !== null) return rest
  switch (command) {
    case 'start':
      return reshow(state, world, [say('here.start')])
    case 'learn':
      return learn(state, world)
    case 'review':
      return review(state, world)
    case 'again':
      return reshow(state, world, [])
    case 'help':
      return help(state, world)
    case 'stop':
      return stop(state, world)
    case 'menu':
      return show({ learner, session }, menuScreen(learner))
    case 'results':
      return show({ learner, session }, resultsScreen(learner, session, world, 0))
    case 'real-life':
      return reportRealLife(state, world)
    case 'card':
      return show({ learner, session }, null, { link: 'card', prompt: 'same' })
    case 'companion':
      return offerCompanion(state, world)
    case 'ask-back':
      return askBack(state, world)
    case 'beside':
      return sitBeside(state, world)
    case 'alone':
      return alone(state, world)
    case 'settings':
      return learner.id === null
        ? keepingPrompt(state, world, say('settings.later'))
        : openForm(state, 'settings')
    case 'branch':
      return learner.id === null
        ? keepingPrompt(state, world, say('settings.later'))
        : openForm(state, 'branch')
    case 'erase':
      return learner.id === null ? nothingKept(state) : openForm(state, 'erase')
    case 'listen':
    case 'larger':
      return {
        ...reshow(state, world, []),
        screen: null,
        listen: readAloud(currentView(state, world).screen, world.curriculum),
      }
    case 'family':
    case 'call-family':
    case 'my-data':
    case 'pause':
    case 'check':
      return openForm(state, command)
    case 'add-learner':
      return learner.id === null
        ? keepingPrompt(state, world, say('settings.later'))
        : openForm(state, 'add-learner')
    case 'withdraw-family':
    case 'withdraw-counting':
    case 'withdraw-name':
    case 'withdraw-care':
      return withdraw(state, command, world)
    // Where somebody is kept it was answered before.
    case 'close-others':
      return keepingPrompt(state, world, say('settings.later'))
    case 'who':
      return keepingPrompt(state, world, say(learner.id === null ? 'settings.later' : 'who.only'))
    case 'no-reminders':
      return stopReminders(state, world)
    case 'officers':
      return keepingPrompt(state, world, say('not-yet.officers'))
    case 'greet':
      return greetAgain(state, world)
    case 'explain':
      return explain(state, world)
    case 'slower':
      return slowDown(state, world)
    case 'practise':
      return practise(state, world)
    case 'back':
      return goBack(state, world)
    case 'hour':
    case 'address':
    case 'place':
      return openSetting(state, command, said, world)
    case 'question':
      return sayKindly(state, world, say('asking.how'))
    case 'thanks':
      return sayKindly(state, world, say('thanks.line'))
    case 'chat':
      return sayKindly(state, world, say('chat.line'))
  }
}

const openForm = ({ learner, session }: Standing, form: FormName): Result =>
  show({ learner, session }, null, { form })

function learn(state: Standing, world: World): Result {
  const { mode } = state.session
  if (mode.kind === 'rest') return beginDay(state, world, [])
  return reshow(state, world, [])
}

function review(state: Standing, world: World): Result {
  const { kind } = state.session.mode
  if (kind !== 'rest' && kind !== 'opening') return keepingPrompt(state, world, say('review.after'))
  const due = state.session.trial === null ? nextReview(state.learner, world) : null
  if (due !== null) return enterActivity(state, due, world, [])
  const oldest = state.learner.finished
    .map((id) => world.curriculum.lessons.get(id)!)
    .find((lesson) => lesson.id !== '0' && !isForCompanions(lesson))
  if (oldest === undefined) return keepingPrompt(state, world, say('review.nothing'))
  return enterLesson(state, oldest.id, world, [say('review.again', { title: { text: oldest.title } })])
}

function help(state: Standing, world: World): Result {
  const { kind } = state.session.mode
  const hint = hintInExercise(state, world)
  if (hint !== null) return hint
  if (kind === 'emergency') return reshow(state, world, [])
  const isCard = kind !== 'hello' && (state.prompt?.options.length ?? 0) < 2
  const family = state.learner.id === null ? [] : [say('help.family')]
  return keepingPrompt(
    state,
    world,
    say(state.prompt?.item ? 'help.item' : `help.${isCard ? 'card' : 'choice'}`),
    ...family,
  )
}

/** «không hiểu»: where something is asked it is help, and counts as such; a card is shown once more, with whom to ask. */
function explain(state: Standing, world: World): Result {
  const { mode } = state.session
  const isAsked = mode.kind !== 'lesson' || (state.prompt?.options.length ?? 0) > 1
  if (isAsked) return help(state, world)
  const family = state.learner.id === null ? [] : [say('help.family')]
  return reshow(state, world, [say('explain.again'), ...family])
}

/** From now on every answer is asked back before it is graded; said again, no longer. */
function askBack(state: Standing, world: World): Result {
  const asksBack = state.session.asksBack !== true
  const line = say(asksBack ? 'exercise.asks-back' : 'exercise.asks-no-more')
  return keepingPrompt({ ...state, session: { ...state.session, asksBack, slips: 0 } }, world, line)
}

/** Somebody sits beside the learner today: nothing shown from now on counts, and no right answer of today. */
function sitBeside(state: Standing, world: World): Result {
  const beside: Session = { ...state.session, besideOn: dayNumber(world.now) }
  let { learner } = state
  const events: Result['events'] = []
  for (const [skill, { gained, open, doneOnceOn }] of Object.entries(learner.mastery)) {
    const isToday = gained?.day === beside.besideOn || doneOnceOn === beside.besideOn
    if (!isToday && open === null) continue
    const observed = observe(learner, skill, [{ kind: 'helped' }], world)
    learner = observed.learner
    events.push(...observed.events)
  }
  const result = keepingPrompt({ ...state, learner, session: beside }, world, say('beside.now'))
  return { ...result, events }
}

function alone(state: Standing, world: World): Result {
  return keepingPrompt(
    { ...state, session: { ...state.session, besideOn: null } },
    world,
    say('beside.alone'),
  )
}

/** The end of a learner's day: a question that is due, or goodbye. The place in the lesson is kept. */
function stop(state: Standing, world: World): Result {
  const { learner, session } = state
  if (session.trial !== null) return nothingKept(state)
  if (session.mode.kind === 'emergency')
    return show({ learner, session }, { lines: [say('emergency.rest.goodbye')], options: [] })
  const question = dueAtEndOfDay(learner, session, world.now)
  if (question !== null) return openForm(state, question)
  return show({ learner, session }, { lines: goodbye(state, world), options: [LEARN] })
}

/** With what tomorrow brings; whoever is in the middle of something goes on there. */
function goodbye({ learner, session }: Standing, world: World): Phrase[] {
  const next = session.mode.kind === 'rest' ? tomorrow(learner, world) : []
  return next.length === 0 ? [say('rest.goodbye')] : [say('rest.well'), ...next]
}

const nothingKept = ({ learner, session }: Standing): Result => ({
  ...show(
    { learner, session },
    { lines: [say('rest.nothing-kept'), say('finish.trial-again')], options: [] },
  ),
  session: null,
})

export const menuScreen = (learner: Learner): Screen => ({
  lines: [say('menu.ask')],
  options: learner.id === null ? [LEARN] : [LEARN, RESULTS, AREAS, SETTINGS],
})

/** A learner nobody has greeted yet. */
export const greet = (state: Standing): Result => show(state, helloScreen('start', state.learner))
