import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import type { Evidence } from '../domain/evidence.js'
import type { Level } from '../domain/exercise.js'
import { recompute } from '../domain/append.js'
import { knows } from '../domain/mastery.js'
import type { Recognition } from '../domain/recognition.js'
import type { Rules } from '../domain/rule.js'
import type { Told, ToldSkill } from '../store/chain.js'
import type { Account } from '../store/read-ledger.js'
import { count, dayWords, dayWordsOf, percent } from './figures.js'

const STEP: Record<Level, string> = {
  'lam-duoc': 'Làm được',
  'lam-chac': 'Làm chắc',
  vung: 'Vững',
  'an-toan': 'An toàn',
  'thanh-thao': 'Thành thạo',
}

/** The log of a skill of the learner whom the account is about. */
type ReadLog = (skill: string) => Promise<Evidence[]>

/** What was recognised, when, by which rule and on which answers, line by line in plain Vietnamese. */
export async function whyLines(
  { kept, award, lapse }: Account,
  readLog: ReadLog,
  curriculum: Curriculum,
  today: Day,
): Promise<string[]> {
  if (award === null && kept === null)
    return ['Người học đã yêu cầu xoá dữ liệu: sổ chỉ còn mã băm, không còn nội dung.']
  if (award === null || kept === null)
    return ['Sổ và bảng ghi nhận không khớp nhau ở đây; chạy verify-ledger để soát cả sổ.']
  return [
    `Ghi nhận số ${award.recognition}: bước «${STEP[award.level]}»${subjectOf(award, curriculum)}.`,
    `Người học mang mã ${award.learner}; sổ không ghi tên.`,
    `Ghi nhận ngày ${dayWordsOf(award.on)}, theo quy tắc ${award.rule}.`,
    freshness(kept.recognition, today, lapse),
    'Bằng chứng lúc ghi nhận:',
    ...(await evidenceLines(award, readLog, curriculum)),
    'Tự học qua chatbot, không giám sát.',
    'Không phải là xác nhận theo Quyết định 757/QĐ-BKHCN.',
  ]
}

function subjectOf({ level, subject }: Told, { skills, areas }: Curriculum): string {
  if (subject === '') return ''
  const [what, name] =
    level === 'vung'
      ? ['nhóm', areas.find(({ id }) => id === subject)?.name]
      : ['việc', skills.get(subject)?.title]
  return ` cho ${what} «${name ?? subject}»`
}

function freshness({ awardedOn, validUntil }: Recognition, today: Day, lapse: Account['lapse']): string {
  if (validUntil === null) return 'Bước này giữ mãi.'
  if (validUntil <= awardedOn) return 'Rút lại ngay trong ngày ấy, vì những gì biết thêm sau đó.'
  if (today < validUntil) return `Còn tươi tới trước ngày ${dayWords(validUntil)}; ôn đúng thì dài thêm.`
  const row = lapse === null ? '' : ` (dòng ${lapse.row} của sổ)`
  return `Từ ngày ${dayWords(validUntil)} không còn tươi, nên ôn lại${row}. Giấy ghi nhận vẫn là của người học.`
}

/**
 * The skills that the step rests on, by today's content; the ledger may tell of others that held as well. Of an area
 * from which plans choose all are told that held: the learner may have lived elsewhere then.
 */
function restsOn({ level, subject, skills: told }: Told, { skills }: Curriculum): string[] {
  const wanted = (skill: string): boolean => {
    if (level === 'vung') return skills.get(skill)?.area === subject
    return level !== 'an-toan' || skills.get(skill)?.safetyCritical === true
  }
  return Object.keys(told).filter(wanted)
}

async function evidenceLines(award: Told, readLog: ReadLog, curriculum: Curriculum): Promise<string[]> {
  const lines: string[] = []
  for (const skill of restsOn(award, curriculum)) {
    const told = award.skills[skill]!
    const log = (await readLog(skill)).slice(0, told.entries)
    lines.push(
      figures(skill, told, award, curriculum),
      ...counted(award, told, log).map((seq) => `  ${answerLine(skill, seq, log, curriculum.rules)}`),
      `  ${recomputed(log, told, award.on, curriculum.rules)}`,
    )
  }
  return lines
}

