import type { AbsenceKind } from '../../domain/absence.js'
import type { DoubleReason } from '../../domain/doubles.js'
import type { Role } from '../../domain/role.js'
import type { Thing } from '../../domain/two-words.js'
import type { InviteProblem } from '../../services/officers.js'

/** What the things are called that stand beside the two words; the chat calls them the same. */
export const THING_WORDS: Record<Thing, string> = {
  la: 'chiếc lá',
  chim: 'con chim',
  ca: 'con cá',
  hoa: 'bông hoa',
  nha: 'ngôi nhà',
  cay: 'cái cây',
  thuyen: 'chiếc thuyền',
  'mat-troi': 'mặt trời',
  trang: 'mặt trăng',
  sao: 'ngôi sao',
  du: 'cái ô',
  non: 'cái nón',
  chuong: 'cái chuông',
  'chia-khoa': 'chìa khoá',
  'dong-ho': 'đồng hồ',
  coc: 'cái cốc',
  thia: 'cái thìa',
  'qua-tao': 'quả táo',
  nam: 'cây nấm',
  buom: 'con bướm',
  'xe-dap': 'xe đạp',
  den: 'bóng đèn',
  sach: 'quyển sách',
  trong: 'cái trống',
}

export const ROLE_WORDS: Record<Role, string> = {
  admin: 'Quản trị',
  province: 'Hội cấp tỉnh',
  commune: 'Hội cấp xã',
  branch: 'Chi hội',
  lead: 'Cơ quan chủ trì',
  collator: 'Cơ quan tổng hợp',
  auditor: 'Kiểm tra số liệu',
}

export const ABSENCE_WORDS: Record<AbsenceKind, string> = {
  'da-mat': 'Đã mất',
  'chuyen-di': 'Chuyển đi',
  'tam-nghi': 'Tạm nghỉ',
}

export const REASON_WORDS: Record<DoubleReason, string> = {
  name: 'trùng họ tên',
  'birth-year': 'trùng năm sinh',
  helper: 'cùng một người thân giúp',
  commune: 'cùng xã',
  channels: 'nhắn từ hai nơi khác nhau',
}

export const PROBLEM_WORDS: Record<InviteProblem, string> = {
  name: 'Họ tên cần có chữ, nhiều nhất 80 ký tự, không có số và dấu lạ.',
  role: 'Vai trò này không mời được từ đây.',
  place: 'Nơi này không có trong phạm vi, hoặc không đúng cấp của vai trò.',
  agency: 'Kế hoạch không có cơ quan tên như vậy.',
}

