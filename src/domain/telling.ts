import { type Group, lexicon, standsIn } from './phrase.js'

const phrases = lexicon({
  self: ['toi', 'tui', 'tao', 'bac', 'co', 'chu', 'ba', 'ong', 'me', 'ma', 'minh', 'mi', 'chi', 'di', 'o', 'cu', 'thim', 'mo', '=má', '=mạ', 'u', 'bam', 'tia', 'thay'],
  them: ['no', 'ho', 'chung no', 'bon no', 'tui no', 'han', 'nguoi ta', 'ong ay', 'ba ay', 'ong', 'thang', 'dua', 'cong an', 'nguoi la', 'so la', 'co nguoi', 'co ai'],
  shown: ['toi', 'em', 'chau', 'con'],
  house: ['ong nha', 'ba nha', 'chong', 'vo', 'ong ay', 'ba ay', 'chau', 'con', 'me', 'bo', 'ba', 'ong'],
}) // prettier-ignore

/** What only somebody says who was themselves called, cheated or struck, or sits beside whoever was. */
const OWN: Group = phrases(
  'toi', 'tui', 'tao', 'con oi', 'chau oi', 'con a', 'chau a', 'em oi', 'bay oi', 'troi oi', 'cuu', 'giup toi|bac|tui|ba|ong|me|ma|co|chu|voi', 'lam sao bay|gio|day', 'phai lam sao|gi', 'lam gi bay|gio', 'gio sao', 'sao day', 'so qua|lam', '=răng con|đây|chừ',
  '<self> dang|lo|trot|so|run|vua|dai|moi', '<self> bi <them>', '<self> nghe loi|theo', '<them> bat|bieu|keu|bao|doa|ep|doi|hoi|giuc <self>', 'con xem|coi giup', 'nha chi co', 'o nha mot minh', 'khong co ai', 'xong|gio|roi mat * tien|trieu|nghin|ngan', 'no dang|bat|doa|lua|doi|rut|lay', 'ho dang|bat|doa|lua|doi|rut', 'cho no|ho|han', 'no gui|chi', 'ho|no|han bao|keu|bieu|bat|doi|hoi', '<house> * roi day', 'roi con|chau', 'gio may|thi',
) // prettier-ignore

/** What an office, a shop or the news writes, or whoever poses as one of them. */
const OFFICE: Group = phrases(
  'quy khach', 'quy vi', 'kinh gui|chao|moi', 'tran trong', 'vui long', 'xin thong bao', 'thong bao quy|ong|ve|cho|den|co', 'de nghi', 'chung toi', 'canh bao', 'khuyen cao', 'canh giac', 'chuc mung', 'truy cap', 'hotline', 'chia se thong|bai|tin|cho|de', 'hay chia', 'cam on quy',
  'em|chau|con ben dien|ngan|cong|bao|sieu|shop|giao|buu|cham|thue|vien|nha|toa|mang|cskh', '<shown> la dai|trung|thieu|thuong|can|nhan|cong|canh|luat|giam|dieu|shipper', 'ong tren ba', 'ong ba co lien', 'yeu cau ong ba|quy|anh|chi',
) // prettier-ignore

/** What somebody who poses as a child writes; or a helper, of those they help. */
const OTHERS: Group = phrases(
  'moi nguoi', 'dau hieu', 'trieu chung', 'ba con canh|chu|nen|hay|luu|khong|can|dung|minh', 'cac cu|bac|co|chu|ong', 'dong chi', 'thay mat', 'bai viet', 'con gui me|bo|ba',
  'me|bo|ba|ma|noi|ngoai|bac|chu|co|thim oi con|chau|em', 'con day me|bo|ba|ma', 'chuyen ~ cho con|em|chau', 'muon may cua',
) // prettier-ignore

/** Nothing is wrong: a question for another time, a story, a thing that ended well. */
const CALM: Group = phrases(
  'hoi truoc cho biet', 'hoi cho biet', 'ke chuyen xua', 'chua bi * bao gio', 'chang mat', 'khong mat dong|gi', 'may qua', 'may ma', 'may co', 'suyt', 'toi|minh|bac|ma|me tat may luon|lien|roi', 'toi|minh|bac|ma|me tat luon|lien', 'khen', 'cho con nghe vay', 'coi nhu', 'tu tu', 'co bai nao', 'muon hoc', 'day * cho toi|tui|bac', 'chi lai', 'lop nay|hoc', 'co lop', 'van hoa', 'hoc|nghe hay', 'khi nao ranh', 'vay neu', 'the neu', 'dam cuoi', 'luong huu roi',
) // prettier-ignore

/** Somebody tells what an office or a swindler said. */
const TOLD_BY_ONE: Group = phrases(
  'con oi', 'chau oi', 'no|ho|han bao|keu|bieu|bat|doi|doa|nhan|goi|gui|lua', '<self> lo|trot|vua|bi|dang|so|run', 'lam sao bay|day', 'cuu toi|bac|voi', 'phai lam',
) // prettier-ignore

/** What was ordered was done as well. */
const OBEYED: Group = phrases(
  'lo|trot', 'nghe loi|theo', 'roi', 'xong', 'da|vua|moi chuyen|doc|dua|nop|gui|rut|cai|bam', 'mat het|sach|tieu',
) // prettier-ignore

export const isObeyed = (words: readonly string[]): boolean => standsIn(OBEYED, words)

/** Whether an office wrote it, or who poses as one. */
export const isOfficial = (words: readonly string[]): boolean =>
  standsIn(OFFICE, words) && !standsIn(TOLD_BY_ONE, words)

/** Whether who writes so much, or beside an address, tells of their own trouble: nothing in it was written by others. */
export const isOwnTelling = (words: readonly string[]): boolean =>
  standsIn(OWN, words) && !isOfficial(words) && !standsIn(OTHERS, words) && !standsIn(CALM, words)
