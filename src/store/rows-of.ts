import type { ChannelId } from '../channels/channel.js'
import type { Level } from '../domain/exercise.js'
import type { FormOfAddress, Learner, Purpose, Question, Region } from '../domain/learner.js'
import type { Mastery } from '../domain/mastery.js'
import type { Option } from '../domain/screen.js'
import type { Prompt } from '../domain/prompt.js'
import type { Recognition } from '../domain/recognition.js'
import type { Session } from '../domain/session.js'
import type { Standing } from '../domain/standing.js'
import type { PendingTurn } from './store.js'

/** An item of a lesson by its id, or a step of an exercise by its place: a number tells them apart. */
type StoredItem =
  [lessonId: string, itemId: string, nth: number] | [exercise: string, step: number, nth: number]

/** Days are numbers since 1970-01-01. */
export type RecognitionRow = [
  level: Level,
  subject: string,
  awardedOn: number,
  validUntil: number | null,
  rule: string,
]

/** What is known of the learner whose number stands at `learner`, as columns of a statement: {@link Knowledge}. */
export const knowledgeColumns = (learner: string): string => `
  (select json_object_agg(skill_id, state) from mastery where learner_id = ${learner}) as mastery,
  (select json_agg(json_build_array(level, subject, awarded_on - date '1970-01-01',
     valid_until - date '1970-01-01', rule) order by id)
   from recognition where learner_id = ${learner}) as recognitions`

export interface KnowledgeRow {
  mastery: Record<string, Mastery> | null
  recognitions: RecognitionRow[] | null
}

export type Knowledge = Pick<Learner, 'mastery' | 'recognitions'>

export const knowledgeOf = ({ mastery, recognitions }: KnowledgeRow): Knowledge => ({
  mastery: mastery ?? {},
  recognitions: (recognitions ?? []).map(recognitionOf),
})

/** What the one statement of `next` returns. */
export interface PendingRow extends KnowledgeRow {
  id: number
  channel: ChannelId
  contact_id: number
  address: string
  seen_at: Date
  by_hand_until: Date | null
  said: NonNullable<PendingTurn['said']> | null
  incoming: PendingTurn['incoming']
  state: PendingTurn['state']
  tries: number
  received_at: Date
  next_try_at: Date | null
  replies: PendingTurn['replies'] | null
  sent: number
  learner_id: number | null
  form_of_address: FormOfAddress
  region: Region
  place_id: string | null
  birth_year: number | null
  learning_time: number | null
  days_learned: number
  last_day: string | null
  asked: Question[]
  consents: Partial<Record<Purpose, boolean>> | null
  finished: string[] | null
  real_life_done: string[] | null
  first_area: string | null
  later_areas: string[] | null
  rest_id: number | null
  gone: NonNullable<Learner['gone']> | null
  session: Session | null
  prompt_stamp: string | null
  prompt_options: Option[]
  prompt_item: StoredItem | null
  prompt_right: string | null
  prompt_opened_at: Date
  prompt_message_id: string | null
  standing: Omit<Standing, 'at'> | null
  standing_at: Date
  form_name: string | null
  form_version: string
  form_state: unknown
  form_opened_at: Date
  profiles: [learnerId: number, name: string][] | null
  more: boolean
}

export const pendingTurnOf = (row: PendingRow): PendingTurn => ({
  id: row.id,
  channel: row.channel,
  contactId: row.contact_id,
  address: row.address,
  seenAt: row.seen_at,
  ...(row.by_hand_until === null ? {} : { byHandUntil: row.by_hand_until }),
  ...(row.said === null ? {} : { said: row.said }),
  incoming: row.incoming,
  state: row.state,
  tries: row.tries,
  receivedAt: row.received_at,
  ...(row.next_try_at === null ? {} : { nextTryAt: row.next_try_at }),
  replies: row.replies ?? [],
  sent: row.sent,
  learner: learnerOf(row),
  session: row.session,
  prompt: promptOf(row),
  promptMessageId: row.prompt_message_id,
  standing: row.standing === null ? null : { ...row.standing, at: row.standing_at },
  form: formOf(row),
  profiles: (row.profiles ?? []).map(([learnerId, name]) => ({ learnerId, name })),
  more: row.more,
})

function learnerOf(row: PendingRow): Learner | null {
  if (row.learner_id === null) return null
  return {
    id: row.learner_id,
    formOfAddress: row.form_of_address,
    region: row.region,
    placeId: row.place_id,
    birthYear: row.birth_year,
    learningTime: row.learning_time,
    daysLearned: row.days_learned,
    lastDay: row.last_day,
    asked: row.asked,
    consents: row.consents ?? {},
    finished: row.finished ?? [],
    realLifeDone: row.real_life_done ?? [],
    ...knowledgeOf(row),
    firstArea: row.first_area,
    laterAreas: row.later_areas ?? [],
    ...(row.rest_id === null ? {} : { rest: { absenceId: row.rest_id } }),
    ...(row.gone === null ? {} : { gone: row.gone }),
  }
}

export const recognitionOf = ([
  level,
  subject,
  awardedOn,
  validUntil,
  rule,
]: RecognitionRow): Recognition => ({
  level,
  subject,
  awardedOn,
  validUntil,
  rule,
})

function promptOf(row: PendingRow): Prompt | null {
  if (row.prompt_stamp === null) return null
  return {
    stamp: row.prompt_stamp,
    options: row.prompt_options,
    item: itemOf(row),
    openedAt: row.prompt_opened_at,
  }
}

function formOf(row: PendingRow): PendingTurn['form'] {
  if (row.form_name === null) return null
  const { form_name: name, form_version: version, form_state: state, form_opened_at: openedAt } = row
  return { name, version, state, openedAt }
}

/** A graded item as the one text column `prompt.item` keeps it; `right` has its own column. */
export function writeItem(item: Prompt['item']): string | null {
  if (item === null) return null
  const stored: StoredItem =
    'exercise' in item ? [item.exercise, item.step, item.nth] : [item.lessonId, item.itemId, item.nth]
  return JSON.stringify(stored)
}

function itemOf(row: PendingRow): Prompt['item'] {
  if (row.prompt_item === null || row.prompt_right === null) return null
  const [of, part, nth] = row.prompt_item
  const right = row.prompt_right
  return typeof part === 'number'
    ? { exercise: of, step: part, right, nth }
    : { lessonId: of, itemId: part, right, nth }
}
