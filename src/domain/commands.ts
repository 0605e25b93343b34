import type { Command } from './intent.js'

/** The slash commands, in the order in which a channel's menu lists them. */
export const SLASH_COMMANDS: Readonly<Record<string, Command>> = {
  start: 'start',
  hoc: 'learn',
  ontap: 'review',
  kiemtra: 'check',
  ketqua: 'results',
  nguoithan: 'family',
  caidat: 'settings',
  trogiup: 'help',
  canbo: 'officers',
  xoadulieu: 'erase',
}

/** The plain words of each command, folded. They count only when they stand alone apart from politeness. */
export const COMMAND_WORDS: Readonly<Record<Command, readonly string[]>> = {
  start: ['start'],
  learn: [
    'hoc', 'hoc tiep', 'hoc tip', 'tiep', 'tip', 'tt', 'tiep tuc', 'tiep theo', 'tiep bai',
    'bai sau', 'bai ke', 'bai ke tiep', 'bai tiep', 'bai tiep theo', 'bai moi', 'bai nua', 'hoc bai', 'hoc bai moi',
    'hoc bai nua', 'hoc bai tiep', 'hoc them', 'vao hoc', 'vo hoc', 'di hoc',
  ],
  greet: [
    'bat dau', 'bat dau hoc', 'chao', 'xin chao', 'chao buoi sang', 'chao buoi chieu', 'chao buoi toi', 'alo', 'a lo',
    'alo alo', 'hello', 'hi', 'co ai khong',
  ],
  practise: ['lam bai', 'lam thu', 'hoc thu', 'lam bai tap', 'bai tap', 'thuc hanh', 'thu lam', 'luyen tap', 'kiem tra toi', 'kiem tra bac', 'kiem tra co', 'kiem tra chu', 'kiem tra ong', 'kiem tra ba'],
  back: ['quay lai', 'quay lai bai', 'bai truoc', 'bai cu', 'tro lai', 'lui lai', 'tro ve', 'quay ve'],
  review: ['on', 'on tap', 'on bai', 'on bai cu', 'on lai', 'on lai bai', 'on lai bai cu', 'hoc lai', 'hoc lai bai cu'],
  check: [
    'kiem tra', 'kiem tra lua dao', 'kiem tra tin', 'kiem tra tin nhan', 'kiem tra tin nay', 'lua dao khong',
    'kiem tra giup', 'kiem tra giup tin', 'kiem tra giup tin nay', 'xem giup tin nay', 'xem gium tin nay', 'xem dum tin nay', 'xem tin nay', 'xem giup tin nay lua khong',
    'co lua dao khong', 'phai lua dao khong', 'co phai lua dao khong', 'co phai lua khong', 'tin nay that khong',
  ],
  results: [
    'ket qua', 'xem ket qua', 'ket qua hoc', 'ket qua hoc tap', 'tien do', 'xem tien do', 'hoc toi dau', 'hoc den dau',
    'hoc toi dau roi', 'hoc den dau roi', 'duoc may bai', 'duoc may bai roi', 'hoc duoc may bai', 'hoc may bai roi',
  ],
  family: [
    'nguoi than', 'moi nguoi than', 'moi nguoi than hoc', 'moi nguoi nha', 'moi nguoi nha hoc', 'moi ong ba', 'moi ong ba hoc', 'moi ong hoc',
    'moi ba hoc', 'moi ong noi hoc', 'moi ong ngoai hoc', 'moi ba noi hoc', 'moi ba ngoai hoc', 'moi me hoc', 'moi me toi hoc', 'moi bo hoc', 'moi bo me hoc',
  ],
  settings: [
    'cai dat', 'cai dat lai', 'doi cai dat',
  ],
  hour: ['doi gio', 'doi gio hoc', 'doi gio nhac', 'gio hoc', 'gio nhac'],
  'no-reminders': [
    'khoi nhac', 'tat nhac', 'tat nhac hoc', 'dung nhac', 'dung nhac nua', 'thoi nhac', 'khong can nhac', 'khoi can nhac',
    'tat thong bao', 'khong nhac nua', 'dung nhan nua', 'thoi dung nhan nua', 'dung nhan tin nua', 'dung nhan tin', 'khong nhan tin nua',
    'ngung gui tin', 'ngung nhan tin', 'dung gui tin nua', 'dung lam phien', 'dung lam phien nua', 'dung lam phien toi nua',
  ],
  address: ['doi cach goi', 'doi xung ho', 'doi cach xung ho', 'cach goi', 'cach xung ho', 'goi toi la'],
  place: ['doi dia chi', 'doi noi o', 'doi cho o', 'noi o', 'dia chi'],
  help: [
    'giup', 'giup do', 'tro giup', 'huong dan', 'help', 'khong biet',
    'khong biet lam', 'khong bt', 'khong bt lam sao', 'khong bt lam', 'khong biet lam sao', 'khong biet bam dau', 'khong biet lam the nao', 'lam sao', 'lam the nao',
    'lam sao bay gio', 'chi lai', 'chi giup', 'chi cach',
  ],
  explain: [
    'khong hieu', 'chua hieu', 'khong hieu gi', 'noi de hon', 'noi de hieu', 'noi de hieu hon', 'noi don gian', 'giai thich',
    'giai thich lai', 'la gi', 'la sao', 'nghia la gi', 'nghia la sao', 'kho hieu',
  ],
  question: ['hoi bai', 'hoi', 'muon hoi', 'hoi cai nay', 'hoi chut', 'hoi chuyen khac'],
  officers: ['can bo', 'danh cho can bo'],
  erase: [
    'xoa du lieu', 'xoa het du lieu', 'xoa du lieu cua', 'xoa het du lieu cua', 'xoa toan bo du lieu',
    'xoa thong tin cua', 'xoa het thong tin', 'xoa het thong tin cua', 'xoadulieu',
  ],
  again: [
    'lai', 'nhac lai', 'noi lai', 'xem lai', 'lap lai', 'hoi lai', 'hien lai', 'xem lai cau hoi', 'nhac lai cau hoi',
    'lai lan nua', 'cau hoi gi',
  ],
  slower: ['cham lai', 'noi cham', 'noi cham lai', 'nhanh qua', 'tu tu', 'cham thoi', 'cham', 'doi chut', 'cho chut'],
  thanks: ['cam on', 'cam on nhieu', 'thank', 'thanks', 'thank you', 'tks'],
  chat: ['nho con qua', 'nho chau qua', 'nho nha qua', 'nho con chau qua', 'buon', 'vui', 'troi dep', 'an com chua', 'khoe khong'],
  stop: [
    'thoi', 'nghi', 'dung', 'dung lai', 'tam dung', 'ngung', 'ngung lai', 'stop', 'de mai', 'de mai hoc', 'mai hoc',
    'mai hoc tiep', 'nghi hoc', 'nghi mai hoc', 'de hom khac', 'met roi', 'met roi mai hoc', 'met roi nghi',
    'khong hoc', 'khong hoc nua', 'khong muon hoc nua', 'dung nhan', 'dung nhan nua', 'duwngf', 'dungwf', 'dungf',
    'du7ng2', 'dung72', 'dung2',
  ],
  listen: [
    'nghe', 'nge', 'nghe lai', 'nge lai', 'nghe nai', 'nghe doc', 'doc', 'doc len', 'doc to', 'doc to len', 'doc lai',
    'doc nghe', 'doc cho nghe', 'doc cho bac nghe', 'doc cho toi nghe', 'doc lai cho nghe', 'doc lai cho bac nghe',
    'chua nghe ro', 'nghe khong ro', 'khong nghe ro', 'noi to', 'noi to len',
  ],
  larger: [
    'to', 'to len', 'to hon', 'chu to', 'chu to len', 'chu to hon', 'cho chu to', 'chu lon', 'lon len', 'chu lon hon',
    'phong to', 'chu nho', 'chu nho qua', 'nho qua', 'khong doc duoc', 'chu nho qua doc khong duoc',
    'mat kem khong doc duoc', 'khong thay chu',
  ],
  'ask-back': [
    'hoi lai truoc', 'hoi lai truoc khi cham', 'hoi truoc khi cham', 'hoi lai giup', 'hoi ky', 'hoi ky giup',
    'dung hoi lai', 'dung hoi lai nua', 'khoi hoi lai', 'khong can hoi lai',
  ],
  beside: [
    'dang ngoi canh', 'ngoi canh', 'co nguoi ngoi canh', 'chau ngoi canh', 'con ngoi canh', 'chau dang ngoi canh',
    'con dang ngoi canh', 'co chau ngoi canh', 'co con ngoi canh', 'con chau ngoi canh', 'co nguoi giup',
    'nguoi nha ngoi canh', 'dang ngoi ben canh', 'con dang ngoi ben canh', 'chau dang ngoi ben canh',
  ],
  alone: ['tu lam', 'toi tu lam', 'lam mot minh', 'mot minh', 'toi lam mot minh', 'khong ai ngoi canh'],
  'real-life': [
    'lam roi', 'lam duoc roi', 'lam xong roi', 'da lam', 'da lam roi', 'da lam duoc', 'lam viec that roi',
    'lam duoc viec that', 'viec that lam roi', 'lam that roi', 'thu roi', 'lam thu roi',
  ],
  card: ['the dan tuong', 'xem the dan tuong', 'in the dan tuong', 'the so dien thoai', 'in the'],
  companion: ['dong hanh', 'bai dong hanh', 'hoc dong hanh', 'danh cho nguoi nha'],
  branch: [
    'chi hoi', 'vao chi hoi', 'xac nhan chi hoi', 'hoi vien', 'xac nhan hoi vien', 'khong thuoc chi hoi',
    'khong thuoc chi hoi nua', 'roi chi hoi', 'ra khoi chi hoi',
  ],
  'call-family': [
    'goi con chau', 'goi con chau giup', 'nho con chau', 'nho con chau giup', 'goi con', 'goi con giup', 'goi chau',
    'goi chau giup', 'nho con', 'nho con giup', 'nho chau', 'nho chau giup', 'goi nguoi nha', 'goi nguoi nha giup',
    'nho nguoi nha', 'nho nguoi nha giup', 'goi nguoi than', 'goi nguoi than giup', 'keu con', 'keu con chau', 'keu chau',
  ],
  'my-data': ['du lieu cua toi', 'du lieu cua', 'xem du lieu', 'xem du lieu cua'],
  'withdraw-family': ['kin', 'giu kin viec hoc', 'khong cho xem nua', 'thoi cho xem'],
  'withdraw-counting': ['khoi tinh', 'khoi tinh vao so lieu', 'dung tinh vao so lieu'],
  'withdraw-name': ['giau ten', 'khoi neu ten'],
  'withdraw-care': ['khoi hoi tham', 'dung hoi tham'],
  pause: ['tam nghi', 'nghi mot thoi gian'],
  who: ['ai dang hoc', 'doi nguoi hoc'],
  'add-learner': ['them nguoi hoc'],
  'close-others': [
    'dong may kia', 'dong may khac', 'dong cac may kia', 'dong cac may khac', 'khoa may kia', 'khoa may khac',
  ],
  menu: ['menu', 'danh muc', 'muc luc', 'co nhung bai nao', 'co bai nao', 'xem cac bai', 'danh sach bai'],
} // prettier-ignore

/** Other words that fold to a one-word command; with its marks typed, such a word is no command. */
export const OTHER_WORDS: ReadonlySet<string> = new Set([
  'nghĩ', 'nghị', 'ổn', 'ồn', 'ơn', 'tờ', 'tổ', 'tơ', 'tô', 'tỏ', 'lãi', 'lái', 'lài', 'thổi', 'thời', 'thói',
  'nghề', 'nghé', 'cháo', 'chảo', 'chão', 'độc', 'dọc', 'dốc', 'đúng', 'đừng', 'dùng', 'đụng', 'dung', 'hí',
  'hơi', 'hội', 'hôi', 'chạm', 'chăm', 'chấm', 'chàm', 'buôn', 'nhớ con', 'nhớ cháu', 'nhớ con cháu', 'tắt nhạc', 'dùng nhạc', 'khởi nhạc', 'tủ tủ',
  'lầm rồi', 'lắm rồi', 'lâm rồi', 'thứ rồi', 'chị hỏi', 'chỉ hỏi', 'chị hội', 'chi hồi',
  'khởi tính', 'giàu tên', 'kìn', 'kịn', 'kỉn',
]) // prettier-ignore
