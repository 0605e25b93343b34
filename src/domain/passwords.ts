import { ABOUT_PASSWORDS, PASSWORD_OF, PASSWORD_PAIRS, PASSWORD_WORDS } from './secret-words.js'
import { plainWord } from './secret-context.js'
import { isSyllable } from './spelling.js'

/** So many words may stand between "mật khẩu" and the password itself. */
const REACH = 5

/** A run of characters without a space, and whether ":" or "là" announced it. */
interface Token {
  from: number
  to: number
  written: string
  folded: string
}

/**
 * Where passwords stand that are no plain numbers: "mật khẩu zalo là hoasen123". A plain word counts only where it
 * ends the message, since "mật khẩu là chìa khoá nhà" tells none. Linear in the text; never throws.
 */
export function passwordsIn(text: string): { from: number; to: number }[] {
  if (!/m\p{L}{1,4}t|mk|pass|pin/iu.test(text.normalize('NFC'))) return []
  const tokens = tokensOf(text)
  return tokens.flatMap((_, at) => {
    const start = nameEnd(tokens, at)
    const found = start === null ? null : passwordAfter(tokens, start)
    return found === null ? [] : [{ from: found.from, to: found.to }]
  })
}

function tokensOf(text: string): Token[] {
  const folds = new Map<string, string>()
  return Array.from(text.matchAll(/[^\s:=]+|[:=]/g), ({ 0: typed, index: from }) => {
    const written = typed.length > 1 ? typed.replace(/[,.;!?)"”»]{1,9}$/, '') : typed
    const folded = folds.get(written) ?? plainWord(written)
    folds.set(written, folded)
    return { from, to: from + written.length, written, folded }
  })
}

/** Behind which token the name of a password ends that begins at `at`; null where none begins. */
function nameEnd(tokens: readonly Token[], at: number): number | null {
  const { folded } = tokens[at]!
  if (PASSWORD_WORDS.has(folded)) return at + 1
  return PASSWORD_PAIRS.has(`${folded} ${tokens[at + 1]?.folded ?? ''}`) ? at + 2 : null
}

function passwordAfter(tokens: readonly Token[], start: number): Token | null {
  for (let at = start; at < Math.min(tokens.length, start + REACH); at++) {
    const { written, folded } = tokens[at]!
    if (written === ':' || written === '=' || folded === 'la') return announced(tokens, at + 1)
    if (isMixed(written)) return tokens[at]!
    if (!PASSWORD_OF.has(folded)) return null
  }
  return null
}

/** Letters with digits or signs among them: "Abc@12345". A plain number is another's business. */
const isMixed = (written: string): boolean =>
  written.length >= 5 &&
  /[a-z]/i.test(written) &&
  /[\d@#$%&*!_]/.test(written) &&
  !/^\d+[a-z]{1,3}$/i.test(written)

function announced(tokens: readonly Token[], at: number): Token | null {
  const token = tokens[at]
  if (token === undefined || /^[\d•.-]*$/.test(token.written)) return null
  if (isMixed(token.written)) return token
  if (token.written.length < 4 || ABOUT_PASSWORDS.has(token.folded)) return null
  const isLast =
    tokens.length - at <= MOST_POLITE && tokens.slice(at + 1).every(({ folded }) => isPolite(folded))
  return isLast || !isSyllable(token.folded) ? token : null
}

/** More words than these say something. */
const MOST_POLITE = 5

const isPolite = (word: string): boolean => word === '' || POLITE.has(word)

const POLITE = new Set(['nha', 'nhe', 'a', 'con', 'chau', 'oi', 'do', 'day', 'nghen', 'ne', 'em', 'ha'])
