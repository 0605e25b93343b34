/** What a name on the net says about itself. */
export type DomainKind =
  /** Belongs to whom it says: gov.vn, and names that the facts of the content name. */
  | 'known'
  /** Made to look like somebody else's. */
  | 'look-alike'
  /** An ending that swindlers like, or one that is hardly seen here. */
  | 'strange-ending'
  /** Hides where it leads. */
  | 'shortener'
  /** A place where anybody may write: a chat, a film, a page of a network. */
  | 'anybody'
  | 'unknown'

/** Names that the facts of the content rest on or name (F11, F26, F40, F57, F97), and newspapers that they quote. */
const KNOWN: readonly string[] = [
  'gov.vn', 'chinhphu.vn', 'evnspc.vn', 'npc.com.vn', 'shopee.vn', 'ghn.vn', 'tinnhiemmang.vn', 'khonggianmang.vn', 'chongluadao.vn',
  'cafef.vn', 'kenh14.vn', 'vietnamnet.vn', 'soha.vn', 'plo.vn', 'sggp.org.vn', 'thanhnien.vn', 'vnexpress.net', 'dantri.com.vn', 'nld.com.vn',
  '24h.com.vn', 'thuvienphapluat.vn', 'laodongthudo.vn', 'suckhoedoisong.vn', 'znews.vn', 'vietnamplus.vn', 'baothainguyen.vn', 'baotayninh.vn',
  'vtcnews.vn', 'cand.com.vn', 'conganbacgiang.vn', 'congthuong.vn',
] // prettier-ignore

const SHORTENERS: ReadonlySet<string> = new Set([
  'bit.ly', 'tinyurl.com', 't.co', 'goo.gl', 'cutt.ly', 'is.gd', 'rb.gy', 'ow.ly', 's.id', 't.ly', 'shorturl.at', 'short.gy', 'tiny.cc', 'rebrand.ly',
  'shorten.asia', 'by.com.vn', 'bom.so', 'tny.im', 'v.gd',
]) // prettier-ignore

const ANYBODY: ReadonlySet<string> = new Set([
  'zalo.me', 't.me', 'm.me', 'wa.me', 'youtu.be', 'youtube.com', 'facebook.com', 'fb.com', 'fb.watch', 'tiktok.com', 'google.com',
]) // prettier-ignore

/** Endings without which nobody lives; any other is strange (F62 and the catalogue of scams name the worst). */
export const USUAL_ENDINGS: ReadonlySet<string> = new Set([
  'vn',
  'com',
  'net',
  'org',
  'edu',
  'gov',
  'me',
  'ly',
  'gl',
  'be',
  'io',
])
export const STRANGE_ENDINGS: ReadonlySet<string> = new Set([
  'cc', 'xyz', 'ml', 'cf', 'tk', 'ga', 'gq', 'top', 'vip', 'club', 'icu', 'shop', 'pro', 'click', 'app', 'site', 'online', 'store', 'fun', 'win', 'bet',
  'live', 'link', 'buzz', 'work', 'world', 'space', 'website', 'tech', 'life', 'asia', 'info', 'biz', 'cyou', 'sbs', 'cfd', 'lol', 'monster', 'rest',
  'quest', 'bond', 'co', 'loan', 'support', 'help', 'center', 'services', 'cn', 'ru', 'ws', 'su', 'pw', 'lat', 'bar', 'ink', 'one', 'mobi', 'dev',
]) // prettier-ignore

/** Names that swindlers borrow, and endings under which the very name is at least no disguise. */
const LONG_BRANDS: readonly string[] = [
  'vietcombank', 'agribank', 'vietinbank', 'techcombank', 'sacombank', 'vpbank', 'tpbank', 'mbbank', 'bidv', 'vneid', 'dichvucong', 'dienluc', 'evnspc',
  'vssid', 'baohiemxahoi', 'viettel', 'vinaphone', 'mobifone', 'shopee', 'lazada', 'tiktok', 'zalopay', 'giaohangtietkiem', 'giaohangnhanh', 'vnpost',
  'phatnguoi', 'bocongan', 'congan', 'thuedientu', 'etaxmobile', 'facebook', 'vietnamairlines', 'dienmayxanh', 'thegioididong', 'bachhoaxanh',
  'canhsat', 'buudien', 'hdbank', 'lpbank', 'lienvietpostbank', 'nganhang', 'toaan', 'vienkiemsat', 'khobac', 'policeonline',
] // prettier-ignore
/** Short ones count as a whole part of a name only: "evn-thanhtoan", never "seven". */
const SHORT_BRANDS: ReadonlySet<string> = new Set([
  'vcb', 'acb', 'mb', 'evn', 'bhxh', 'dvc', 'csgt', 'ghn', 'ghtk', 'spx', 'etax', 'zalo', 'momo', 'tiki', 'vnpt', 'bca', '113', 'vib', 'shb', 'ocb', 'scb', 'msb',
  'nhnn', 'thue', 'temu', 'vtp', 'google',
]) // prettier-ignore

