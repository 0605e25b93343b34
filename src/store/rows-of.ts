import type { ChannelId } from '../channels/channel.js'
import type { FormOfAddress, Learner, Purpose, Question, Region } from '../domain/learner.js'
import type { Option } from '../domain/screen.js'
import type { Prompt } from '../domain/prompt.js'
import type { Session } from '../domain/session.js'
import type { PendingTurn } from './store.js'

/** What the one statement of `next` returns. */
export interface PendingRow {
  id: number
  channel: ChannelId
  contact_id: number
  address: string
  incoming: PendingTurn['incoming']
  state: PendingTurn['state']
  tries: number
  received_at: Date
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
  session: Session | null
  prompt_stamp: string | null
  prompt_options: Option[]
  prompt_item: [lessonId: string, itemId: string, nth: number] | null
  prompt_right: string | null
  prompt_opened_at: Date
  prompt_message_id: string | null
  form_name: string | null
  form_version: string
  form_state: unknown
  form_opened_at: Date
  more: boolean
}

export const pendingTurnOf = (row: PendingRow): PendingTurn => ({
  id: row.id,
  channel: row.channel,
  contactId: row.contact_id,
  address: row.address,
  incoming: row.incoming,
  state: row.state,
  tries: row.tries,
  receivedAt: row.received_at,
  replies: row.replies ?? [],
  sent: row.sent,
  learner: learnerOf(row),
  session: row.session,
  prompt: promptOf(row),
  promptMessageId: row.prompt_message_id,
  form: formOf(row),
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
  }
}

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
export const writeItem = (item: Prompt['item']): string | null =>
  item && JSON.stringify([item.lessonId, item.itemId, item.nth])

function itemOf(row: PendingRow): Prompt['item'] {
  if (row.prompt_item === null || row.prompt_right === null) return null
  const [lessonId, itemId, nth] = row.prompt_item
  return { lessonId, itemId, right: row.prompt_right, nth }
}
