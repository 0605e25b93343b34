const ADDRESS = [
  'bac', 'co', 'chu', 'ong', 'ba', 'di', 'cu', 'cau', 'mo', 'thim', 'anh', 'chi', 'em', 'con', 'chau',
  'toi', 'tui', 'minh', 'me', 'ma', 'oi',
] // prettier-ignore

/** Words that may stand before what is meant: "dạ con cho chú …". */
const BEFORE = new Set([
  ...ADDRESS,
  'da', 'thua', 'vang', 'u', 'o', 'ok', 'thoi', 'roi', 'thi', 'la', 'muon', 'xin', 'cho', 'hay', 'nho', 'gio', 'nay',
  'giup', 'gium', 'de', 'chac', 'se', 'cu', 'lam', 'on', 'vay', 'the',
]) // prettier-ignore

/** Words that may stand after it: "… nha con", "… đi cháu", "… ạ". */
const AFTER = new Set([
  ...ADDRESS,
  'a', 'da', 'nha', 'nhe', 'nhen', 'nghen', 'nghe', 'he', 'ha', 'nhi', 'do', 'day', 'vay', 'voi', 'giup', 'gium',
  'dum', 'thoi', 'luon', 'lien', 'ngay', 'nao', 'roi', 'nua', 'cai', 'chut', 'xiu', 'ti', 'ne', 'ma', 'qua', 'chu',
  'duoc', 'ok',
]) // prettier-ignore

/** Longer texts carry more than a word of command or a choice. */
const MOST_WORDS = 14

export interface Core {
  from: number
  to: number
}

/**
 * The parts of a message that may be what is meant, the longest first: all words outside a part are
 * politeness. The whole message is the first. None for an empty or a long message.
 */
export function coresOf(words: readonly string[]): Core[] {
  const count = words.length
  if (count === 0 || count > MOST_WORDS) return []
  let lastStart = 0
  while (lastStart < count - 1 && BEFORE.has(words[lastStart]!)) lastStart++
  let firstEnd = count
  while (firstEnd > 1 && AFTER.has(words[firstEnd - 1]!)) firstEnd--

  const cores: Core[] = []
  for (let length = count; length > 0; length--) {
    for (let from = 0; from + length <= count && from <= lastStart; from++) {
      if (from + length >= firstEnd) cores.push({ from, to: from + length })
    }
  }
  return cores
}