/** The plain and exact words of the officers' pages. */
export const officerWords = {
  title: 'Trang cán bộ',
  everything: 'tất cả các tỉnh',
  menu: 'Các trang',
  members: 'Hội viên',
  officers: 'Cán bộ cấp dưới',
  audit: 'Nhật ký',
  indicators: 'Chỉ tiêu',
  noMonth: (plan: string): string => `${plan}: chưa có tháng nào được công bố.`,
  lockLine: (plan: string, month: string): string =>
    `${plan}, tháng ${month.split('-').toReversed().join('/')}. Khoá số là cơ quan chủ trì xác nhận số của tháng; khoá rồi thì không mở lại.`,
  lockColumns: ['STT', 'Chỉ tiêu', 'Khoá số'],
  unlocked: 'Chưa khoá.',
  lockedOn: (day: string): string => `Đã khoá ngày ${day}.`,
  lock: 'Khoá số',
  figures: 'Bảng số liệu',
  start: 'Về trang cán bộ',
  signOut: 'Thoát',
  signOutEverywhere: 'Thoát ở mọi máy',
  signIn: 'Cán bộ đăng nhập',

  signInTitle: 'Đăng nhập bằng điện thoại',
  signInSteps: [
    'Trên điện thoại, mở chỗ nhắn tin với Gương Sáng và gõ «cán bộ».',
    'Chọn «Xác nhận máy tính».',
    'Gõ hai từ dưới đây và chọn đúng hình.',
  ],
  signInWords: 'Hai từ',
  signInPicture: (thing: string): string => `Hình: ${thing}`,
  signInUntil: (time: string): string =>
    `Dùng được tới ${time}. Trang tự sang bước sau khi điện thoại xác nhận.`,
  signInRefresh: 'Xem đã xác nhận chưa',
  signInReady: 'Điện thoại đã xác nhận máy tính này.',
  enter: 'Vào trang cán bộ',
  enterTitle: 'Vào trang cán bộ',
  enterLine: 'Đường dẫn này dùng được một lần. Bấm nút dưới đây để vào.',
  enterCare: 'Máy này do người khác dùng chung thì xong việc nhớ bấm «Thoát».',
  enterGone:
    'Đường dẫn này đã dùng, hoặc đã quá 10 phút. Gõ «cán bộ» trong chỗ nhắn tin để lấy đường dẫn mới.',
  signInGone: 'Hai từ này đã cũ. Mở lại trang để có hai từ mới.',
  signInAgain: 'Mở lại trang đăng nhập',
  busy: 'Lúc này đông quá. Chờ một phút rồi mở lại trang.',

  nothing: 'Không có gì ở đây, hoặc không thuộc phạm vi này.',
  wrongForm: 'Trang đã cũ nên chưa làm gì cả. Mở lại trang rồi bấm lại.',
  notDone: 'Chưa làm được: có ô chưa đúng.',
  back: 'Quay lại',

  membersLine: 'Chỉ ghi tên người đã đồng ý cho ghi tên. Số liệu chỉ tính người đã đồng ý cho tính.',
  noMembers: 'Chưa có hội viên nào được xác nhận.',
  member: (id: number): string => `Hội viên số ${id}`,
  memberColumns: ['Hội viên', 'Chi hội', 'Từ ngày', 'Tính vào số liệu', 'Vắng mặt'],
  yes: 'Có',
  no: 'Chưa',
  sex: (sex: 'nam' | 'nu' | null): string => (sex === 'nam' ? 'ông' : sex === 'nu' ? 'bà' : ''),
  absence: (kind: string, from: string, until: string | null): string =>
    `${kind} từ ${from}${until === null ? '' : ` đến trước ${until}`}`,
  noteAbsence: 'Ghi vắng mặt',
  kind: 'Lý do',
  from: 'Từ ngày',
  until: 'Trở lại ngày (nếu biết)',
  note: 'Ghi',
  undo: 'Bỏ ghi này',
  endOn: 'Trở lại ngày',
  more: 'Xem tiếp',
  doublesTitle: 'Có thể là một người',
  doublesLine: 'Chưa rõ thì mỗi cặp chỉ tính một người. Gộp làm một cần chính hội viên đồng ý.',
  different: 'Hai người khác nhau',
  same: 'Cùng một người: hỏi lại người học',
  newChat: 'Đổi máy: đưa ba tiếng',
  relinkTitle: 'Ba tiếng cho máy khác',
  relinkLine: (member: string): string => `Đưa tận tay ${member}, sau khi đã nhận ra đúng người.`,
  relinkHow:
    'Người đó gõ ba tiếng này ở máy kia, rồi tự trả lời có phải mình không. Dùng một lần, trong 14 ngày. Máy cũ được báo ngay và có thể không cho. Chỉ hiện ở trang này.',
  relinkMerge:
    'Máy kia đang có việc học riêng thì hai việc học nhập làm một, chỗ nào khác nhau giữ kết quả thấp hơn.',
  notedBy: { officer: 'cán bộ ghi', helper: 'người thân báo', learner: 'tự xin nghỉ' },

  branchWordsTitle: 'Ba tiếng của chi hội',
  branchWordsLine:
    'Ai gõ ba tiếng này trong chỗ nhắn tin thì vào thẳng chi hội. Chỉ treo ở chỗ của chi hội hoặc đưa tận tay, đừng đưa lên mạng. Mỗi ngày nhận nhiều nhất 50 người; có người lạ vào thì đổi ba tiếng khác.',
  branchWordsColumns: ['Chi hội', 'Ba tiếng', 'Đã vào', 'Việc'],
  noBranchWords: 'chưa có',
  makeBranchWords: 'Đặt ba tiếng',
  renewBranchWords: 'Đổi ba tiếng khác',
  revokeBranchWords: 'Thu lại',
  posterLink: 'Tờ dán để in',
  posterTitle: (branch: string): string => `Tờ dán của ${branch}`,
  posterHow: 'In trên giấy A4, dán ở nơi chi hội gặp nhau.',
  posterHead: 'Học dùng điện thoại cùng Gương Sáng',
  posterLines: [
    'Gương Sáng của Hội Người cao tuổi. Mỗi ngày một việc nhỏ, không lấy tiền.',
    'Chưa quen thì nhờ con cháu hoặc cán bộ chi hội chỉ giúp.',
  ],
  posterAddress: (address: string): string => `Trang web: ${address}`,
  posterTyped: 'Vào Gương Sáng rồi gõ ba tiếng:',
  posterPicture: { web: 'Quét để học ngay trên trang web', telegram: 'Quét để học trên Telegram' },
  posterCaution: 'Gương Sáng không bao giờ hỏi mã, mật khẩu, tiền. Ai hỏi thì đừng đưa.',
  print: 'In tờ này',

  officersLine: 'Chỉ mời được người ở cấp dưới, trong phạm vi của mình.',
  noOfficers: 'Chưa có cán bộ cấp dưới.',
  officerColumns: ['Họ tên', 'Vai trò', 'Phạm vi', 'Chỗ nhắn tin'],
  joined: 'đã nhận',
  notJoined: 'chưa nhận',
  newCode: 'Cấp mã mới',
  end: 'Thôi vai trò',
  invite: 'Mời cán bộ',
  name: 'Họ tên',
  role: 'Vai trò',
  place: 'Nơi',
  noPlace: '– không chọn nơi –',
  agencyField: 'Cơ quan (chủ trì, tổng hợp)',
  noAgency: '– không chọn cơ quan –',
  send: 'Mời',
  codeTitle: 'Mã cho cán bộ mới',
  codeLine: (name: string): string =>
    `Gửi mã này cho ${name}. Dùng được một lần, trong 24 giờ, và chỉ hiện ở đây.`,
  codeHow: (code: string): string => `Trong chỗ nhắn tin với Gương Sáng, gõ: /start ${code}`,
} as const
