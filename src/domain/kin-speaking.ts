/** Children and grandchildren, by what may follow the word: "con dâu tôi", "cháu ngoại". */
const KIN = new Set(['con', 'chau', 'vo', 'chong'])
const WHICH = new Set([
  'dau',
  '=dâu',
  're',
  'trai',
  'gai',
  'ut',
  'ca',
  'lon',
  'noi',
  '=nội',
  'ngoai',
  'nho',
  'be',
  'hai',
  'toi',
  'bac',
  'nha',
  'no',
])
const MOST_OF_NAME = 3

const SAYS = new Set(['noi', 'bao', 'keu', 'bieu', 'dan', 'xin', 'hoi', 'nho', 'nhan', 'goi', '=nhờ'])
/** "thằng cháu", "đứa con". */
const COUNTERS = new Set(['thang', 'dua'])

/** Before the word it is another one's child, or a child that somebody pretends to be; "con ơi" is nobody who speaks. */
const NOT_FAMILY = new Set([
  'gia',
  'xung',
  'mao',
  'cua',
  'goi',
  'noi',
  'bao',
  'keu',
  'bieu',
  'doa',
  'bat',
  'voi',
  'cho',
  'la',
])
/** Who tells of these has been cheated, whoever was thought to speak. */
const CHEATED = new Set([
  'lua', 'hack', 'gia', 'mao', 'lo', 'trot', 'cong', 'chan', 'block', 'hoa', 'te', 'so', 'la', 'doa', 'bat', 'cuop', 'chiem', 'gap', 'nan', 'cuu', 'mat', 'ho', 'chung', 'bon',
]) // prettier-ignore

/**
 * The words with "nó" read as the child it stands for: in "con gái bảo tôi đọc mã cho nó" nobody else is spoken of.
 * As they are where no child speaks before it, or where there is talk of cheats, threats or hurry.
 */
export function namingFamily(words: string[]): string[] {
  const at = words.findIndex((_, place) => speaksAt(words, place))
  if (at === -1 || words.some((word) => CHEATED.has(word)) || words.slice(0, at).includes('no')) return words
  const kin = words[at]!
  const before = words.slice(0, COUNTERS.has(words[at - 1] ?? '') ? at - 1 : at)
  return [...before, kin, ...words.slice(at + 1).map((word) => (word === 'no' ? kin : word))]
}

/** Whether a child named at that word speaks. */
function speaksAt(words: readonly string[], at: number): boolean {
  if (!KIN.has(words[at]!) || NOT_FAMILY.has(words[at - 1] ?? '')) return false
  let verb = at + 1
  while (verb <= at + MOST_OF_NAME && WHICH.has(words[verb] ?? '') && !isVerb(words, verb)) verb++
  return SAYS.has(words[verb] ?? '')
}

/** "cháu nội bảo", but "con nói chuyển". */
const isVerb = (words: readonly string[], at: number): boolean =>
  SAYS.has(words[at]!) && !SAYS.has(words[at + 1] ?? '')
