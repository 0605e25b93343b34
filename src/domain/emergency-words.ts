import type { EmergencyKind } from './session.js'

/** One way in which trouble shows: a phrase of every group in `all`, and none of `unless`. */
export interface Sign {
  kind: EmergencyKind
  all: readonly Group[]
  unless?: Group
}

/** Folded words one after the other; `*` is a gap of up to four words, `$` the end of the message. */
export type Phrase = readonly string[]

/** Phrases of one meaning, by their first word. */
export type Group = ReadonlyMap<string, readonly Phrase[]>

/** One phrase to a line; `a|b` writes the same phrase with either word. */
function phrases(...lines: string[]): Group {
  const group = new Map<string, Phrase[]>()
  for (const phrase of lines.flatMap(everyWording)) {
    const first = phrase[0]!
    group.set(first, [...(group.get(first) ?? []), phrase])
  }
  return group
}

const everyWording = (line: string): string[][] =>
  line
    .split(' ')
    .reduce<string[][]>(
      (known, word) => known.flatMap((start) => word.split('|').map((choice) => [...start, choice])),
      [[]],
    )

const STRANGER = 'no|ho|chung|ke|ai|tui'
const SECRET = 'otp|ma|pin|passcode'

/** Somebody is on the line now. */
const CALLING = phrases(
  'dang goi', 'dang noi', 'dang tren', 'dang giu', 'dang nghe', 'cu goi', 'goi hoai', 'goi mai', 'goi lien tuc', 'vua goi', 'moi goi',
  'co nguoi * goi', 'co nguoi * dien', 'co ai * goi', 'co thang * goi', 'co dua * goi', 'co so la * goi', 'nguoi la * goi', 'so la * goi',
  'cong an * goi', 'cong an * dien', 'ca * goi', 'csgt * goi', 'vien kiem sat * goi', 'toa an * goi', 'ngan hang * goi',
  'dien luc * goi', 'buu dien * goi', 'nha mang * goi', 'can bo * goi', 'nhan vien * goi', 'bac si * goi', 'co giao * goi', 'goi cho|toi|tui|bac',
  'no|ho goi', 'no|ho dien', 'goi bat|doi|bao|keu|noi|giuc|doa|yeu', 'dien thoai bat|doi|bao|keu|noi|giuc|doa|yeu',
  'dau day', 'tren dien thoai',
) // prettier-ignore

/** And wants money, a code, or an application installed. */
const DEMANDING = phrases(
  'bat|doi|bao|keu|giuc|ep|bieu|hoi|can|noi|xui|du * chuyen tien|khoan|gap|ngay|lien|cho',
  'yeu cau * chuyen tien|khoan|gap|ngay|lien',
  'bat|doi|bao|keu|giuc|ep|bieu|yeu * chuyen * trieu|nghin|ngan|tram',
  'bat|doi|bao|keu|giuc|ep|bieu|yeu * nop|gui|nap * tien',
  'doi tien', 'doi nop', 'rut * so tiet kiem',
  `bat|doi|bao|keu|giuc|ep|bieu|hoi|yeu|xin|can * ${SECRET}`,
  'bat|doi|bao|keu|giuc|ep|bieu|yeu|hoi|xin * mat khau',
  'bat|doi|bao|keu|giuc|ep|bieu|yeu * cai|tai * app|apk|ung|phan',
  'bat|doi|bao|keu|giuc|ep|bieu|yeu * bam * link|duong',
  'chuyen tien gap|ngay|lien', 'doi bat', 'doa bat', 'dinh * ma tuy', 'dinh * vu an', 'lien quan * vu an|ma|duong', 'lien quan den|toi vu',
  'rua tien', 'lenh bat', 'bat giam', 'bat toi chuyen', 'cap cuu * chuyen', 'tai nan * chuyen', 'cat dien * chuyen',
) // prettier-ignore

const DONE = 'roi|mat|xong|het'

