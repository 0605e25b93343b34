import { type Day, dayNumber, dayText } from '../calendar.js'
import type { Skill } from '../curriculum.js'
import type { Learner } from '../learner.js'
import { type Mastery, dueOn, holdsOn } from '../mastery.js'
import { isValid } from '../recognition.js'
import { remaining } from '../remaining.js'
import { type Option, type Phrase, type Screen, say } from '../screen.js'
import type { Session } from '../session.js'
import { isForCompanions } from '../strand.js'
import { MORE } from './day.js'
import { paperScreen, subjectOf } from './paper.js'
import { type Result, type State, type World, show } from './turn.js'

type Standing = { learner: Learner; session: Session }

const SHOWN = 3
const RULE: Option = { id: 'rule', label: say('results.rule-label'), words: ['cach tinh', 'tinh sao'] }
const PAPERS: Option = { id: 'papers', label: say('results.papers'), words: ['giay', 'giay ghi nhan'] }
const next = (from: number): Option => ({
  id: `results:${from}`,
  label: say('results.more'),
  words: ['xem them'],
})

/** How far each skill under way has come, three at a time: no marks, no ranks. */
export function resultsScreen(learner: Learner, session: Session, world: World, from: number): Screen {
  const day = dayNumber(world.now)
  const skills = underWay(learner, world)
  if (skills.length === 0) return lessonsScreen(learner, session, world)
  const outside = from === 0 ? realLifeLine(learner) : []
  const to = from + SHOWN - outside.length
  const lines = skills.slice(from, to).map(({ skill, mastery }) => skillLine(skill, mastery, day, world))
  const rest = to < skills.length ? [next(to)] : []
  const papers = learner.recognitions.length > 0 ? [PAPERS] : []
  return { lines: [say('results.head'), ...lines, ...outside], options: [MORE, ...rest, RULE, ...papers] }
}

/** What was done outside, as the learner said: apart from what was practised here, and no part of it. */
const realLifeLine = ({ realLifeDone }: Learner): Phrase[] =>
  realLifeDone.length === 0 ? [] : [say('results.real-life', { count: realLifeDone.length })]

interface UnderWay {
  skill: Skill
  mastery: Mastery
}

/** Skills begun, those nearest to their goal first, recognised ones last. */
export function underWay(
  { mastery }: Pick<Learner, 'mastery'>,
  { curriculum, now }: Pick<World, 'curriculum' | 'now'>,
): UnderWay[] {
  const day = dayNumber(now)
  const { skills, exercisesOf } = curriculum
  const begun = [...skills.values()].flatMap((skill): UnderWay[] => {
    const known = mastery[skill.id]
    // What has no exercises yet cannot come nearer.
    const isUnderWay = known !== undefined && known.seq > 0 && (exercisesOf.get(skill.id)?.length ?? 0) > 0
    return isUnderWay ? [{ skill, mastery: known }] : []
  })
  const isHeld = ({ mastery: one }: UnderWay): boolean => holdsOn(one, day)
  const rank = (one: UnderWay): number => (isHeld(one) ? 1000 : 0) - one.mastery.evidenceDays
  return begun.toSorted((one, other) => rank(one) - rank(other))
}

function skillLine({ title }: Skill, mastery: Mastery, day: Day, { curriculum }: World): Phrase {
  const left = remaining(mastery, day, curriculum.rules.current)
  if (left !== null)
    return say('results.left', { title: { text: title }, n: left.answers, day: dayWords(left.on, day) })
  const due = dueOn(mastery)
  const fresh = due === null || day < due
  return say(fresh ? 'results.fresh' : 'results.due', { title: { text: title } })
}

/** "hôm nay", "mai" or "ngày 5 tháng 12". */
function dayWords(on: Day, today: Day): Phrase {
  if (on <= today) return say('results.today')
  if (on === today + 1) return say('results.tomorrow')
  const [, month, day] = dayText(on).split('-')
  return say('results.day', { day: Number(day), month: Number(month) })
}

/** Before the first exercise: what was learned. */
function lessonsScreen(learner: Learner, session: Session, { curriculum }: World): Screen {
  const finished = (session.trial?.finished ?? learner.finished)
    .map((id) => curriculum.lessons.get(id)!)
    .filter((lesson) => lesson.id !== '0' && !isForCompanions(lesson))
  if (finished.length === 0) return { lines: [say('results.none')], options: [MORE] }
  const lines = finished
    .slice(-SHOWN)
    .toReversed()
    .map(({ can }) => say('results.can', { can: { text: can } }))
  const outside = realLifeLine(learner)
  return { lines: [say('results.count', { count: finished.length }), ...lines, ...outside], options: [MORE] }
}

/** More results, the rule in words, or the papers once more; null when the choice is about something else. */
export function showResults(
  { learner, session }: State & Standing,
  option: string,
  world: World,
): Result | null {
  if (option === 'rule') {
    const lines = [say('results.rule'), say('results.honest')]
    return show({ learner, session }, { lines, options: [MORE, RESULTS_AGAIN] })
  }
  if (option === 'papers') return papersAgain({ learner, session }, world)
  const paper = learner.recognitions[Number(/^paper:(\d{1,4})$/.exec(option)?.[1] ?? -1)]
  if (paper !== undefined) {
    const { level, subject, awardedOn: day } = paper
    const screen = paperScreen([{ level, subject, day }], world.curriculum)
    return show({ learner, session }, { ...screen, options: [MORE, RESULTS_AGAIN] })
  }
  const page = /^results:(\d{1,3})$/.exec(option)
  if (page === null) return null
  return show({ learner, session }, resultsScreen(learner, session, world, Number(page[1])))
}

const RESULTS_AGAIN: Option = { id: 'cmd:results', label: say('menu.results') }

/** The newest papers in words; they are the learner's for ever, whether fresh or to be reviewed. */
function papersAgain({ learner, session }: Standing, world: World): Result {
  const day = dayNumber(world.now)
  const papers = learner.recognitions.slice(-SHOWN).toReversed()
  const lines = papers.map((one) => {
    const { level, subject, awardedOn } = one
    const isFresh = isValid(one, day)
    return say(isFresh ? 'results.paper-fresh' : 'results.paper-due', {
      step: say(`paper.step.${level}`),
      subject: subjectOf({ level, subject, day: awardedOn }, world.curriculum),
      day: dateWords(awardedOn),
    })
  })
  const options = papers.map((_, at) => ({
    id: `paper:${learner.recognitions.length - 1 - at}`,
    label: say('results.paper', { n: at + 1 }),
  }))
  return show({ learner, session }, { lines, options: [...options, MORE] })
}

function dateWords(on: Day): Phrase {
  const [, month, day] = dayText(on).split('-')
  return say('results.day', { day: Number(day), month: Number(month) })
}
