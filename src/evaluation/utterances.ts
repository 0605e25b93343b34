import { matchOption } from '../domain/choice.js'
import type { Place } from '../domain/curriculum.js'
import { placeWords } from '../domain/place-words.js'
import { isTalk } from '../domain/talk.js'
import { asksSomething } from '../domain/turn/offer-lessons.js'
import { fold } from '../domain/text.js'
import { type Command, type Intent, readIntent } from '../domain/intent.js'
import { maskSecrets } from '../domain/secrets.js'
import type { EmergencyKind } from '../domain/session.js'
import type { Asking } from '../services/asking.js'
import type { UtteranceLabel } from './labels.js'

export interface Utterance {
  intent: UtteranceLabel
  text: string
  /** The choices of an open question, as they were shown; without it none is open. */
  prompt?: readonly string[] | undefined
}

export interface UtteranceFigures {
  total: number
  correct: number
  /** From 0 to 1; NaN without lines. */
  accuracy: number
  wrong: { text: string; expected: UtteranceLabel; got: string }[]
}

/** A command says more than one label where the program does the same for both. */
const OF_COMMAND: Partial<Record<Command, UtteranceLabel>> = {
  start: 'bat_dau',
  greet: 'bat_dau',
  learn: 'hoc_tiep',
  review: 'lam_bai',
  practise: 'lam_bai',
  check: 'kiem_tra_lua_dao',
  results: 'ket_qua',
  help: 'giup',
  explain: 'giai_thich_don_gian',
  slower: 'noi_cham',
  erase: 'xoa_du_lieu',
  again: 'nghe_lai',
  back: 'quay_lai',
  stop: 'dung',
  listen: 'nghe_lai',
  larger: 'chu_to',
  menu: 'menu',
  settings: 'menu',
  'call-family': 'goi_con',
  'my-data': 'xem_du_lieu',
  pause: 'dung',
  hour: 'doi_gio_nhac',
  'no-reminders': 'tat_nhac',
  address: 'doi_xung_ho',
  place: 'chon_tinh',
  question: 'hoi_bai',
  thanks: 'cam_on',
  chat: 'tro_chuyen',
}

const OF_EMERGENCY: Record<EmergencyKind, UtteranceLabel> = {
  'being-called': 'dang_bi_goi',
  'money-gone': 'khan_cap_mat_tien',
  health: 'khan_cap_suc_khoe',
}

const ANSWERS: readonly UtteranceLabel[] = ['tra_loi_A', 'tra_loi_B', 'tra_loi_C']
/** Without a question, an answer is known by its number or letter, or as a yes or no. */
const NUMBERED = ['a', 'b', 'c'].map((id) => ({ id, words: [] }))
const YES_OR_NO = [
  { id: 'vang', words: ['Vâng', 'có', 'phải'] },
  { id: 'khong', words: ['Không', 'chưa'] },
]

/** How often the program takes an utterance for what its label says. */
export function evaluateUtterances(
  lines: readonly Utterance[],
  asking: Asking,
  places: readonly Place[],
): UtteranceFigures {
  const known = placeWords(places)
  const wrong = lines.flatMap(({ text, intent, prompt }) => {
    const got = labelOf(text, prompt, asking, known)
    return got === intent ? [] : [{ text, expected: intent, got }]
  })
  const correct = lines.length - wrong.length
  return { total: lines.length, correct, accuracy: correct / lines.length, wrong }
}

function labelOf(
  text: string,
  prompt: readonly string[] | undefined,
  asking: Asking,
  places: ReadonlySet<string>,
): string {
  const open = prompt === undefined ? null : { stamp: 'open', options: optionsOf(prompt) }
  const intent = readIntent({ kind: 'text', ...maskSecrets(text) }, { prompt: open, places })
  return labelOfIntent(intent, prompt ?? []) ?? labelOfWords(text, asking)
}

const optionsOf = (prompt: readonly string[]) =>
  prompt.map((label, at) => ({ id: String(at), words: [label] }))

/** Null for words that the program leaves to what is open. */
function labelOfIntent(intent: Intent, prompt: readonly string[]): string | null {
  if (intent.kind === 'emergency') return OF_EMERGENCY[intent.which]
  if (intent.kind === 'command') return OF_COMMAND[intent.command] ?? intent.command
  if (intent.kind === 'choose') return labelOfChoice(Number(intent.option), prompt)
  return intent.kind === 'words' ? null : intent.kind
}

function labelOfChoice(at: number, prompt: readonly string[]): string {
  const said = fold(prompt[at]!)
  if (said === 'vang' || said === 'co') return 'dong_y'
  if (said === 'khong') return 'tu_choi'
  return ANSWERS[at] ?? 'khong_ro'
}

function labelOfWords(text: string, asking: Asking): UtteranceLabel {
  const yesOrNo = matchOption(text, YES_OR_NO)
  if (yesOrNo !== null && yesOrNo.by !== 'number') return yesOrNo.id === 'vang' ? 'dong_y' : 'tu_choi'
  const numbered = matchOption(text, NUMBERED)
  if (numbered !== null) return ANSWERS[numbered.id.charCodeAt(0) - 97]!
  if (asking.lessonsFor(text).length > 0 || asksSomething(text)) return 'hoi_bai'
  return isTalk(text) ? 'tro_chuyen' : 'khong_ro'
}
