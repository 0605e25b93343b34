import { judgeDomain, STRANGE_ENDINGS, USUAL_ENDINGS, type DomainKind } from './domains.js'

/** An address in a message. */
export interface Link {
  from: number
  to: number
  /** As it may be shown: "vneid-capnhat[.]top", which nobody can press. */
  shown: string
  kind: DomainKind
  /** It leads to a file that installs itself. */
  isApp: boolean
  /** It hides its host behind a name before an @, or is a bare number. */
  isDisguised: boolean
}

/** Nobody sends more; a text that is nothing but links costs no more than this. */
const MOST = 20
const LONGEST_SHOWN = 60

/** A dot that was taken apart: "[.]", "(dot)", " chấm ". */
const DEFANGED_DOT = /[[({]\s?(?:\.|dot|chấm|cham)\s?[\])}]/giu
const SPELLED_DOT =
  /(?<=[a-z0-9])\s(?:chấm|cham|dot)\s(?=(?:com|vn|net|org|gov|top|cc|vip|xyz|club|info|online)\b)/giu
const SCHEME = /h(?:tt|xx)ps?:\/\//i

/** A text with its addresses as they were meant. */
export const refang = (text: string): string => text.replace(DEFANGED_DOT, '.').replace(SPELLED_DOT, '.')

/** The addresses in a text that was refanged. Linear in its length; never throws. */
export function findLinks(text: string): Link[] {
  const links: Link[] = []
  for (const { 0: run, index } of text.matchAll(/[^\s<>"'«»“”,()]+/gu)) {
    const link = linkIn(run, index)
    if (link === null) continue
    links.push(link)
    if (links.length === MOST) break
  }
  return links
}

function linkIn(run: string, index: number): Link | null {
  if (!run.includes('.')) return null
  const scheme = SCHEME.exec(run)
  const start = scheme === null ? 0 : scheme.index + scheme[0].length
  const address = run.slice(start).replace(/[.!?;:]+$/, '')
  const [authority = ''] = address.split(/[/?#\\]/, 1)
  const named = authority.slice(authority.lastIndexOf('@') + 1)
  const host = (scheme === null ? named.slice(named.lastIndexOf(':', named.indexOf('.')) + 1) : named)
    .replace(/:\d*$/, '')
    .toLowerCase()
  const isApp = /\.apk(?:$|[/?#\s])/i.test(address)
  if (!isHost(host, scheme !== null) && !isApp) return null
  const isFile = isApp && !address.includes('/') && scheme === null
  return {
    from: index,
    to: index + run.length,
    shown: host.slice(-LONGEST_SHOWN).replaceAll('.', '[.]'),
    kind: isFile ? 'unknown' : judgeDomain(host),
    isApp,
    isDisguised: (scheme !== null && authority.includes('@')) || /^\d+(?:\.\d+){3}$/.test(host),
  }
}

/** Whether this is a name on the net. Without a scheme only with an ending that is one: "tiền.Bác" is none. */
function isHost(host: string, hasScheme: boolean): boolean {
  const labels = host.split('.')
  if (labels.length < 2 || labels.some((label) => label === '')) return false
  if (hasScheme) return true
  const ending = labels.at(-1)!
  if (!labels.every((label) => /^[\p{L}\p{N}_-]+$/u.test(label))) return false
  if (labels.length === 2 && /^(?:me|be|co|one|app|io|ly|su|ga|bar|help|work|live|life|dev)$/.test(ending)) {
    return /^(?:zalo|t|m|wa|bit|cutt|ow|t|youtu)$/.test(labels[0]!) || labels[0]!.includes('-')
  }
  return USUAL_ENDINGS.has(ending) || STRANGE_ENDINGS.has(ending)
}
