import type { QueryConfig } from 'pg'
import type { Kept } from './kept.js'
import { type Observation, observedParts } from './observed-parts.js'
import type { Standing } from '../domain/standing.js'
import { writeItem } from './rows-of.js'
import { type Column, type Part, column, composed, hasRows } from './statement-parts.js'
import { storableText, storedJson } from './stored-json.js'
import type { TurnOutcome } from './store.js'

/** A turn to be marked, and what it leaves beside its events. */
export interface Saving {
  turnId: number
  outcome: TurnOutcome
  kept: Kept
  at: Date
}

/**
 * Marks the turns and keeps, in the same statement, what they changed and nothing else: all or nothing.
 * Turns of different chats may share it. It answers with the ids of the turns that were waiting.
 */
export function saveStatement(savings: Saving[]): QueryConfig {
  const parts = partsOf(savings)
  const { withParts, values } = composed([marking(savings), ...parts])
  return {
    // Few combinations occur, and each is prepared once on each connection; PostgreSQL tells names apart by 63 bytes.
    name: `turn-save ${parts.map(({ name }) => name.slice(0, 3) + (name.endsWith('_gone') ? '-' : '+')).join('')}`,
    text: `${withParts} select id from marked`,
    values,
  }
}

const marking = (savings: Saving[]): Part => ({
  name: 'marked',
  text: `update turn set state = new_state, replies = new_replies::jsonb, answered_at = at
    from $given where turn.id = given.id and turn.state = 'waiting'
    returning turn.id, contact_id, answered_at`,
  columns: [
    column('id', 'bigint', savings, ({ turnId }) => turnId),
    column('new_state', 'text', savings, ({ outcome }) =>
      outcome.replies.length === 0 ? 'done' : 'answered',
    ),
    column('new_replies', 'text', savings, ({ outcome: { replies } }) =>
      replies.length === 0 ? null : storedJson(replies),
    ),
    column('at', 'timestamptz', savings, ({ at }) => at),
  ],
})

function partsOf(savings: Saving[]): Part[] {
  return [
    removalOf('session', savings, ({ outcome }) => outcome.session === null),
    sessionsOf(savings),
    removalOf('prompt', savings, ({ outcome }) => outcome.prompt === null),
    promptsOf(savings),
    standingsOf(savings),
    removalOf('form', savings, ({ outcome }) => outcome.form === null),
    formsOf(savings),
    attemptsOf(savings),
    ...observedParts(savings.flatMap(observationOf), 'marked join $given using (id)'),
    listeningsOf(savings),
  ].filter(hasRows)
}

/** Whose learner is nobody, in a trial, is not observed. */
function observationOf({ turnId, kept, at }: Saving): Observation[] {
  const { learnerId, observed, ends } = kept
  return learnerId === null ? [] : [{ turnId, learnerId, observed, ends, at }]
}

const turnIds = (rows: { turnId: number }[]): Column => column('id', 'bigint', rows, ({ turnId }) => turnId)

function removalOf(
  table: 'session' | 'prompt' | 'form',
  savings: Saving[],
  gone: (saving: Saving) => boolean,
): Part {
  return {
    name: `${table}_gone`,
    text: `delete from ${table} using marked, $given
      where marked.id = given.id and ${table}.contact_id = marked.contact_id`,
    columns: [turnIds(savings.filter(gone))],
  }
}

/** The savings that set something, with what they set. */
function setting<T>(savings: Saving[], pick: (outcome: TurnOutcome) => T | null | 'same') {
  return savings.flatMap(({ turnId, outcome }) => {
    const picked = pick(outcome)
    return picked === null || picked === 'same' ? [] : [{ turnId, ...picked }]
  })
}

function sessionsOf(savings: Saving[]): Part {
  const rows = setting(savings, ({ session }) =>
    typeof session === 'object' && session !== null ? { session } : null,
  )
  return {
    name: 'session_kept',
    text: `insert into session (contact_id, state, updated_at)
      select contact_id, state::jsonb, answered_at from marked join $given using (id)
      on conflict (contact_id) do update set state = excluded.state, updated_at = excluded.updated_at`,
    columns: [turnIds(rows), column('state', 'text', rows, ({ session }) => storedJson(session))],
  }
}

