/** Plain words: what screens never say, foreign words, and short forms that people cannot read. */

const QUOTED = /«[^»]*»/g

/** What the screens never say: they frighten, rank or are too familiar. */
const NEVER = [
  'bạn', 'hết hạn', 'mất', 'rớt', 'chứng chỉ', 'chứng nhận', 'điểm', 'hạng', 'quý khách', 'chỉ cần', 'dễ mà',
  'rất đơn giản', 'giỏi quá', 'sai rồi', 'gõ 1 để tiếp',
] // prettier-ignore

/** Words a learner may not know (D4), and what to write instead; labels in quotes are left as they are. */
const PLAIN: Record<string, string> = {
  app: 'ứng dụng', click: 'bấm', tap: 'bấm', link: 'đường dẫn', otp: 'mã dùng một lần', password: 'mật khẩu',
  passcode: 'mật mã', login: 'đăng nhập', online: 'trên mạng', web: 'trang mạng', website: 'trang mạng',
  wifi: 'mạng không dây', 'wi-fi': 'mạng không dây', '4g': 'mạng của SIM', '5g': 'mạng của SIM', data: 'mạng của SIM',
  share: 'chia sẻ', scan: 'quét', menu: 'danh mục', video: 'hình', facetime: 'gọi hình', email: 'thư', sms: 'tin nhắn',
  ship: 'giao', shipper: 'người giao hàng', cod: 'trả tiền khi nhận', update: 'cập nhật', download: 'tải về',
  upload: 'gửi lên', screenshot: 'chụp màn hình', account: 'tài khoản', biometric: 'khuôn mặt, vân tay',
  feedback: 'ý kiến', deepfake: 'mặt giả làm bằng máy', livestream: 'bán hàng quay trực tiếp', fanpage: 'trang',
  comment: 'lời bình', setting: 'cài đặt', settings: 'cài đặt', block: 'chặn', report: 'báo xấu', back: 'quay lại',
  bug: 'máy đang trục trặc', 'lỗi hệ thống': 'máy đang trục trặc',
} // prettier-ignore

/** Short forms, and what to write instead. */
const SHORT: Record<string, string> = {
  bhyt: 'bảo hiểm y tế', bhxh: 'bảo hiểm xã hội', dvc: 'dịch vụ công', qđ: 'quyết định', nđ: 'nghị định',
  nq: 'nghị quyết', ubnd: 'uỷ ban', cccd: 'căn cước', cmnd: 'căn cước', pin: 'số bí mật của thẻ', atm: 'máy rút tiền',
  apk: 'tệp cài lạ', stk: 'số tài khoản', tk: 'tài khoản', sđt: 'số điện thoại', đt: 'điện thoại', nct: 'người cao tuổi',
  csgt: 'cảnh sát giao thông', tp: 'thành phố', vd: 'ví dụ', 'v.v': 'và còn nữa',
} // prettier-ignore

/** Names that learners see on their own phones, written as there. */
const CAPITALS = ['QR', 'SIM', 'OTP']
const NAMES = /CH Play|App Store/g

/** Without labels and quoted words, and without the names of the shops for applications. */
export const spokenIn = (text: string): string => text.replace(QUOTED, '').replace(NAMES, '')

/** Finds any of the words where they stand as words of their own, in capitals or not. */
export const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu')

const SAYS_NEVER = anyOf(NEVER)
const SAYS_FOREIGN = anyOf(Object.keys(PLAIN))
/** "pin" is a battery, "PIN" is not; the other short forms are short in small letters too. */
const SAYS_SHORT = anyOf(Object.keys(SHORT))

/** In the South the program calls itself con, in the North cháu: "hỏi con" would be to ask the program. */
const STRANGER =
  /(?<!\p{L})(?:kể|nói|hỏi|gọi|nhờ|đưa|gửi|báo|chỉ)(?: cho| với| cùng)? (con|cháu)(?=[.,;?!]|$| (?:nghe|biết|xem|làm|giúp|bấm|gõ|nhé|rồi|trước|ngay|hay|hoặc|thì|để|là)(?!\p{L}))/giu

const foundIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([words]) => words.toLocaleLowerCase('vi'))),
]

/** What the text says that screens never say. */
export const saysNever = (text: string): string[] =>
  foundIn(text, SAYS_NEVER).map((words) => `screens never say "${words}"`)

/** Foreign words and short forms; one lesson explains the short form OTP. */
export function plainProblems(text: string, explainsOtp: boolean): string[] {
  const spoken = spokenIn(text)
  const foreign = foundIn(spoken, SAYS_FOREIGN).filter((word) => !(explainsOtp && word === 'otp'))
  const short = foundIn(spoken.replace(/(?<!\p{L})[Pp]in(?!\p{L})/gu, ''), SAYS_SHORT)
  return [
    ...foreign.map((word) => `write "${PLAIN[word]}" instead of "${word}"`),
    ...short.map((word) => `"${word}" is a short form: write "${SHORT[word]}"`),
  ]
}

/** Where "con" or "cháu" would be taken for the program itself. */
export const strangersIn = (text: string): string[] =>
  foundIn(spokenIn(text), STRANGER).map(
    (words) => `"${words}" may be taken for ourselves: write "người nhà", "con cháu" or {xung}`,
  )

/** Words in capitals that are no names. */
export function capitalProblems(text: string): string[] {
  const words = spokenIn(text).match(/(?<![\p{L}\p{N}{])\p{Lu}{2,}(?![\p{L}\p{N}])/gu) ?? []
  return words
    .filter((word) => !CAPITALS.includes(word) && SHORT[word.toLocaleLowerCase('vi')] === undefined)
    .map((word) => `"${word}" stands in capitals`)
}

/** Short forms that may stand where they were explained: which, by what words, and an example. */
const EXPLAINED = [
  { short: 'QR', meaning: /vuông/u, example: 'hình vuông có nhiều chấm' },
  { short: 'OTP', meaning: /một lần/u, example: 'mã dùng một lần' },
] as const

/** Texts that stand in this order: the first one with a short form explains it. Gives the place of each that does not. */
export const unexplainedIn = (texts: readonly string[]): { index: number; message: string }[] =>
  EXPLAINED.flatMap(({ short, meaning, example }) => {
    const index = texts.findIndex((text) => new RegExp(`(?<!\\p{L})${short}(?!\\p{L})`, 'u').test(text))
    const isExplained = texts.slice(0, index + 1).some((text) => meaning.test(text))
    if (index < 0 || isExplained) return []
    return [{ index, message: `the first ${short} needs its meaning beside it, like "${example}"` }]
  })
