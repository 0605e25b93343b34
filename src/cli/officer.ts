import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.js'
import { loadCurriculum } from '../content/load.js'
import { type Day, dayNumber } from '../domain/calendar.js'
import type { Curriculum } from '../domain/curriculum.js'
import { audit } from '../store/audit.js'
import { readLog } from '../store/evidence-log.js'
import { createItemWatch } from '../store/item-watch.js'
import type { Pool } from '../store/pool.js'
import { type Fault, type Noted, checkLedger, readAccount } from '../store/read-ledger.js'
import { type Answer, BadArgument, answering, finish } from './answer.js'
import { onDatabase } from './database.js'
import { dayWords, percent } from './figures.js'
import { add, askedIn, end, list } from './officer-people.js'
import { whyLines } from './why.js'

const HELP = `Cán bộ: ai có vai trò gì. Kiểm toán: vì sao một người được ghi nhận, và sổ ghi nhận có bị sửa không.

  npm run officer -- add --name "Nguyễn Thị Lan" --role province --place thai-nguyen
                                      ghi một cán bộ và in mã cho chỗ nhắn tin của họ, dùng một lần trong 24 giờ;
                                      vai trò: admin, province, commune, branch, auditor (--place là mã hoặc tên nơi),
                                      lead, collator (--plan thai-nguyen --agency "Sở Nội vụ")
  npm run officer -- list             các cán bộ hiện nay
  npm run officer -- end <số>         thôi vai trò của cán bộ mang số này, ở mọi máy
  npm run officer -- why <số>         vì sao có ghi nhận mang số này; cũng nhận số của dòng sổ
  npm run officer -- verify-ledger    soát cả sổ ghi nhận; thoát với 1 khi có chỗ không khớp
  npm run officer -- verify-ledger <số dòng> <mã băm>
                                      và xem dòng đã chép lại lần trước có còn như thế không
  npm run officer -- items            người mới làm đúng mỗi câu hỏi, bài tập bao nhiêu lần

Chạy được cạnh chương trình đang chạy, cùng DATA_DIR hay DATABASE_URL.
`

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

const NUMBER = /^[1-9]\d{0,8}$/

/** What a command works on. */
export interface Office {
  pool: Pool
  /** Reading the content takes seconds, and not every command asks for it. */
  curriculum(): Curriculum
  today: Day
  now: Date
}

type Command = (office: Office) => Promise<Answer>

/**
 * Reads the arguments.
 * @throws BadArgument with one sentence
 */
function commandOf([name, ...rest]: readonly string[]): Command {
  if (name === 'why' && rest.length === 1 && NUMBER.test(rest[0]!)) return why(Number(rest[0]))
  if (name === 'why') throw new BadArgument('Sau why là số của một ghi nhận, ví dụ: why 12.')
  if (name === 'verify-ledger' && rest.length === 0) return verifyLedger(null)
  if (name === 'verify-ledger') return verifyLedger(notedIn(rest))
  if (name === 'items' && rest.length === 0) return items
  if (name === 'add') {
    const asked = askedIn(rest)
    return async (office) => good(await add(asked, office))
  }
  if (name === 'list' && rest.length === 0) return async (office) => good(await list(office))
  if (name === 'end' && rest.length === 1 && NUMBER.test(rest[0]!))
    return async (office) => good(await end(Number(rest[0]), office))
  if (name === 'end') throw new BadArgument('Sau end là số của một cán bộ, như list cho thấy.')
  const said = [name, ...rest].join(' ')
  throw new BadArgument(`"${said}" không phải là một lệnh; gõ --help để xem các lệnh.`)
}

const good = (lines: readonly string[]): Answer => ({ output: `${lines.join('\n')}\n`, code: 0 })

function why(id: number): Command {
  return async ({ pool, curriculum, today, now }) => {
    const account = await readAccount(pool, id)
    await audit(pool, { officerId: null, action: 'why', placeId: null, facts: { recognition: id }, at: now })
    if (account === null) throw new BadArgument(`Không có ghi nhận hay dòng sổ nào mang số ${id}.`)
    const { kept, award } = account
    const log = (skill: string) => readLog(pool, kept?.learnerId ?? 0, skill)
    const lines = await whyLines(account, log, curriculum(), today)
    return { ...good(lines), code: (kept === null) === (award === null) ? 0 : 1 }
  }
}

const FAULT: Record<Fault, string> = {
  missing: 'dòng này không còn trong sổ',
  order: 'nó không nối tiếp dòng trước',
  content: 'nội dung không khớp với mã băm',
  emptied: 'nội dung bị xoá mà người học vẫn còn',
  recognition: 'bảng ghi nhận nói khác với sổ',
  rewritten: 'mã băm không còn là mã đã chép lại',
}

function notedIn([row = '', hash = '', ...more]: readonly string[]): Noted {
  if (more.length === 0 && NUMBER.test(row) && /^[0-9a-f]{64}$/.test(hash)) return { row: Number(row), hash }
  throw new BadArgument('Sau verify-ledger để trống, hoặc là số dòng và mã băm đã chép lại lần trước.')
}

const verifyLedger =
  (noted: Noted | null): Command =>
  async ({ pool }) => {
    const { rows, erased, lastHash, broken } = await checkLedger(pool, noted)
    if (broken !== null)
      return {
        output: `Sổ ghi nhận KHÔNG khớp, trước hết ở dòng ${broken.id}: ${FAULT[broken.fault]}.\n`,
        code: 1,
      }
    return good([
      `Sổ ghi nhận khớp: ${rows} dòng, trong đó ${erased} dòng đã xoá nội dung theo yêu cầu của người học.`,
      `Mã băm của dòng cuối: ${lastHash}`,
      'Nên chép số dòng và mã này ra nơi khác: nếu sổ bị cắt mất phần cuối, chỉ chúng cho thấy.',
    ])
  }

const items: Command = async ({ pool, curriculum }) => {
  const watched = await createItemWatch(pool).all()
  if (watched.length === 0) return good(['Chưa có câu trả lời nào của người mới để soát.'])
  const { rates } = curriculum().rules.current
  return good(
    watched.map(({ of, type, shown, right, flaggedAt }) => {
      const { evidence } = rates[type]
      const most = evidence === null ? 'không bao giờ tính' : `cho phép ${percent(evidence.guess)}`
      const flag = flaggedAt === null ? '' : ` KHÔNG CÒN TÍNH từ ngày ${dayWords(dayNumber(flaggedAt))}.`
      return `${of}: người mới đúng ${right} trên ${shown} lần${shown === 0 ? '' : `, ${percent(right / shown)}`}; ${most}.${flag}`
    }),
  )
}

/** Runs a command on an office; the sentence of a bad argument is its output. */
export async function officer(
  args: readonly string[],
  inOffice: (command: Command) => Promise<Answer>,
): Promise<Answer> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return { output: HELP, code: 0 }
  return answering(async () => inOffice(commandOf(args)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const inOffice = (command: Command): Promise<Answer> => {
    const curriculum = () => loadCurriculum(CONTENT)
    const now = new Date()
    const today = dayNumber(now)
    return onDatabase(readConfig(process.env), (pool) => command({ pool, curriculum, today, now }))
  }
  finish(await officer(process.argv.slice(2), inOffice))
}
