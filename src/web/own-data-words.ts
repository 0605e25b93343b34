/** What the page with one's own data says: plain, one idea to a sentence. */
export const ownDataWords = {
  title: 'Những gì Gương Sáng giữ về mình',
  madeAt: (moment: string): string => `Ghi lúc ${moment}.`,
  care: 'Trang này chỉ dành cho mình. Cô chú đừng chuyển đường này cho ai.',
  door: 'Mở ra xem',
  doorHow: 'Cô chú bấm nút dưới đây thì trang mới mở ra.',
  file: 'Tải tệp đầy đủ',
  fileHow: 'Tệp ghi đủ từng dòng, dành cho người biết máy tính (JSON).',
  back: 'Xem xong, cô chú đóng trang này để về lại chỗ nhắn tin.',
  gone: 'Đường này không mở được nữa',
  goneHow: 'Đường chỉ mở được trong 15 phút. Cô chú gõ "dữ liệu của tôi" để lấy đường mới.',
  tooMany: 'Nhiều lần không đúng quá. Cô chú chờ mười phút rồi thử lại nhé.',

  self: 'Về mình',
  called: 'Cách gọi',
  place: 'Nơi ở',
  birthYear: 'Năm sinh',
  hour: 'Giờ học',
  since: 'Học từ ngày',
  days: 'Số ngày đã học',
  lastDay: 'Ngày học gần nhất',
  unsaid: 'chưa nói',

  consents: 'Những điều mình đã trả lời',
  consent: {
    learning: 'Giữ việc học',
    family: 'Người thân xem',
    counting: 'Tính vào số liệu',
    name: 'Cán bộ biết tên',
    care: 'Cán bộ hỏi thăm khi lâu không học',
  } as Record<string, string>,
  answered: (given: boolean, day: string): string => `${given ? 'đồng ý' : 'không'}, từ ${day}`,

  family: 'Người thân',
  helper: (name: string, called: string, from: string, until: string | null): string =>
    `${name} giúp «${called}» từ ${from}${until === null ? '' : ` tới ${until}`}`,
  helpsOther: (called: string): string => `Mình đang giúp «${called}»`,

  branch: 'Chi hội',
  member: (branch: string, from: string, until: string | null): string =>
    `${branch}, từ ${from}${until === null ? '' : ` tới ${until}`}`,

  lessons: 'Bài đã học',
  finished: (title: string, day: string): string => `${title} (${day})`,
  begun: (title: string): string => `${title} (đang học)`,

  steps: 'Bước đã đạt',
  level: {
    'lam-duoc': 'Làm được',
    'lam-chac': 'Làm chắc',
    vung: 'Vững',
    'an-toan': 'An toàn',
    'thanh-thao': 'Thành thạo',
  } as Record<string, string>,
  step: (level: string, subject: string, from: string, until: string | null): string =>
    [level, subject].filter((part) => part !== '').join(': ') +
    ` (từ ${from}${until === null ? '' : ` tới ${until}`})`,

  practice: 'Việc đã tập',
  practised: (skill: string, times: number): string => `${skill}: ghi ${times} lần`,

  rests: 'Những lần nghỉ',
  absence: { 'tam-nghi': 'Tạm nghỉ', 'chuyen-di': 'Chuyển đi', 'da-mat': 'Báo đã qua đời' } as Record<
    string,
    string
  >,
  rest: (kind: string, from: string, until: string | null, by: string): string =>
    `${kind} từ ${from}${until === null ? '' : ` tới ${until}`}. ${by}.`,
  restUndone: (from: string, by: string): string => `Có người báo nhầm (đã bỏ), từ ${from}. ${by}.`,
  notedBy: { officer: 'Cán bộ báo', self: 'Mình tự báo', somebody: 'Người khác báo' },
  notedByHelper: (name: string): string => `${name} báo`,

  messages: 'Lời nhắn',
  kept: (count: number): string => `Đang giữ ${count} lời nhắn. Sau 24 giờ thì xoá hết.`,
  noMessages: 'Không giữ lời nhắn nào. Lời nhắn chỉ giữ 24 giờ.',
}
