import { lexicon, standsIn } from './phrase.js'
import { readings } from './text.js'

const phrases = lexicon({
  office: ['cong', 'ngan', 'vien', 'toa', 'can', 'nhan', 'bo', 'ben', 'buu', 'dien', 'trung', 'dai', 'thieu', 'thuong', 'luat', 'hai'],
}) // prettier-ignore

/** What swindlers speak of. */
const FRIGHTFUL = phrases(
  'cong an', 'toa an', 'kiem sat', 'xung <office>', 'xung la <office>', 'otp', 'chuyen tien|khoan', 'chuyen het tien', 'bat giam|nguoi', 'bat toi|bac|minh|tui', 'bi|la|lenh bat', 'doa', 'truy na', 'rua tien',
) // prettier-ignore

/** With marks typed: "bật", "bắt đầu" and "chuyện tiền" are none of it. */
const MARKED = new Map([
  ['bat', 'bắt'],
  ['chuyen', 'chuyển'],
  ['xung', 'xưng'],
])

/** Whether a text speaks of the police, of codes, of being seized or of money to be sent: no small talk. */
export const isFrightful = (text: string): boolean =>
  readings(text).some(({ words, written, marked }) =>
    standsIn(
      FRIGHTFUL,
      words.map((word, at) => {
        const meant = marked ? MARKED.get(word) : undefined
        return meant === undefined || meant === written[at] ? word : `=${written[at]!}`
      }),
    ),
  )