export const EMERGENCIES: readonly Sign[] = [
  {
    kind: 'health',
    all: [
      phrases(
        'kho tho', 'tho khong|chua duoc|noi', 'khong tho duoc|noi', 'nghet tho', 'ngat tho', 'hut hoi', 'dau nguc', 'dau * nguc', 'tuc nguc',
        'tuc * nguc', 'that nguc', 'nhoi mau', 'dau tim', 'nhoi tim', 'dot quy', 'dot qui', 'tai bien', 'ngat xiu', 'bi ngat', 'sap ngat', 'muon ngat',
        'ngat roi', 'ngat $', 'sap xiu', 'muon xiu', 'bi xiu', 'xiu roi', 'bat tinh', 'hon me', 'co giat', 'meo mieng', 'meo mom',
        'liet nua', 'te nua nguoi', 'te nga', 'nga te', 'bi te $', 'bi te roi', 'moi te', 'vua te', 'bi nga $', 'bi nga roi', 'bi nga dau|khong',
        'chay mau nhieu', 'mau chay nhieu', 'mau chay khong', 'khong muon song', 'ngo doc', 'dien giat', 'nga cau thang',
      ),
    ],
    unless: phrases(
      'la gi', 'phong dot|tai|benh', 'benh tai', 'trieu chung', 'dau hieu', 'thuoc tri', 'thuoc dot|tai', 'hoi truoc', 'nam ngoai', 'nam truoc', 'truoc day', 'hoi xua', 'ngay xua', 'tung bi',
      'het kho', 'do kho', 'het dau', 'do dau', 'het tuc', 'do tuc', 'het ngat', 'ngat mang|may|wifi|ket|dien', 'bi ngat mang|ket|dien|quang|giua|song',
      'dien thoai te', 'ai te', 'mang te',
    ),
  },
  // Asked before it is done, it is a call; done, the bank comes first.
  {
    kind: 'money-gone',
    all: [
      phrases(
        'lo chuyen', 'lo * chuyen tien|khoan|roi|cho', 'lo gui * tien', 'trot chuyen', 'trot * chuyen tien|khoan', 'lo dai chuyen',
        `chuyen tien * cho|qua ${STRANGER} ${DONE}`, `chuyen|gui|nap * cho|qua ${STRANGER} ${DONE}`, 'da chuyen * cho|qua no|ho|chung|ke|nguoi', `chuyen cho|qua ${STRANGER} * ${DONE}`,
        'chuyen tien roi $', 'chuyen roi $', 'chuyen mat roi', 'chuyen tien roi lam|gio|phai|cuu', 'chuyen tien mat roi', 'chuyen khoan roi $', 'chuyen khoan roi lam|gio|phai|cuu', 'da chuyen tien cho|qua no|ho|nguoi|ke|cong', 'chuyen * tien * nguoi la * roi',
        'chuyen * cho nguoi la roi', 'chuyen * cho cong an roi', 'chuyen * cho lua dao roi', 'vua|moi chuyen * cho no|ho|nguoi|ke',
      ),
    ],
    unless: phrases(
      'chuyen cho con', 'chuyen tien cho con', 'cho con roi', 'cho chau roi', 'chuyen may', 'chuyen sang', 'chuyen bai', 'chuyen nha', 'chuyen mang',
      'chuyen cau', 'chuyen man', 'lo chuyen con|hoc|nha|bai|an',
    ),
  },
  {
    kind: 'money-gone',
    all: [
      phrases(
        `doc|dua|khai|noi * ${SECRET} * roi`, `cho|gui|cung * ${SECRET} * no|ho|ke roi`, `doc|dua|gui|noi|cho|cap|khai * ${SECRET} * cho no|ho|ke|chung|tui * ${DONE}`,
        `vua|moi doc|dua|gui|noi|cho|cap|khai * ${SECRET}`,
        `da doc|dua|gui|noi|cho|cap|khai * ${SECRET} * cho no|ho|ke|nguoi`,
        `lo|trot * doc|dua|gui|noi|cho|khai|nhap|cung * ${SECRET}|mat`, `cho no|ho|ke * ${SECRET} roi`, `cho no|ho|ke * ${SECRET} * roi`,
        `lay * ${SECRET} cua toi|tui|bac|minh`, 'doc|dua|noi|cho * mat khau * cho no|ho|ke * roi', 'doc|dua|noi|khai * mat khau * roi', 'dua|doc|khai * so the * cho no|ho|nguoi * roi',
        `doc|dua|gui|noi * ${SECRET} * nguoi la * roi`, 'chup * can cuoc * cho no|ho roi',
      ),
    ],
    unless: phrases('khong doc', 'chua doc', 'khong dua', 'khong noi', 'khong gui', 'bai nao', 'bai nay', 'noi ma', 'ma khong doc', 'doc bai', 'hieu roi', 'biet roi'),
  },
  {
    kind: 'money-gone',
    all: [
      phrases(
        'bi lua * roi', 'bi lua mat|het|tien', 'bi lua $', 'bi lua dao $', 'bi lua dao mat|het', 'bi no lua', 'bi no gat', 'no lua * roi', 'no lua toi|tui|bac|minh|mat|het', 'bi gat * roi', 'bi gat mat|het|tien', 'mac lua * roi',
        'mac lua $', 'mac bay * roi', 'dinh lua * roi', 'dinh bay * roi', 'sap bay * roi', 'bi lua mot|hai|ba|may|ca', 'bi lua * trieu',
        'bi chiem * tai khoan', 'bi hack', 'hack mat', 'bi mat * zalo', 'mat tien * roi', 'mat het tien', 'mat sach', 'mat * tien trong the|tai', 'mat * trieu * roi', 'bi mat * trieu', 'mat may|chuc|muoi trieu', 'mat tien cuu',
        'bi mat tien', 'mat tien trong', 'tien * mat het', 'tien * mat roi', 'tien * bay het', 'het sach tien', 'tien bien mat', 'no|ho rut * tien', 'bi rut * tien', 'bi tru * tien', 'tien * bi tru|rut|lay|mat',
        'no|ho lay * tien', 'bi tru * trieu', 'lo mat tien', 'lo bam * link|duong|dan', 'lo|trot cai * app|apk|ung|phan|file', 'lo|trot tai * app|apk|ung|phan|file', 'lo|trot quet * ma|mat', 'bam * link la roi',
        'bam * link no|ho|lua * roi', 'cai * app la roi', 'cai * app cua|cho no|ho * roi',
      ),
    ],
    unless: phrases(
      'nhieu nguoi bi', 'nguoi ta bi', 'ai bi', 'ai cung bi', 'nguoi bi lua', 'ba con bi', 'bi lua thi', 'bi lua chua', 'bi lua khong', 'bi lua dao khong', 'co mat tien khong', 'mat tien khong', 'hoi truoc', 'nam ngoai',
      'nam truoc', 'truoc day', 'suyt', 'may ma', 'may qua', 'mat tien cuoc', 'mat tien mang', 'co bi mat tien', 'co bi tru tien', 'bi tru tien khong', 'bi mat tien khong', 'mat tien thi', 'cach nao',
    ),
  },
  { kind: 'being-called', all: [CALLING, DEMANDING], unless: phrases('con goi', 'tat roi', 'hom qua', 'hom truoc', 'tuan truoc', 'bao con chuyen bai') },
  {
    kind: 'being-called',
    all: [
      phrases(
        'no|ho|chung doa', 'doa bat', 'doi bat * toi|tui|bac|giam', 'bi doa', 'dang bi|doi|bat|ep|doa * chuyen tien|khoan', 'no|ho|chung bat|doi|ep|giuc * chuyen tien|khoan',
        'no|ho|chung bat|doi|ep|giuc * otp|ma', 'no|ho|chung bat|doi|ep|giuc toi|tui|bac', 'bat toi|tui chuyen tien|khoan', 'doi bat toi|tui', 'co nguoi bat|doi|ep|giuc * chuyen tien|khoan', 'co nguoi bat|doi|ep|giuc * otp|ma|tien', 'cong an * bat|doi|yeu|keu|bao * chuyen tien|khoan',
        'co nguoi * doa', 'cong an * doa', 'bi tong tien', 'dinh * ma tuy * bat * chuyen', 'cong an dang goi', 'gia cong an * goi', 'co cong an goi', 'lua dao dang goi', 'ke gian dang goi', 'ke gian goi',
      ),
    ],
    unless: phrases('hom qua', 'hom truoc', 'tuan truoc', 'tat may roi', 'cong an khong', 'cong an that', 'goi la gi'),
  },
] // prettier-ignore