function figures(
  skill: string,
  told: ToldSkill,
  { rule, level }: Told,
  { skills, rules }: Curriculum,
): string {
  const wanted = level === 'lam-duoc' ? undefined : rules.versions.get(rule)?.award
  const atLeast = (text: string | undefined): string => (text === undefined ? '' : ` (cần ${text})`)
  return `«${skills.get(skill)?.title ?? skill}»: ${[
    `bằng chứng E = ${count(told.e)}${atLeast(wanted && count(wanted.evidence))}`,
    `khả năng đang biết P = ${percent(told.p)}${atLeast(wanted && percent(wanted.mastery))}`,
    `${told.days} ngày có bằng chứng`,
    `${told.tasks} lần tự làm đúng trên màn hình tập`,
  ].join('; ')}.`
}

/** What counted; the first step of all needs one task passed alone, counted or not. */
function counted({ level }: Told, { evidence }: ToldSkill, log: readonly Evidence[]): number[] {
  if (level !== 'lam-duoc') return evidence
  const passed = log.findLastIndex((entry) => entry.kind === 'answered' && entry.right)
  const shown = log.slice(0, passed).findLast(({ kind }) => kind === 'shown')
  return [...new Set([...evidence, ...(shown === undefined ? [] : [shown.seq])])]
}

function answerLine(skill: string, seq: number, log: readonly Evidence[], rules: Rules): string {
  const shown = log[seq - 1]
  if (shown?.kind !== 'shown') return `dòng ${seq} của nhật ký «${skill}» không còn là một bài được đưa ra.`
  const what = shown.type === 'task' ? 'màn hình tập' : 'câu hỏi'
  return `ngày ${dayWords(dayNumber(shown.at))}, ${what} ${shown.exercise}: ${ending(shown, log, rules)}.`
}

/** What stands in a log between an exercise and its answer. */
const BESIDE_ANSWERS: Evidence['kind'][] = ['helped', 'taught', 'seen-in-life']

function ending(shown: Evidence, log: readonly Evidence[], { versions }: Rules): string {
  const end = log.slice(shown.seq).find(({ kind }) => !BESIDE_ANSWERS.includes(kind))
  if (end?.kind === 'hinted') return 'có gợi ý, tính là chưa đúng'
  if (end?.kind === 'abandoned') return 'để đó quá một ngày, tính là chưa đúng'
  if (end?.kind !== 'answered') return 'chưa trả lời'
  if (!end.right) return 'chưa đúng'
  if (end.at.getTime() - shown.at.getTime() < (versions.get(end.rule)?.hasteMs ?? 0))
    return 'đúng, nhưng quá nhanh nên không tính'
  const day = dayNumber(end.at)
  const hadCompany = log.some((entry) => {
    if (entry.kind !== 'helped') return false
    // Said by a helper who sat down, it touches only the answer that was out.
    if (entry.onward === true) return entry.seq > shown.seq && entry.seq < end.seq
    return dayNumber(entry.at) === day
  })
  return hadCompany ? 'đúng, nhưng hôm ấy có người ngồi cạnh nên không tính' : 'tự làm đúng'
}

/** Whether the log still gives what the ledger tells. */
function recomputed(log: readonly Evidence[], told: ToldSkill, on: string, rules: Rules): string {
  const lost = log.find(({ rule }) => !rules.versions.has(rule))
  if (lost !== undefined) return `Không tính lại được: nội dung hiện nay không còn quy tắc ${lost.rule}.`
  const mastery = recompute(log, rules)
  const day = dayNumber(new Date(`${on}T12:00:00+07:00`))
  const isSame =
    near(mastery.e, told.e) &&
    near(knows(mastery, day), told.p) &&
    mastery.evidenceDays === told.days &&
    mastery.tasksPassed === told.tasks
  return isSame ? 'Tính lại từ nhật ký: đúng như sổ ghi.' : 'TÍNH LẠI TỪ NHẬT KÝ: KHÁC VỚI SỔ GHI.'
}

const near = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other))
