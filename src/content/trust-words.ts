import { anyOf, spokenIn } from './plain-words.js'
import { remembered } from './remembered.js'

/** What would hurry, ask for secrets, or lead people to a number or page that is not sure. */

/** Numbers of `contacts.yaml` that are verified for all provinces, without spaces. */
export type KnownNumbers = ReadonlySet<string>

/** The only web addresses that we send people to. */
export const OFFICIAL_DOMAINS = ['dichvucong.gov.vn', 'vneid.gov.vn'] as const

const COUNT = '(?:\\d+|một|hai|ba|bốn|năm|mười|vài|mấy)'
const HURRY = new RegExp(
  `(?<!\\p{L})(?:(?:trong|còn)(?: vòng| đúng)? ${COUNT} (?:giây|phút)|đếm ngược|nhanh lên|mau lên|gấp lên)(?!\\p{L})`,
  'giu',
)

const SECRET = '(?:mã|mật khẩu|mật mã|số thẻ|ảnh thẻ|căn cước|số tài khoản|số bí mật|ảnh giấy tờ|otp|pin)'
const GIVE = '(?:gửi|nhắn|đọc|gõ|nhập|điền|chụp|đưa|cho|nói|viết|báo)'
const TO_US =
  '(?:(?:cho|tới|sang|với) (?:\\{xung\\}|chúng|gương sáng|chương trình)|(?:vào|ở|lên) (?:đây|khung này|khung chat|tin này))'
const ASKS = new RegExp(
  `(?<!\\p{L})${GIVE} [^.!?\\n]{0,30}?${SECRET}[^.!?\\n]{0,30}?${TO_US}(?! (?:là|thì|cũng)(?!\\p{L}))`,
  'giu',
)
const ASKS_WHAT = new RegExp(
  `(?<!\\p{L})${SECRET}[^.!?\\n]{0,25} của \\{goi\\} là (?:gì|bao nhiêu|số mấy)`,
  'giu',
)
const DENIED = /(?:đừng|không|chớ|chưa bao giờ|không bao giờ)[^.!?\n]*$/iu

const DOMAIN = /(?<![\p{L}\p{N}.@-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\p{L}\p{N}-])/giu
/** What an address on the real net may end in; made-up ones in quotes and pictures end in something else. */
const REAL_ENDS = new Set([
  'vn', 'com', 'net', 'org', 'info', 'biz', 'io', 'me', 'co', 'top', 'xyz', 'cc', 'vip', 'club', 'shop',
  'pro', 'icu', 'click', 'site', 'online', 'store', 'link', 'live', 'asia', 'app', 'ml', 'cf', 'tk', 'ga', 'gq', 'ly',
]) // prettier-ignore

const DIALLED =
  /(?<!\p{L})(?:gọi|nhắn|tổng đài|gửi)(?: số| tới| đến)* (\d{3,4})(?![\d.,]| ?\d| ?(?:\{nghin\}|nghìn|ngàn|đồng|triệu))/giu
const PHONE_LIKE = /(?<![\d.,])(?:1[89]00(?:[ .]?\d){4,6}|(?:\+84|0)(?:[ .]?\d){8,10})(?!\d)/g
const CHARGED = /1900[ .]?\d/
const SAYS_CHARGED = 'có tính cước'

/** Numbers in a text for learners that are not known to be right wherever it is read. */
export const numberProblems = (text: string, numbers: KnownNumbers | null): string[] =>
  numbers === null ? [] : unknownNumbers(text, numbers)

/** Everything else in a text for learners that they could not trust. */
export const trustProblems = remembered((text): string[] => {
  const spoken = spokenIn(text)
  return [
    ...hurries(spoken),
    ...asks(spoken),
    ...text.split('\n').flatMap(chargedProblems),
    ...domainsIn(spoken)
      .filter((domain) => !isOfficial(domain))
      .map(
        (domain) => `the address ${domain} is not official: only ${OFFICIAL_DOMAINS.join(' and ')} may stand`,
      ),
    ...realDomains(text.match(/«[^»]*»/g)?.join(' ') ?? ''),
  ]
})

/** The same for what a made-up screen says; a message in it may be a swindler's, who hurries people. */
export function screenTrustProblems(text: string, isMessage: boolean): string[] {
  return [
    ...(isMessage ? [] : hurries(text)),
    ...[...text.matchAll(PHONE_LIKE)]
      .map(([number]) => number)
      .filter((number) => isSomebodys(digitsOf(number)))
      .map((number) => `somebody may have the number ${number}: write «SỐ LẠ» or hide digits`),
    ...realDomains(text),
  ]
}

const hurries = (text: string): string[] =>
  [...text.matchAll(HURRY)].map(([words]) => `"${words}" hurries people`)

const asks = (spoken: string): string[] =>
  [...spoken.matchAll(ASKS), ...spoken.matchAll(ASKS_WHAT)]
    .filter(({ index }) => !DENIED.test(spoken.slice(0, index)))
    .map(([words]) => `"${words}": we never ask for a code, a password, a card or a paper`)

const digitsOf = (number: string): string => number.replace(/\D/g, '')

/** A mobile or a charged number; other long numbers in pictures are accounts and papers. */
const isSomebodys = (digits: string): boolean => /^(?:84|0)[35789]\d{8}$|^1[89]00\d{4,6}$/.test(digits)

function unknownNumbers(text: string, numbers: KnownNumbers): string[] {
  const dialled = [...text.matchAll(DIALLED)].map(([, number]) => number!)
  const phones = [...text.matchAll(PHONE_LIKE)].map(([number]) => number)
  return [...dialled, ...phones]
    .filter((number) => !numbers.has(digitsOf(number)))
    .map((number) => `the number ${number} is not verified for all provinces in contacts.yaml`)
}

const chargedProblems = (line: string): string[] =>
  CHARGED.test(line) && !line.includes(SAYS_CHARGED)
    ? [`a 1900 number needs "${SAYS_CHARGED}" in the same line`]
    : []

const domainsIn = (text: string): string[] =>
  [...text.matchAll(DOMAIN)].map(([domain]) => domain.toLowerCase())

const isOfficial = (domain: string): boolean =>
  OFFICIAL_DOMAINS.some((official) => domain === official || domain.endsWith(`.${official}`))

const realDomains = (text: string): string[] =>
  domainsIn(text)
    .filter((domain) => !isOfficial(domain) && REAL_ENDS.has(domain.split('.').at(-1)!))
    .map(
      (domain) =>
        `the address ${domain} may be real: made-up ones have a space before their end, as «abc .top»`,
    )

const DECISION = anyOf([
  'quyết định số',
  'nghị định số',
  'thông tư số',
  'nghị quyết số',
  'công văn số',
  'luật số',
])
const PERCENT = /\d ?%|phần trăm/iu
const DECISION_NUMBER = /\d+\/(?:\d{4}\/)?\p{Lu}{2}/u

/** Percentages and the numbers of decisions: nobody is asked for them. */
export const figureProblems = (text: string): string[] => [
  ...(PERCENT.test(text) ? ['a question has no percentages'] : []),
  ...(text.match(DECISION) !== null || DECISION_NUMBER.test(text)
    ? ['a question has no numbers of decisions or laws']
    : []),
]