function promptsOf(savings: Saving[]): Part {
  const rows = setting(savings, ({ prompt }) => prompt)
  return {
    name: 'prompt_kept',
    text: `insert into prompt (contact_id, stamp, options, item, "right", opened_at, turn_id)
      select contact_id, stamp, options::jsonb, item, answer, opened_at, id from marked join $given using (id)
      on conflict (contact_id) do update set stamp = excluded.stamp, options = excluded.options,
        item = excluded.item, "right" = excluded."right", opened_at = excluded.opened_at, turn_id = excluded.turn_id`,
    columns: [
      turnIds(rows),
      column('stamp', 'text', rows, ({ stamp }) => stamp),
      column('options', 'text', rows, ({ options }) => storedJson(options)),
      column('item', 'text', rows, ({ item }) => writeItem(item)),
      column('answer', 'text', rows, ({ item }) => item?.right ?? null),
      column('opened_at', 'timestamptz', rows, ({ openedAt }) => openedAt),
    ],
  }
}

/** What may be answered beside the prompt stands with the chat. */
function standingsOf(savings: Saving[]): Part {
  const rows = savings.flatMap(({ turnId, outcome: { standing } }) =>
    standing === 'same' ? [] : [{ turnId, standing }],
  )
  return {
    name: 'standing_kept',
    // Held in one order, as all who hold several contacts do.
    text: `update contact set standing = held.standing::jsonb, standing_at = told_at
      from (
        select contact.id, given.standing, told_at from marked join $given using (id)
        join contact on contact.id = marked.contact_id order by contact.id for no key update of contact
      ) held where contact.id = held.id`,
    columns: [
      turnIds(rows),
      column('standing', 'text', rows, ({ standing }) => standingJson(standing)),
      column('told_at', 'timestamptz', rows, ({ standing }) => standing?.at ?? null),
    ],
  }
}

function standingJson(standing: Standing | null): string | null {
  if (standing === null) return null
  const { at: _, ...kept } = standing
  return storedJson(kept)
}

function formsOf(savings: Saving[]): Part {
  const rows = setting(savings, ({ form }) => form)
  return {
    name: 'form_kept',
    text: `insert into form (contact_id, name, version, state, opened_at)
      select contact_id, name, version, state::jsonb, opened_at from marked join $given using (id)
      on conflict (contact_id) do update set name = excluded.name, version = excluded.version,
        state = excluded.state, opened_at = excluded.opened_at`,
    columns: [
      turnIds(rows),
      column('name', 'text', rows, ({ name }) => name),
      column('version', 'text', rows, ({ version }) => version),
      column('state', 'text', rows, ({ state }) => storedJson(state)),
      column('opened_at', 'timestamptz', rows, ({ openedAt }) => openedAt),
    ],
  }
}

/** Whose learner is nobody, in a trial, leaves no evidence. */
function attemptsOf(savings: Saving[]): Part {
  const rows = savings.flatMap(({ turnId, kept: { learnerId, attempt } }) =>
    learnerId === null || attempt === null ? [] : [{ turnId, learnerId, ...attempt }],
  )
  return {
    name: 'attempt_kept',
    text: `insert into attempt
        (learner_id, turn_id, lesson_id, item_id, option, "right", nth, shown_at, answered_at)
      select learner_id, id, lesson_id, item_id, option, is_right, nth, shown_at, answered_at
      from marked join $given using (id)`,
    columns: [
      turnIds(rows),
      column('learner_id', 'int', rows, ({ learnerId }) => learnerId),
      column('lesson_id', 'text', rows, ({ lessonId }) => lessonId),
      column('item_id', 'text', rows, ({ itemId }) => itemId),
      column('option', 'text', rows, ({ option }) => storableText(option)),
      column('is_right', 'boolean', rows, ({ right }) => right),
      column('nth', 'int', rows, ({ nth }) => nth),
      column('shown_at', 'timestamptz', rows, ({ shownAt }) => shownAt),
    ],
  }
}

function listeningsOf(savings: Saving[]): Part {
  const rows = savings.flatMap(({ turnId, kept }) => kept.made.map((made) => ({ turnId, ...made })))
  return {
    name: 'listening_kept',
    text: `insert into listening (token, text, made_at)
      select distinct on (token) token, words, answered_at from marked join $given using (id)
      on conflict (token) do update set made_at = excluded.made_at`,
    columns: [
      turnIds(rows),
      column('token', 'text', rows, ({ token }) => token),
      column('words', 'text', rows, ({ text }) => storableText(text)),
    ],
  }
}
