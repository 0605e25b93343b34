/** Names of one-time codes and passwords, folded; a number of 4 to 8 digits near them is one. */
export const CODE_WORDS: ReadonlySet<string> = new Set([
  'otp', 'passcode', 'code', 'password', 'pass', 'pin', 'mk', 'matkhau', 'maotp', 'mapin',
]) // prettier-ignore

/** The same in two words. */
export const CODE_PAIRS: ReadonlySet<string> = new Set([
  'mat khau', 'mat ma', 'xac nhan', 'xac thuc', 'xac minh', 'ma pin', 'ma so', 'ma bao', 'ma kich', 'ma dang', 'ma vnd', 'kich hoat',
]) // prettier-ignore

/** After "mã" these name something that may be told: an order, a file, an area. */
export const PUBLIC_CODES: ReadonlySet<string> = new Set([
  'don', 'ho', 'khach', 'vung', 'buu', 'hang', 'giam', 'vach', 'van', 'chung', 'xa', 'tinh', 'san', 'lop', 'truong', 'bai', 'hoc', 'so thue',
]) // prettier-ignore

/** Unmarked "ma" may be "mà" or "má": it counts only so many words before the number. */
export const MA_REACH = 4

/** Folding squeezes "cccd" to "cd". */
export const ID_WORDS: ReadonlySet<string> = new Set([
  'cmnd',
  'cmt',
  'cd',
  'cmtnd',
  'cancuoc',
  'cmnn',
  'cccnd',
])
export const ID_PAIRS: ReadonlySet<string> = new Set([
  'can cuoc',
  'chung minh',
  'dinh danh',
  'giay to',
  'so cmt',
])

export const CARD_WORDS: ReadonlySet<string> = new Set(['card', 'visa', 'mastercard', 'napas', 'atm', 'jcb'])
export const CHECK_WORDS: ReadonlySet<string> = new Set(['cvv', 'cvc', 'cvv2', 'csc'])

/** What a number counts: money, people, things. Such a number is no code. */
export const UNITS: ReadonlySet<string> = new Set([
  'dong', 'vnd', 'trieu', 'nghin', 'ngan', 'ty', 'usd', 'mah', 'kg', 'km', 'nguoi', 'phut', 'gio', 'tuoi', 'lan', 'cai',
]) // prettier-ignore
/** These count only when they are glued to the number: apart, "k" is "không". */
export const GLUED_UNITS: ReadonlySet<string> = new Set(['d', 'k', 'tr', 'h', 'm', 'g', 'p'])

/** Right before a number they make it a telephone number, a date or an amount. */
export const OPEN_NUMBERS: ReadonlySet<string> = new Set([
  'goi', 'gui', 'dai', 'hotline', 'tel', 'sdt', 'dt', 'thoai', 'nam', 'sinh', 'thang', 'ngay', 'luc', 'gia', 'tien', 'cskh',
]) // prettier-ignore