/** Talk about trouble in general: a lesson, an example, a "what if". */
export const DESCRIBED: Group = phrases(
  'khong bao gio', 'co the bi|mat', 'hoac bi|mat', 'co goi',
  'neu bi|lo|mat|co|toi|tui|bac|minh|ai|kho|dau|no|doc', 'gia su', 'vi du', 'lo nhu', 'lo ma', 'nho bi', 'bai hoc', 'bai ve', 'hoc ve', 'hoc cach', 'hoc bai', 'bai lua', 'bai mat', 'bai chuyen', 'trong bai', 'cau hoi', 'bai nay', 'lam sao de', 'de khong|khoi|tranh',
  'cach chuyen', 'thi goi so', 'khi bi', 'khi nao', 'luc bi', 'moi khi', 'tren tivi', 'tren ti', 'xem phim', 'doc bao', 'nghe noi co', 'bi lua dao la', 'lua dao la',
) // prettier-ignore

/** Right before a phrase they turn it round: "không bị lừa", "sợ mất tiền". */
export const NEGATORS: ReadonlySet<string> = new Set([
  'khong', 'chua', 'chang', 'khoi', 'so', 'tranh', 'phong', 'dung', 'keo', 'suyt', 'xem', 'cach', 'khoe', 'het', 'chong',
]) // prettier-ignore

