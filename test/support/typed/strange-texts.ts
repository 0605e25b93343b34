import fc from 'fast-check'

/** What people, keyboards, apps and attackers put into messages beside plain words. */
const MARKS = [
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2069',
]
const INVISIBLE = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\ufeff',
  '\u2060',
  '\u00ad',
  '\u180e',
  '\u034f',
  '\u3164',
  '\ufe0f',
]
const EMOJI = ['👍🏽', '👨‍👩‍👧', '🇻🇳', '❤️', '1️⃣', '😂😂', '🧓🏻', '🅾️', '☎️']
const SCRIPTS = [
  'สวัสดีครับ', '你好吗', 'Привет, мама', 'مرحبا ٤٨٣٩٢١', 'שלום', 'សួស្តី', 'नमस्ते', '한국어', 'ΑΒΓ', 'Ａｂｃ４８３９２１', '𝓶𝓪̃ 𝓞𝓣𝓟',
  'ⅯⅮ', '①②③', 'ﬁﬂ', 'İıſ', 'ẞ', '٠١٢٣٤٥', '०१२३',
] // prettier-ignore
const WORDS = [
  'học tiếp', 'dừng lại', 'ba', 'con ơi', 'dạ câu b nha con', 'cái đầu', 'ko hieu', 'hoc5 tie6p1', 'luwaf ddaor', 'xoá dữ liệu',
  'có người gọi bắt chuyển tiền', 'toi lo chuyen tien roi', 'khó thở quá', 'mã OTP là 483921', 'mật khẩu zalo là hoasen123',
  'stk 1903456789012', '9704 3612 3456 7893', 'cccd 079150001234', 'số con tôi 0903 123 456', '7h30 tối', 'tuổi Mậu Tý',
  'sinh năm 1950', '15/8/2026', 'xã Đức Hoà, tỉnh Long An', 'lúa sen trâu', 'chuối bò', 'cb-abcde-ghkmn-pqrst-uvxya',
  'làm sao đóng tiền điện', 'kiểm tra tin này: trúng thưởng', '/start lua-sen-trau', '/kiemtra', 'gọi tôi là bà', 'Công an TP.HCM',
] // prettier-ignore
const LINKS = [
  'http://evn-hoadon.top/a?b=c', 'hxxps://vneid[.]gov-vn[.]xyz', 'xn--vietcombank-9qb.com', 'www.', 'https://', 'zalo.me/0903123456',
  'gov.vn.dvc-cong.com', 'bit.ly/3x', '%2e%2e%2f', 'a@b.c', 'tai.apk', '1.1.1.1', 'http://[::1]/', 'vcb•com•vn',
] // prettier-ignore
const SIGNS = [
  ' ', '\n', '\r\n', '\t', '\0', '\u0007', '\u2028', '.', ',', ':', '=', '-', '_', '/', '(', '«', '"', '•••', '…', '=>', '{goi}',
  '{{x}}', '<b>', '&amp;', '$&', '\\', '%s', '\ud83d', '\udc4d', '\ufffd', 'a\u0301\u0323\u0302', '\u0301', '0', '1', '9', 'a', 'ạ',
] // prettier-ignore

const asItIs = (text: string): string => text
/** What is left when one program writes UTF-8 and another reads something else, once or twice. */
const misread = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
const CHANGES: ((text: string) => string)[] = [
  asItIs,
  asItIs,
  asItIs,
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFKD'),
  misread,
  (text) => misread(misread(text)),
  (text) => Buffer.from(text, 'latin1').toString('utf8'),
  (text) => text.toUpperCase(),
  (text) => Array.from(text).join('\u200b'),
  (text) => `\u202e${text}\u202c`,
  (text) => Array.from(text).toReversed().join(''),
  (text) => text.split('').join(' '),
  (text) => text.split('').map((letter) => `${letter}\u0336`).join(''), // prettier-ignore
]

const ATOMS = [...MARKS, ...INVISIBLE, ...EMOJI, ...SCRIPTS, ...WORDS, ...LINKS, ...SIGNS]

/** The longest text that is tried, in UTF-16 units. */
export const LONGEST_TYPED = 50_000

const atom = fc.constantFrom(...ATOMS)
const piece = fc.tuple(atom, fc.constantFrom(...CHANGES)).map(([text, change]) => change(text))
const mixed = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 7 }), fc.constantFrom('', ' ', ' ', '\n', '\u200b'))
  .map(([pieces, between]) => pieces.join(between))
const onlyEmoji = fc
  .array(fc.constantFrom(...EMOJI), { minLength: 1, maxLength: 40 })
  .map((some) => some.join(''))
const anyUnicode = fc.string({ unit: 'binary', maxLength: 120 })
const link = fc
  .tuple(
    fc.constantFrom('https://', 'http://', 'www.', 'hxxps://', ''),
    fc.constantFrom('a', 'a.', 'a-', 'xn--', '%C3%A1', '/..', '?a=b&', 'evn-', '@', 'ạ', '[.]', '0'),
    fc.constantFrom('.top', '.gov.vn', '.vn/tra-cuu', '.apk', '', '.com.'),
  )
  .map(([start, part, end]) => start + part.repeat(Math.ceil(2_000 / part.length)).slice(0, 2_000) + end)
/** A piece over and over, as an attacker would look for a text that takes long. */
const repeated = (length: number) =>
  fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 2 }))
    .map(([pieces, cut]) => {
      const part = pieces.join(' ') || ' '
      return part.repeat(Math.ceil(length / part.length)).slice(cut, length)
    })

/** Anything that may stand in a message, mostly short, now and then as long as 50,000 characters. */
export const strangeText: fc.Arbitrary<string> = fc
  .oneof(
    { arbitrary: mixed, weight: 740 },
    { arbitrary: anyUnicode, weight: 200 },
    { arbitrary: onlyEmoji, weight: 50 },
    { arbitrary: link, weight: 15 },
    { arbitrary: repeated(4_000), weight: 6 },
    { arbitrary: repeated(LONGEST_TYPED), weight: 1 },
  )
  .map((text) => text.slice(0, LONGEST_TYPED))

/** Each of them once at full length: what no chance may leave out. */
export const longestTexts: readonly string[] = [
  ...ATOMS,
  'mật khẩu ',
  'ma ',
  '1 ',
  '12 ',
  'a b ',
  'công an gọi ',
  'h: ',
].map((text) => text.repeat(Math.ceil(LONGEST_TYPED / text.length)).slice(0, LONGEST_TYPED))
