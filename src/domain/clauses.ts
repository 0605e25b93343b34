import { type Group, beginnings, lexicon, standsIn } from './phrase.js'

const phrases = lexicon({
  them: ['no', 'ho', 'chung', 'bon', 'tui no', 'han', 'cong an'],
  me: ['toi', 'tui', 'bac', 'minh', 'con', 'me', 'ba', 'ong', 'co', 'chu'],
  acquaintance: ['hang xom', 'ba ban', 'ong ban', 'ban toi', 'ban tui', 'con toi', 'con trai', 'con gai', 'con dau', 'con re', 'chau toi'],
  now: ['gio', 'bay gio', 'hom nay', 'bua ni', 'bua nay', 'sang nay', 'chieu nay', 'toi nay', 'trua nay', 'nay gio', 'hoi nay', '=chừ'],
}) // prettier-ignore

/** Where another clause begins though no comma says so. */
const BEGINNINGS = phrases(
  '<now>', 'nhung', 'tu nhien', 'dot nhien', 'thi', 'xong', 'roi ma', '=mà', 'ma <me> dang|lo|trot|bi|van', 'ma <them>', 'ma gio|van|ong|co|nay', 'chu gio', 'co dua|thang|nguoi|so|ong|ba|may|cai|mot|con', 'the ma', 'vay ma',
) // prettier-ignore

/** What somebody was at when it happened, or who is away or advises: it says nothing of what happened. */
const ASIDE: Group = phrases(
  'dang hoc|xem|coi|doc|nghe|an|nau|ngu|ngoi', 'hoc bai', 'bai hoc', '<acquaintance> ~ di vang|lam|cho|hoc', 'hoc ~ roi $', 'xem|coi phim|tivi $', 'xem|coi ti vi $',
  '<acquaintance> * bao|noi|dan|keu|khuyen|can', 'khong nghe may', 'di kham', 'di cho ve', '<acquaintance> cung bi', 'hang xom * khong co ai|nha', 'noi chuyen voi',
) // prettier-ignore

/** Another time, or other people: all that follows is of it too, until it is said what is now. */
const ELSEWHERE: Group = phrases(
  'hang xom', 'xom toi', 'ba ban', 'ong ban', 'ban toi', 'ban tui', 'ban gia', 'hom qua', 'hom truoc', 'hom kia', 'hom no', 'bua qua', 'bua truoc', 'tuan truoc', 'tuan roi', 'thang truoc', 'nam ngoai', 'nam truoc', 'nam kia',
  'hoi truoc', 'hoi * con', 'co lan', 'hoi do', 'hoi xua', 'hoi tre', 'hoi nho', 'hoi nam', 'ngay xua', 'truoc day', 'dao truoc', 'tren tivi', 'tivi', 'ti vi', 'dai noi', 'bao noi', 'doc bao', 'tren bao', 'nghe noi', 'nghe ke', 'nghe ~ ke', 'ke chuyen', '=kể chuyen|=chuyện|co', 'trong phim', 'xem phim', 'coi phim',
  'neu bi|lo|mat|co|toi|bac|minh|ai|no|ho|cong|nguoi|con|nhu|ma', 'gia su', 'vi du', 'bai nay', 'trong bai', 'bai do', 'cau nay', 'nhieu nguoi', 'co nguoi bi', 'co ong ban', 'nguoi quen', 'bai hoc', 'hoc ve',
) // prettier-ignore

const NOW: Group = phrases('<now>', 'moi day', 'dang', 'vua', 'nhung ~ lo|trot|bi', 'toi lo|trot|bi', 'nay * dang') // prettier-ignore

/** It goes on. */
const SINCE: Group = phrases('tu * den|toi gio|nay')

/** "ba giờ", "mấy giờ" is an hour. */
const HOUR = /^(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|may|luc|tu|nua|moi|den)$/

const isHour = (words: readonly string[], at: number): boolean =>
  words[at] === 'gio' && HOUR.test(words[at - 1] ?? '')

/** The clauses cut where conjunctions begin others. */
export const cut = (clauses: readonly string[][]): string[][] =>
  clauses.flatMap((words) => {
    const places = [...beginnings(BEGINNINGS, words)].filter(
      (at) => at > 0 && !isHour(words, at) && (words[at] !== 'thi' || isAside(words.slice(0, at))),
    )
    const ends = [...places, words.length]
    return [0, ...places].map((at, nth) => words.slice(at, ends[nth]))
  })

/** What is said of here and now: without clauses that set a scene, tell of others, of once, or of a lesson. */
export function ofHereAndNow(clauses: readonly string[][]): string[][] {
  let elsewhere = false
  return cut(clauses).filter((words) => {
    if (standsIn(ELSEWHERE, words) && !standsIn(SINCE, words)) elsewhere = !isAside(words)
    else if (elsewhere && standsIn(NOW, words) && !isHour(words, 0)) elsewhere = false
    return !elsewhere && !isAside(words)
  })
}

const isAside = (words: readonly string[]): boolean => standsIn(ASIDE, words)