/** With marks typed, these words are other ones than those meant above. */
export const OTHER_READINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['da', ['dạ', 'da']],
  ['lo', ['lo', 'lọ', 'lô', 'lò', 'lộ']],
  ['lua', ['lúa', 'lụa', 'lửa', 'lứa', 'lùa', 'lựa']],
  ['ngat', ['ngắt', 'ngát', 'ngặt']],
  ['tho', ['thờ', 'thơ', 'thợ', 'thọ', 'thỏ', 'thổ', 'thô']],
  ['kho', ['khô', 'khổ', 'kho']],
  ['no', ['nợ', 'nổ', 'nở', 'no', 'nơ']],
  ['ho', ['hồ', 'hộ', 'hổ', 'hố', 'hò', 'hở', 'ho', 'hô']],
  ['ke', ['kế', 'kề', 'kệ', 'kê', 'kể']],
  ['chung', ['chung', 'chừng', 'chứng']],
  ['chuyen', ['chuyện', 'chuyến', 'chuyên', 'truyện']],
  ['doc', ['độc', 'dọc', 'dốc']],
  ['dau', ['đầu', 'đâu', 'dầu', 'dấu', 'đậu', 'dâu']],
  ['ma', ['mà', 'má', 'ma', 'mả', 'mạ']],
  ['mat', ['mặt', 'mắt', 'mát', 'mật', 'mạt', 'mắc']],
  ['te', ['tệ', 'tế']],
  ['nga', ['ngà', 'nga', 'ngả']],
  ['roi', ['rời', 'rơi', 'rối', 'rọi']],
  ['bat', ['bật', 'bát', 'bạt']],
  ['doa', ['đoá', 'đóa', 'đoạ']],
  ['ngan', ['ngàn', 'ngắn']],
  ['nap', ['nắp', 'nấp']],
  ['muon', ['mượn', 'muộn']],
  ['bao', ['báo', 'bão']],
  ['can', ['căn', 'cân', 'cạn', 'cán']],
  ['goi', ['gói', 'gối', 'gội', 'gỏi']],
])