/** Digits and letters that are put for others: "v1etc0mbank", "vietcornbank". */
const straighten = (label: string, one: string): string =>
  label
    .replaceAll('0', 'o')
    .replaceAll('1', one)
    .replaceAll('3', 'e')
    .replaceAll('4', 'a')
    .replaceAll('5', 's')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')

/** Judges a host name in small letters, as it stands in an address. Never throws. */
export function judgeDomain(host: string): DomainKind {
  const name = host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.+$/, '')
  if (isUnder(name, KNOWN)) return 'known'
  if (SHORTENERS.has(name)) return 'shortener'
  if (ANYBODY.has(name) || ANYBODY.has(name.split('.').slice(-2).join('.'))) return 'anybody'
  const labels = name.split('.').slice(-8)
  if (looksLikeAnother(labels)) return 'look-alike'
  const ending = labels.at(-1)!
  if (!USUAL_ENDINGS.has(ending) || /^\d+$/.test(ending)) return 'strange-ending'
  return 'unknown'
}

const isUnder = (name: string, owners: readonly string[]): boolean =>
  owners.some((owner) => name === owner || name.endsWith(`.${owner}`))

function looksLikeAnother(labels: readonly string[]): boolean {
  if (labels.some((label) => label.startsWith('xn--') || /[^\p{ASCII}]/u.test(label))) return true
  // gov.vn itself was known: here it stands inside another name or before its end.
  if (labels.some((label) => /(?:^|-)gov(?:-|$)|gov-?vn|vngov|^\w*gov$/.test(label))) return true
  const secondLevel = labels.at(-1) === 'vn' && /^(?:com|net|org|edu)$/.test(labels.at(-2) ?? '')
  const owner = labels.length - (secondLevel ? 3 : 2)
  return labels.some(
    (label, at) => at <= Math.max(0, owner) && borrows(label.slice(0, 63), at === owner, labels),
  )
}

/** Whether a label bears a name that is not its owner's. */
function borrows(label: string, isOwner: boolean, labels: readonly string[]): boolean {
  const parts = label.split('-')
  const ending = labels.at(-1)!
  const isVerySame = (brand: string) => isOwner && label === brand && /^(?:vn|com)$/.test(ending)
  // Whoever registers under .vn shows papers: "viettelpost.vn" is no disguise, though nothing we know.
  if (
    isOwner &&
    ending === 'vn' &&
    !label.includes('-') &&
    LONG_BRANDS.some((brand) => label.includes(brand))
  )
    return false
  const short = parts.find((part) => SHORT_BRANDS.has(part))
  if (short !== undefined && !isVerySame(short)) return true
  const plain = label.replaceAll('-', '')
  const shapes = new Set([plain, straighten(plain, 'i'), straighten(plain, 'l')])
  return LONG_BRANDS.some((brand) => {
    if (isVerySame(brand)) return false
    return [...shapes].some((shape) => shape.includes(brand) || isOneSlipFrom(shape, brand))
  })
}

/** One letter other, more or less, in a name long enough not to be another word. */
function isOneSlipFrom(shape: string, brand: string): boolean {
  if (brand.length < 7 || Math.abs(shape.length - brand.length) > 1) return false
  let start = 0
  while (start < brand.length && shape[start] === brand[start]) start++
  let end = 0
  while (
    end < brand.length - start &&
    end < shape.length - start &&
    shape.at(-1 - end) === brand.at(-1 - end)
  )
    end++
  return Math.max(shape.length, brand.length) - start - end <= 1
}
