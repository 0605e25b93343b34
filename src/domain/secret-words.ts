/** Names of one-time codes and passwords, folded; a number of 4 to 8 digits near them is one. */
export const CODE_WORDS: ReadonlySet<string> = new Set([
  'otp', 'passcode', 'code', 'password', 'pass', 'pin', 'mk', 'matkhau', 'maotp', 'mapin',
]) // prettier-ignore

/** The same in two words. */
export const CODE_PAIRS: ReadonlySet<string> = new Set([
  'mat khau', 'mat ma', 'xac nhan', 'xac thuc', 'xac minh', 'ma pin', 'ma so', 'ma bao', 'ma kich', 'ma dang', 'ma vnd', 'kich hoat',
]) // prettier-ignore

/** After these a password stands, in letters or digits. */
export const PASSWORD_WORDS: ReadonlySet<string> = new Set([
  'mk',
  'pass',
  'password',
  'matkhau',
  'passcode',
  'pin',
])
export const PASSWORD_PAIRS: ReadonlySet<string> = new Set(['mat khau', 'mat ma'])

/** What a password is of: these may stand between its name and itself. */
export const PASSWORD_OF: ReadonlySet<string> = new Set([
  'khau', 'ma', 'zalo', 'facebook', 'fb', 'wifi', 'email', 'gmail', 'vneid', 'app', 'ngan', 'hang', 'dien', 'thoai', 'may', 'mo', 'the', 'khoa',
  'dang', 'nhap', 'moi', 'cu', 'cua', 'toi', 'tui', 'bac', 'chu', 'co', 'ong', 'ba', 'con', 'chau', 'minh', 'nha', 'no', 'em', 'me', 'dt',
]) // prettier-ignore

/** What follows "mật khẩu là" where it is talked about. */
export const ABOUT_PASSWORDS: ReadonlySet<string> = new Set([
  'gi', 'j', 'sao', 'nao', 'khong', 'ko', 'phai', 'dung', 'sai', 'duoc', 'bao', 'may', 'cai', 'cua', 'de', 'so', 'chu', 'rieng', 'bi', 'thu', 'ma', 'mot',
  'the', 'chia', 'day', 'o', 'dau', 'ai', 'roi', 'that', 'kho', 'quan', 'can',
]) // prettier-ignore

/** After "mã" these name something that may be told: an order, a file, an area. */
export const PUBLIC_CODES: ReadonlySet<string> = new Set([
  'don', 'ho', 'khach', 'vung', 'buu', 'hang', 'giam', 'vach', 'van', 'chung', 'xa', 'tinh', 'san', 'lop', 'truong', 'bai', 'hoc', 'so thue', 'mời',
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

/** On the back of a card: "ba số mặt sau". */
export const CHECK_PAIRS: ReadonlySet<string> = new Set(['mat sau', 'sau the', 'sau lung', 'so bi'])

/** The number of an account stands near these. */
export const ACCOUNT_WORDS: ReadonlySet<string> = new Set(['stk', 'tk', 'sotk', 'account', 'acc'])
export const ACCOUNT_PAIRS: ReadonlySet<string> = new Set(['tai khoan'])
export const BANKS: ReadonlySet<string> = new Set([
  'vietcombank', 'vcb', 'techcombank', 'tcb', 'bidv', 'agribank', 'vietinbank', 'ctg', 'mbbank', 'mb', 'acb', 'sacombank', 'tpbank', 'vpbank', 'msb', 'vib', 'hdbank',
  'shb', 'lpbank', 'seabank', 'eximbank', 'ocb', 'scb', 'abbank', 'pvcombank', 'kienlongbank', 'namabank', 'bacabank', 'coopbank', 'momo',
]) // prettier-ignore

/** Whose telephone number it is: somebody's, by name or kinship. */
export const PEOPLE: ReadonlySet<string> = new Set([
  'con', 'chau', 'vo', 'chong', 'anh', 'chi', 'em', 'ban', 'thang', 'dau', 're', 'bac', 'chu', 'ong', 'ba', 'co', 'di', 'cau', 'mo', 'thim', 'me', 'bo', 'cha', 'nha',
  'hang', 'xom', 'toi', 'tui', 'minh', 'sui', 'noi', 'ngoai', 'nguoi',
]) // prettier-ignore

/** That it is a telephone number. */
export const PHONE_WORDS: ReadonlySet<string> = new Set([
  'sdt',
  'dt',
  'thoai',
  'phone',
  'zalo',
  'so',
  'alo',
  'la',
  'cua',
])

/** Of places that everybody may call; of two words only both: An, Hằng and Luc are people. */
export const PUBLIC_PHONES: ReadonlySet<string> = new Set(['hotline', 'cskh', 'ubnd', 'shop'])
export const PUBLIC_PAIRS: ReadonlySet<string> = new Set([
  'tong dai', 'duong day', 'benh vien', 'cong an', 'tram y', 'dien luc', 'ngan hang', 'cua hang', 'nha hang', 'co quan', 'cong ty', 'uy ban', 'buu dien',
]) // prettier-ignore

/** What is done with the code of an SMS, near its six digits. */
export const CODE_VERBS: ReadonlySet<string> = new Set(['doc', 'hoi', 'nhap', 'khai', 'duoc'])

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
