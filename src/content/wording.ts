/**
 * How words for learners are written (short sentences, plain words, nothing that frightens or ranks).
 * Everything is measured with the longest form of address and the longest word of either region.
 */
const LONGEST: Readonly<Record<string, string>> = {
  goi: 'chú',
  Goi: 'Chú',
  xung: 'cháu',
  Xung: 'Cháu',
  nghin: 'nghìn',
  xom: 'xóm',
}

const PLACEHOLDER = /\{([^{}]*)\}/g
const QUOTED = /«[^»]*»/g
const MAX_WORDS = 14

/** What the screens never say: they frighten, rank or are too familiar. */
const NEVER = [
  'bạn', 'hết hạn', 'mất', 'rớt', 'chứng chỉ', 'chứng nhận', 'điểm', 'hạng', 'quý khách', 'chỉ cần', 'dễ mà',
  'rất đơn giản', 'giỏi quá', 'sai rồi', 'gõ 1 để tiếp',
] // prettier-ignore

/** Words a learner may not know, and what to write instead; labels in quotes are left as they are. */
const PLAIN: Record<string, string> = {
  app: 'ứng dụng', click: 'bấm', tap: 'bấm', link: 'đường dẫn', otp: 'mã dùng một lần', password: 'mật khẩu',
  passcode: 'mật mã', login: 'đăng nhập', online: 'trên mạng', web: 'trang mạng',
  website: 'trang mạng', wifi: 'mạng không dây', 'wi-fi': 'mạng không dây', share: 'chia sẻ', scan: 'quét',
  menu: 'danh mục', video: 'hình', facetime: 'gọi hình', shipper: 'người giao hàng', email: 'thư', sms: 'tin nhắn',
} // prettier-ignore

/** Names that learners see on their own phones, written as there. */
const CAPITALS = ['QR', 'SIM', 'OTP']
const NAMES = /CH Play|App Store/g

/** Whether `{name}` stands for how people are called or for a word of their region. */
export const isFormOfAddress = (name: string): boolean => LONGEST[name] !== undefined

/** The text as the longest learner's screen has it. */
export const atLongest = (text: string): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => LONGEST[name] ?? whole)

/** Characters a reader sees; content is NFC and has no emoji, so these are its code units. */
export const lengthOf = (text: string): number => atLongest(text).length

/** Sentences end with . ! ? … or a line; what is quoted after a colon is a sentence of its own. */
export const sentencesOf = (text: string): string[] =>
  atLongest(text)
    .split(/(?<=[.!?…]|[.!?…][»)])\s+|\n|(?<=:)\s+(?=«)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

const wordsOf = (sentence: string): string[] =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))

/** Without labels and quoted words, and without the names of the shops for applications. */
const spokenIn = (text: string): string => text.replace(QUOTED, '').replace(NAMES, '')

/** Finds any of the words where they stand as words of their own, in capitals or not. */
export const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu')

const SAYS_NEVER = anyOf(NEVER)
const SAYS_FOREIGN = anyOf(Object.keys(PLAIN))

const foundIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([words]) => words.toLocaleLowerCase('vi'))),
]

/** Everything wrong with one text for learners; each message without a full stop. */
export function wordingProblems(text: string, explainsAbbreviations = false): string[] {
  return [
    ...placeholderProblems(text),
    ...sentencesOf(text).flatMap(sentenceProblems),
    ...foundIn(text, SAYS_NEVER).map((words) => `screens never say "${words}"`),
    ...plainProblems(text, explainsAbbreviations),
    ...capitalProblems(text),
    ...(/["“”]/.test(text) ? ['write «…» for quotes'] : []),
    ...(/\p{Extended_Pictographic}/u.test(text) ? ['it has an emoji'] : []),
  ]
}

function placeholderProblems(text: string): string[] {
  const unknown = [...text.matchAll(PLACEHOLDER)].filter(([, name]) => LONGEST[name ?? ''] === undefined)
  const strayBrace = /[{}]/.test(text.replace(PLACEHOLDER, ''))
  const small = /(?:^|\n|[.!?…]\s)\{(goi|xung)\}/.exec(text)
  const large = /[\p{L},]\s\{(Goi|Xung)\}/u.exec(text)
  return [
    ...unknown.map(
      ([whole]) => `the placeholder ${whole} is not known; known are {goi} {Goi} {xung} {Xung} {nghin} {xom}`,
    ),
    ...(strayBrace ? ['a { or } stands alone'] : []),
    ...(small === null ? [] : [`a sentence begins with {${small[1]}}; it needs a capital letter`]),
    ...(large === null ? [] : [`{${large[1]}} stands inside a sentence; it needs a small letter`]),
  ]
}

function sentenceProblems(sentence: string): string[] {
  const count = wordsOf(sentence).length
  return count <= MAX_WORDS
    ? []
    : [`the sentence "${sentence}" has ${count} words, at most ${MAX_WORDS} are allowed`]
}

function plainProblems(text: string, explainsAbbreviations: boolean): string[] {
  return foundIn(spokenIn(text), SAYS_FOREIGN)
    .filter((word) => !(explainsAbbreviations && word === 'otp'))
    .map((word) => `write "${PLAIN[word]}" instead of "${word}"`)
}

function capitalProblems(text: string): string[] {
  const words = spokenIn(text).match(/(?<![\p{L}\p{N}{])\p{Lu}{2,}(?![\p{L}\p{N}])/gu) ?? []
  return words.filter((word) => !CAPITALS.includes(word)).map((word) => `"${word}" stands in capitals`)
}
