import type { Context } from 'grammy'
import type { Sex } from '../../domain/officer-events.js'
import type { Officer } from '../../domain/role.js'
import { type Option, say } from '../../domain/screen.js'
import type { OfficerDesk } from '../../services/officer-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, ask, choose, tellLine } from './ask.js'
import { LATER, askTwoWords } from './officer-words.js'

interface Branch {
  id: string
  name: string
}

/** More branches than this are not listed: the name is typed. */
const MOST_LISTED = 4
const TRIES = 3

const SEXES: Option[] = [
  { id: 'nam', label: say('officer.sex-nam'), words: ['nam'] },
  { id: 'nu', label: say('officer.sex-nu'), words: ['nu'] },
  { id: 'unsaid', label: say('officer.sex-unsaid'), words: ['khong noi', 'bo qua'] },
]
const NOT_LISTED: Option = { id: 'not-listed', label: say('officer.not-listed'), words: ['khong co'] }
const SURE: Option[] = [
  { id: 'yes', label: say('officer.sure-yes'), words: ['phai', 'dung', 'vang'] },
  { id: 'no', label: say('officer.sure-no'), words: ['khong'] },
]

const named = (name: string): Option['label'] => ({ text: '{name}', with: { name } })

/** Confirms that somebody who stands here with two words belongs to a branch of the officer's scope. */
export async function confirmMember(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
  officer: Officer,
): Promise<void> {
  const leave = (key = 'officer.left'): Promise<void> => tellLine(form, ctx, speaker, say(key))
  const words = await askTwoWords(form, ctx, speaker, desk, [
    say('officer.member-words'),
    say('officer.member-where'),
  ])
  if (typeof words !== 'string') return tellLine(form, ctx, speaker, words.left)
  const isShown = await form.external(({ turn }) => desk.isShown(officer, words, turn.now))
  if (!isShown) return leave('officer.member-none')
  const branch = await askBranch(form, ctx, speaker, desk, officer)
  if (branch === 'none') return leave('officer.no-branches')
  if (branch === null) return leave()
  const sex = await choose(form, ctx, speaker, { lines: [say('officer.sex-ask')], options: SEXES })
  if (sex === null) return leave()
  const row = await askRow(form, ctx, speaker, desk, officer, branch)
  if (row === 'left') return leave()
  const sure = await choose(form, ctx, speaker, {
    lines: [say('officer.member-sure', { branch: branch.name })],
    options: SURE,
  })
  if (sure !== 'yes') return leave()
  const isDone = await form.external(async ({ turn }) => {
    // The words may have run out meanwhile.
    if (!(await desk.isShown(officer, words, turn.now))) return false
    const confirmation = {
      officerId: officer.id,
      words,
      branchId: branch.id,
      sex: sex === 'unsaid' ? null : (sex as Sex),
      classListRow: row,
    }
    turn.events.push({ kind: 'member-confirmed', confirmation })
    return true
  })
  if (!isDone) return leave('officer.member-none')
  return tellLine(
    form,
    ctx,
    speaker,
    say('officer.member-done', { branch: branch.name }),
    say('officer.member-counts'),
  )
}

/** The branch, of those in the scope: alone, from a short list, or by its name; `none` where there is none at all. */
async function askBranch(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
  officer: Officer,
): Promise<Branch | 'none' | null> {
  const branchesNamed = (typed: string | null): Promise<Branch[]> =>
    form.external(async ({ turn }) => {
      const found = await desk.branches(officer, typed, turn.now)
      return found.slice(0, MOST_LISTED + 1).map(({ id, name }) => ({ id, name }))
    })
  let found = await branchesNamed(null)
  if (found.length === 0) return 'none'
  if (found.length === 1) return found[0]!
  let isShort = found.length <= MOST_LISTED
  for (let tried = 0; tried < TRIES; tried++) {
    const options = isShort ? found.map(({ id, name }) => ({ id, label: named(name) })) : []
    const lines = [
      say(isShort ? 'officer.branch-ask' : tried === 0 ? 'officer.branch-type' : 'officer.branch-none'),
    ]
    const answer = await ask(form, ctx, speaker, { lines, options: [...options, LATER] })
    if (answer.kind === 'left' || (answer.kind === 'option' && answer.id === LATER.id)) return null
    if (answer.kind === 'option') return found.find(({ id }) => id === answer.id) ?? null
    const next = await branchesNamed(answer.text)
    if (next.length === 1) return next[0]!
    isShort = next.length > 0
    if (isShort) found = next
  }
  return null
}

/** Their row of the class list, found by the name; null when there is none. */
async function askRow(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
  officer: Officer,
  branch: Branch,
): Promise<number | null | 'left'> {
  if (!(await form.external(({ turn }) => desk.hasOpenRows(officer, branch.id, turn.now)))) return null
  let lines = [say('officer.row-ask')]
  for (let tried = 0; tried < 2; tried++) {
    const answer = await ask(form, ctx, speaker, { lines, options: [NOT_LISTED] })
    if (answer.kind === 'left') return 'left'
    if (answer.kind === 'option') return null
    const { text } = answer
    const rows = await form.external(({ turn }) => desk.openRows(officer, branch.id, text, turn.now))
    if (rows.length === 0) {
      lines = [say('officer.row-none')]
      continue
    }
    const which = await choose(form, ctx, speaker, {
      lines: [say('officer.row-which')],
      options: [
        ...rows.map(({ id, name, birthYear }) => ({
          id: String(id),
          label: named(birthYear === null ? name : `${name}, ${birthYear}`),
        })),
        NOT_LISTED,
      ],
    })
    if (which === null) return 'left'
    return which === NOT_LISTED.id ? null : Number(which)
  }
  return null
}
