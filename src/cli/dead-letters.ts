import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.js'
import { type DeadLetter, deadLetters, dropLetter, putBack } from '../store/dead-letters.js'
import type { Pool } from '../store/pool.js'
import { type Answer, BadArgument, answering, finish } from './answer.js'
import { onDatabase } from './database.js'

const HELP = `Những gì chương trình đã thôi không gửi nữa, trong bảy ngày qua: số, loại, kênh, lúc nào, vì sao; không có lời nào.

  npm run dead-letters                 tất cả, mới nhất ở trên
  npm run dead-letters -- --again <số> thử lại từ bây giờ
  npm run dead-letters -- --drop <số>  bỏ khỏi danh sách

not-handed-over  một tin chủ động không chuyển vào được chỗ nhắn tin, sau mười một lần thử
set-aside        một tin nhắn không trả lời được, sau năm lần thử; người ấy đã được xin lỗi
refused          nền tảng không nhận câu trả lời; mã của nền tảng đứng ở cuối dòng
not-sent         một câu trả lời không gửi được trong một ngày; không thử lại được nữa

Chạy được cạnh chương trình đang chạy, cùng DATA_DIR hay DATABASE_URL.
`

type Command = (pool: Pool) => Promise<string>

/**
 * Reads the arguments.
 * @throws BadArgument with one sentence
 */
function commandOf([option, id, ...rest]: readonly string[]): Command {
  if (option === undefined) return async (pool) => list(await deadLetters(pool))
  if ((option !== '--again' && option !== '--drop') || rest.length > 0)
    throw new BadArgument(
      `"${[option, ...rest].join(' ')}" không dùng được ở đây; gõ --help để xem các lệnh.`,
    )
  if (id === undefined) throw new BadArgument(`Sau ${option} là một số, như danh sách cho thấy.`)
  return option === '--again' ? again(id) : drop(id)
}

const again =
  (id: string): Command =>
  async (pool) => {
    const came = await putBack(pool, id)
    if (came === 'gone') throw new BadArgument(unknown(id))
    if (came === 'sent-already')
      throw new BadArgument(`Sau câu bị từ chối của ${id} người ấy đã nhận câu khác, nên không gửi lại được.`)
    return `${id} được thử lại từ bây giờ.\n`
  }

const drop =
  (id: string): Command =>
  async (pool) => {
    if (!(await dropLetter(pool, id, new Date()))) throw new BadArgument(unknown(id))
    return `Đã bỏ ${id}.\n`
  }

const unknown = (id: string): string => `Trong danh sách không có ${id}.`

const list = (letters: readonly DeadLetter[]): string =>
  letters.length === 0 ? 'Không có gì bị bỏ lại.\n' : letters.map(line).join('')

const line = ({ id, what, kind, channel, at, why }: DeadLetter): string =>
  `${at.toISOString()}  ${channel.padEnd(8)}  ${what.padEnd(15)}  ${(kind ?? '-').padEnd(18)}  ${id}  ${why}\n`

/** Runs a command on a database; the sentence of a bad argument is its output. */
export async function deadLetterOffice(
  args: readonly string[],
  onPool: (command: Command) => Promise<string>,
): Promise<Answer> {
  if (args.includes('--help') || args.includes('-h')) return { output: HELP, code: 0 }
  return answering(async () => ({ output: await onPool(commandOf(args)), code: 0 }))
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  finish(
    await deadLetterOffice(process.argv.slice(2), (command) => onDatabase(readConfig(process.env), command)),
  )
