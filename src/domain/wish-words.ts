import type { Command } from './intent.js'
import { type Group, lexicon } from './phrase.js'

/** One thing that may be wished for, in a sentence: a phrase of `any`, and none of `unless`. */
export interface Wish {
  command: Command
  any: Group
  unless?: Group
}

/** What several phrases share, written `<name>` in them. */
const phrases = lexicon({
  who: ['toi', 'bac', 'co', 'chu', 'ong', 'ba', 'di', 'cu', 'minh', 'me', 'ma', 'anh', 'chi', 'em', 'thim', 'mo', 'cau', 'cha nay', 'ba nay', 'ong nay'],
  form: ['bac', 'co', 'chu', 'ong', 'ba', 'di', 'cu', 'anh', 'chi', 'me', 'cau', 'thim', 'mo'],
  count: ['mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'muoi hai'],
  no: ['khong', 'chua', 'khoi', 'chang', '=đừng', 'dung', 'thoi'],
  part: ['sang', 'trua', 'chieu', 'toi', 'dem', 'khuya'],
  kin: [
    'con toi', 'con trai', 'con gai', 'con re', 'con dau', 'con ut', 'con ca', 'con lon', 'con chau', 'con cai', 'con cua', 'con nha', 'con hai|tu|nam|sau|bay|tam',
    'chau toi', 'chau noi', 'chau ngoai', 'chau gai', 'chau trai', 'chau cua', 'thang', 'nguoi nha', 'nguoi than', 'gia dinh', 'vo toi', 'chong toi', 'dua con', 'dua chau', 'may dua', 'ba nha', 'ong nha',
  ],
  ask: ['=nhờ', 'nho', 'goi', 'keu', 'nhan', 'nhan tin', 'bao', '=báo', 'bao tin', 'lien lac', 'noi'],
}) // prettier-ignore

/** How something is done in the world: that is a question about a lesson. */
const HOW = phrases(
  'lam sao de', 'lam sao ~ zalo|dien|tien|ma|anh|hinh|tin|app|mang|the', 'cach', 'the nao $', 'nhu the nao', 'ra sao', 'o dau $', 'muon hoc ~ zalo|tien|anh|hinh|mang|vneid|ma', 'bang cach nao',
) // prettier-ignore

/** Things that are not ours to change. */
const OUTSIDE = phrases(
  'zalo', 'facebook', 'fb', 'youtube', 'vneid', 'tiktok', 'tin nhan', 'dien thoai', 'mat khau', 'may', 'anh', 'hinh', 'video', 'danh ba', 'ngan hang', 'lam sao', 'the nao', 'cach', 'ra sao', 'app', 'ung dung',
) // prettier-ignore

/** A beginning, or a question about a lesson. */
const LEARN_NOT = phrases(
  'lam sao', 'cach', 'nhu the nao', 'ra sao', 'bat dau', 'mo bai hoc $', 'mo lop', 'san sang', 'hoc ~ zalo|tien|anh|hinh|mang|vneid|ma|facebook|lua|dien', 'di hoc ve', 'chau di hoc', 'con di hoc',
) // prettier-ignore

/**
 * What people wish for in sentences of their own, the first that fits counts. Words are folded; where a writer uses
 * marks, those that are plainly another word stand as "=" and the word as typed.
 */
export const WISHES: readonly Wish[] = [
  {
    command: 'erase',
    any: phrases(
      'xoa * du|thong|tai|ho|ten', 'xoa het $', 'xoa het di|luon|giup|cho|cua', 'xoa sach', 'xoa het * cua <who>', 'bo|huy * het * thong|du', 'xoa het nhung|moi', 'xoa luon', 'xoa toan bo', 'quen <who> di|luon', 'quen het * <who>', '=đừng|dung|khong|khoi * luu * <who>', '=đừng|dung|khong|khoi * luu * nua', '=đừng|dung|khong|khoi * giu * thong|du|ten',
      'huy tai khoan|dang', 'bo tai khoan', 'khong * giu * ve <who>',
    ),
    unless: OUTSIDE,
  },
  {
    command: 'my-data',
    any: phrases(
      'luu * gi', 'luu nhung', 'luu lai gi', 'biet * gi * ve <who>', 'biet nhung * ve', 'giu * gi * ve|cua <who>', 'giu lai gi', 'xem|coi * du lieu', 'xem|coi * thong tin * <who>', 'xem|coi * ho so', 'du lieu * cua <who>', 'thong tin * cua <who>', 'thong tin ca nhan', 'ho so cua',
      'co gi ve <who>', 'luu * cua <who>',
    ),
    unless: OUTSIDE,
  },
  {
    command: 'no-reminders',
    any: phrases('<no> nhan nua|tin $', '<no> nhan tin nua|nhan|cho|nhe|nha|di|gi', '<no> * nhan * nua', '<no> * gui * tin|nua', 'ngung|tat|bo|huy|dung lai nhan|gui', 'ngung|bot nhan|gui|tin', '=dừng nhan|gui', '<no> * lam phien|quay', 'dung|thoi phien', '<no> * nhac', 'tat|huy|ngung|ngat|bo|bot * nhac', 'nhac hoai', 'nhac nhieu', 'nhac mai', 'tat|bo|huy|ngung * thong bao', '<no> * thong bao'),
    unless: phrases('nhan duoc', 'nhan vien', 'nhac lai', 'nhac =số', 'nhac * =số', 'zalo', 'facebook', 'lam sao', 'the nao', 'cach', 'may nhac'),
  },
  {
    command: 'hour',
    any: phrases(
      'nhac * =số', '=số ~ nhac', 'nhac ~ <count> gio', '<count> gio ~ nhac', 'nhac ~ <part>', 'nhac ~ sau|truoc|som|tre|muon', '<part> * nhac', 'nhac luc|vao|khoang', 'nhac <who> hoc', 'nhac hoc', 'doi * gio', 'doi sang <part>|buoi|luc', 'doi sang =số', 'doi qua <part>|buoi', 'doi lich', 'gio nhac', 'gio hoc', 'hen gio', 'hen luc', 'dat gio', 'dat lich * hoc|nhac', 'hoc luc|vao =số', 'hoc =số gio', 'hoc * buoi <part>', 'doi buoi',
      'doi * gio',
    ),
    unless: phrases('nhac lai', 'may gio roi', 'dat lich kham', 'lich * benh', 'bao thuc', 'hom nay', 'dien thoai', 'thuoc'),
  },
  {
    command: 'place',
    any: phrases('doi * dia chi', 'doi * cho|noi o', 'doi xa|phuong|tinh|noi', 'dia chi * cua|moi|nha <who>', 'doi * que', 'chuyen|=chuyển nha ~ o|ve|qua', 'moi don|chuyen ve|qua|nha', 'dia chi cua'),
    unless: OUTSIDE,
  },
  {
    command: 'address',
    any: phrases(
      'goi|keu|xung|hoi * la|bang <form>', 'goi|keu <form> $', 'goi|keu <form> di|thoi|nha|nhe|duoc|cho', 'goi|keu <who> <form>', '<who> la <form> ~ khong|chu|=chứ|dung|=đừng', 'toi|minh la <form> $', '<who> la dan ong|ba', '=đừng|dung|khong|chang * goi|keu * <form>', 'doi * cach goi|xung|keu', 'doi * xung ho', 'xung ho', 'xung chau|con|em',
      'cach xung|goi', 'khong phai <form> $', 'khong phai la <form> $', 'phai goi|keu * <form>', 'goi sai', 'goi * tre|gia hon', 'ten toi la', 'toi ten',
    ),
    unless: phrases('video', 'zalo', 'dien thoai', 'lam sao', 'the nao', 'cong an', 'may', 'hong biet', 'gi la', 'lua'),
  },
  {
    command: 'call-family',
    any: phrases(
      '<ask> * <kin>', '<ask> cho|giup|gium|dum * con|chau', '<ask> con|chau * giup|gium|dum|ho|voi|qua|ve|lai|len', '<ask> con|chau $', '<ask> me|ba|bo|anh|chi|ong * giup|gium|dum', '<ask> con * giup|gium|dum', 'can * con|chau giup', 'can nguoi nha', 'can gap con|chau|nguoi', 'cho * gap con|nguoi',
    ),
    unless: phrases('video', 'hinh', 'zalo', 'lam sao', 'the nao', 'cach', '=nhớ', 'nho con|chau|nguoi|vo|chong|me * qua|lam|ghe|du', 'noi con', 'dang goi', 'tien', '=báo cáo', 'goi thang', 'noi thang', 'co phai'),
  },
  {
    command: 'check',
    any: phrases(
      'lua dao|gat * khong|ha|=hả|chang|hay|chu|do|=đó', 'phai lua', 'co lua', 'bi lua khong', 'lua khong', 'lua hay', 'la lua', 'that khong', 'that hay', 'hay gia', 'gia khong', 'co that', 'co nen tin', 'nen tin', 'tin duoc khong', 'tin * duoc khong', 'dang tin', 'link|duong|dan|so|tin|app|web nay * khong', 'tin nhan nay * khong', 'mo|bam|vao|nghe * duoc khong', 'kiem tra * tin|so|link|duong|cuoc|xem tin',
      'xem|coi * tin nay', 'xem|coi * tin nhan nay', 'cong an that', 'an toan khong', 'nghi * lua', '=nghi', 'nghi ngo', 'thay nghi', 'la ai goi', 'so la goi',
    ),
    unless: phrases('hoc|bai ~ lua dao', 'nen tin con', 'lam sao', 'cach'),
  },
  {
    command: 'results',
    any: phrases(
      'ket qua', 'tien do', 'diem', 'hoc * toi|den dau', 'hoc duoc may|bao|gi', 'duoc may|bao bai|cau|diem|nhieu', 'dung|=đúng may|bao', 'xong may|bao', 'may bai roi', 'hoc may bai', 'bao nhieu bai|cau', 'thanh tich', 'con may bai', 'con bao nhieu', 'hoc * gioi|kha|tot khong', 'toi dau roi', 'den dau roi', 'hoc * nhu the nao', 'hoc * sao roi', 'may cau dung|=đúng', 'bang diem',
    ),
    unless: phrases('kham', 'xet nghiem', 'benh', 'xo so', 'bong', 'da banh', 'co may bai', 'diem danh', 'dia diem'),
  },
  {
    command: 'menu',
    any: phrases(
      'menu', 'muc luc', 'danh sach', 'danh muc', 'co * bai gi|nao', 'co gi hoc', 'co * mon gi', 'hoc nhung gi', 'hoc duoc nhung gi', 'day nhung gi', 'day gi', 'co nhung gi', 'xem|coi * cac bai', 'xem|coi * bai nao', 'tat ca * bai', 'co may bai', 'chuong trinh', 'may bai hoc', 'cac bai hoc', 'nhung bai', 'chon bai', 'con lam duoc gi', 'biet lam gi', 'ra man hinh chinh', 'trang chinh', 'trang dau',
    ),
    unless: phrases('danh ba', 'tivi'),
  },
  {
    command: 'larger',
    any: phrases(
      'chu * to|lon|bu|=bự', 'chu * nho|be|=nhỏ|li|=bé', 'phong to|lon', 'to chu', 'to len', 'to hon', 'lon hon', 'lon len', 'nhin|doc|thay|xem|coi * khong ro|duoc|thay|ra|noi|ra', 'khong nhin|doc|thay|xem|coi * ro|duoc|chu|ra|gi', 'chua nhin|doc|thay * ro|duoc', 'mat * mo|kem|yeu|lao|toet|kem', 'mo mat', 'kho doc', 'kho nhin|coi', 'nho qua', 'be qua', '=nhỏ qua', '=bé qua', 'quen deo|mang kinh', 'khong co kinh',
    ),
    unless: phrases('doc|noi * to|lon', 'nghe', 'tieng', 'lam sao', 'cach', 'tin nhan', 'thay * bai|nut|so|cho|tien', 'thay dau', 'zalo', 'tre con', 'hoi nho'),
  },
  {
    command: 'listen',
    any: phrases(
      'nghe * lai', 'nghe lai', 'doc * lai', 'doc len|nghe|to|giup|gium|dum|cho|bai', 'doc di|nha', 'noi|doc * to|lon', 'nghe * khong ro|duoc|ra|thay|kip', 'khong nghe * ro|duoc|thay|gi|ra', 'chua nghe', 'bat|mo * tieng|loa|am', 'noi * nghe', 'lang tai', 'nghenh ngang', 'tai * kem|nghenh|diec', 'diec', 'muon nghe', 'cho * nghe', 'noi lai', 'nhac lai', 'phat * lai|am|loa', 'tieng nho', 'mo|bat * nghe',
    ),
    unless: phrases('zalo', 'lam sao', 'cach', 'youtube', 'nhac $', '=nhạc', 'doc ma', 'doc otp', 'doc so', 'doc bao', 'ma', 'nghe loi', 'nghe noi', 'nghe may', 'dien thoai', 'noi de', 'khong hieu'),
  },
  {
    command: 'slower',
    any: phrases(
      'cham * lai|thoi|chut|xiu|ti|hon', 'noi|di|day|lam|giang|hoc cham', 'cham cham', 'cham $', 'tu tu', 'nhanh qua|the|vay|du|lam', 'lam|noi|day|di nhanh', 'khong kip', 'chua kip', 'theo khong', 'doi * chut|ti|xiu|da|lat', 'cho chut|ti|xiu|da|lat', 'khoan da', 'khoan $', 'khoan * chut', '=vội', 'gap qua', 'lep', 'tua lai',
    ),
    unless: phrases('mang cham', 'may cham', 'cham chi', 'hoc', 'chet', 'nghi'),
  },
  {
    command: 'explain',
    any: phrases(
      'khong|chua * hieu|hiu', 'kho hieu|hiu', 'hieu chet', 'chang * hieu', 'noi * de * hieu|hon|hiu', 'noi * don gian|ro|de', 'noi cach khac', 'don gian * thoi|hon', 'giai thich', 'giai nghia', 'giang * lai|cho|di|giup', 'nghia la', 'nghia gi', 'la sao', 'la gi', 'la * cai gi|chi|quai', 'la chi', 'cai gi vay|do', 'cai chi', 'nghia sao', 'y la', 'y nghia', 'noi gi vay|the|ma', 'la the nao', 'roi ram', 'phuc tap', 'lung tung qua', 'tuc la', 'hieu khong noi|duoc|ra', 'vi du di|coi|xem',
    ),
    unless: phrases('con la', 'ten la', 'ten gi', 'lam gi', 'lua'),
  },
  {
    command: 'practise',
    any: phrases(
      'lam * bai', 'lam thu', 'thu lam', 'bai tap', 'thu suc', 'thu tai', 'kiem tra <who>', 'kiem tra di|thu', 'cho <who> thu', 'cho thu', 'thu * xem|coi', 'do|=đố <who>', 'ra de|cau|bai', 'cho * cau hoi', 'hoi <who> * cau', 'thuc hanh', 'thuc tap', 'tap lam|duot|thu', 'luyen', 'test', 'lam * cau hoi', 'cho <who> * tap', 'muon thu', 'trac nghiem',
    ),
    unless: phrases('lam sao', 'cach', 'the nao', 'lua', 'tap the duc', 'tap duong', 'tin', 'kho', 'roi $', 'met', 'mai', 'may cau', 'may bai'),
  },
  {
    command: 'back',
    any: phrases(
      'quay * lai|ve|ra', 'tro lai|ve|ra|lui', 'lui lai|ve|mot', 'bai|cau|trang|man|buoc truoc|cu', 'cai truoc', 've * bai|trang|cau|man|buoc truoc|cu|hoi', 've lai', 'di lui', 'back', 've truoc', 'xem lai * truoc',
    ),
    unless: phrases('mai', 'on', 'lam sao', 'cach', 'que', 'con ve', 'chau ve'),
  },
  {
    command: 'stop',
    any: phrases(
      '=nghỉ', 'nghi $', 'nghi di|thoi|nha|nhe|da|mot|chut|hoc|mai|lat|ti', 'hom|bua|chieu|toi nay nghi', 'xin nghi', 'cho nghi', 'met', 'mai * hoc|lam|tinh|hay', 'de mai|sau|luc|hom|bua|toi|chieu|lat|chut|khi', 'ban roi|qua|viec|nau|com|ti|chut|lam|di|trong', 'dang ban', '<who> ban $', '<who> =bận', 'du roi', 'khong|=đừng|dung|chang * hoc * nua', 'khong * muon|thich|them hoc', 'khong hoc', 'thoi $', 'thoi nha|nhe|con|nghen|nghi|du', 'ngung', '=dừng', 'dung lai|hoc|thoi|$',
      'buon ngu', 'di ngu', 'tam biet', 'bai bai', 'bye', 'pp', 'hom khac', 'bua khac', 'bua sau', 'lan sau', 'chut|lat nua * hoc', 'chieu|toi nay hoc', 'hen * mai|mot|sau', 'stop', 'ket thuc', 'thoat', 'di nau|cho|ra|don|tam|an|lam|cong', 'hoc sau', 'hoc nhieu', 'oai qua', 'moi mat|lung|tay|qua', 'nhuc mat',
    ),
    unless: phrases('nha nghi', '=nhà =nghỉ', 'nghi huu', 'nghi la', 'nghi ngo', '=nghĩ', 'hoc tiep nua', 'khong * met', 'het met', 'mat mo', 'di an dam', 'di cho roi', 'di cho ve', 'nha di'),
  },
  {
    command: 'learn',
    any: phrases(
      'hoc tiep|nua|them|luon|ke|tip', 'hoc bai', 'hoc $', 'hoc di|thoi|nha|nhe|nao', 'hoc * bai * nua|moi|khac|ke|sau', 'bai sau|ke|moi|khac|tiep|nua|tip|hai|ba|hom', 'qua|sang|toi bai|cau', 'qua cau|trang', 'tiep $', 'tiep di|tuc|theo|nao|nha|thoi|luon|nua', 'di tiep', 'lam tiep', 'hoc gi $', 'hoc * gi $|day|vay|ha|the', 'hom|bua nay * hoc', 'nay hoc', 'muon hoc $', 'cho <who> hoc', 'vo|vao bai|hoc', 'hoc moi', 'them bai', 'next', 'xong roi tiep', 'mo bai * moi|tiep|sau',
    ),
    unless: LEARN_NOT,
  },
  {
    command: 'greet',
    any: phrases(
      'chao', 'xin chao', 'alo', 'a lo', 'hello', 'helo', 'hallo', 'hi $', 'hi con|chau', 'e $', '<who> vo|vao|toi|den roi', 'bat dau', 'khoi dong', 'mo bai', 'mo lop', '<who> day $', '<who> ne $', 'con|chau oi $', 'co ai khong|o', 'co do khong', 'con|chau * do khong', 'con|chau dau roi', 'vao hoc thoi', 'hoc * duoc chua', 'san sang',
    ),
    unless: phrases('chao ga|vit|long|bi', '=cháo', '=chảo', 'con|chau oi * sao', 'lam sao'),
  },
  { command: 'question', any: phrases('hoi bai', 'hoi $', 'hoi chut|cai|ti|viec|xiu|them|dieu|chuyen', 'cho <who> hoi', 'muon hoi', 'hoi con|chau', 'hoi * cau'), unless: HOW },
  {
    command: 'help',
    any: phrases(
      'giup $', 'giup <who> $', 'giup voi|do|di|cai|gium', 'giup <who> voi|di|cai|nha', 'tro giup', 'khong|chua biet * lam|bam|nhan|sao|dau|phai|cho|go|dung|chon|gi|nut|bat|tra', 'khong biet $', 'bam|nhan|go * dau|gi $', 'bam|nhan|go * cho|nut|cai|so nao|may', 'bam|nhan|go * o|vao|vo dau', 'cho nao|mo $', 'bam cai|gi nao', 'lam sao $', 'lam sao day|gio|bay|ha|ta', 'lam the nao $', 'lam the nao day|gio|bay', 'lam gi $', 'lam gi day|gio|bay|tiep', 'gio sao $|day', 'phai lam sao|gi $', 'chi <who> voi|cai|lai|di|lam|bam|$', 'chi voi|gium|giup|lai|cai|dum', 'huong dan',
      'roi qua', 'roi tung', 'bi ket|roi', 'khong lam duoc|noi', 'lam khong duoc|noi|xong', 'kho qua', 'kho the', 'kho ghe', 'bi roi', '=bí', 'help', 'nho giup', 'can giup', 'tro ngai', 'mac ket',
    ),
    unless: phrases('cach', 'kho qua cam', 'kho tho', 'tien', 'zalo', 'vneid', 'goi video'),
  },
  { command: 'thanks', any: phrases('cam on', 'cam an', 'cham on', 'thank', 'thanks', 'tks', 'tk con|chau', 'biet on', 'doi on', 'quy hoa', 'con|chau gioi|ngoan|tot|hay|de thuong|kheo', 'tot qua', 'hay qua', 'gioi qua', 'tuyet') },
  {
    command: 'chat',
    any: phrases(
      'troi mua|nang|dep|lanh|mat|ret|gio|toi|oi|bao|am', 'troi nong', 'troi hom nay', 'mua to|lon|qua|hoai|suot', 'nang qua|nong|to|gat', 'nong qua', 'lanh qua', 'buon', '=vui', 'vui qua|ghe|lam|the|$', 'co don', 'mot minh buon', 'nho con|chau|nha|que|vo|chong|me * qua|lam|ghe|du', '=nhớ', 'an com', 'an sang|trua|toi chua', 'com nuoc', 'con|chau * may tuoi', 'may tuoi', 'bao nhieu tuoi', 'con|chau|may la ai', 'con|chau ten', 'con|chau o dau', 'con|chau la nguoi', 'ten gi', 'la ai', 'la nguoi hay|that|may', 'co vo|chong|gia', 'khoe khong', 'con|chau khoe', '<who> khoe', 'dau lung|chan|dau|khop|goi|vai|tay|minh|rang|bung', 'nhuc dau|moi|xuong|chan',
      'moi chan|lung|vai', 'di cho', 'ngu khong|chua|ngon', 'mat ngu', 'con|chau * ve tham|choi|que', 'may gio roi', 'hom nay thu may', 'hom nay ngay', 'tivi', 'da banh|bong', 'tuoi cay', 'trong rau', 'nau com', 'cho an', 'nuoi ga|cho|heo|meo', 'tap the duc', 'di bo', 'le chua', 'dam cuoi', 'hat', 'ke chuyen', 'chan qua|doi', 'gian', '=nhà * di', '<who> nha di', 'di dam', 'tet',
    ),
    unless: phrases('lam sao', 'cach', 'dat lich', 'the nao', 'mua hang', 'mua gi', 'tren mang', 'tien'),
  },
] // prettier-ignore

/** With marks typed, these words are other ones than those meant above; they are read as "=" and the word as typed. */
export const OTHER_READINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['nhac', ['nhạc', 'nhác', 'nhấc']],
  ['nho', ['nhớ', 'nhờ', 'nhỏ', 'nho']],
  ['be', ['bé', 'bẻ', 'bê', 'bể', 'bế']],
  ['bu', ['bự', 'bù']],
  ['dung', ['đừng', 'dừng', 'đúng', 'dùng', 'đụng', 'dựng', 'dũng']],
  ['nghi', ['nghỉ', 'nghĩ', 'nghị', 'nghi']],
  ['cham', ['chạm', 'chăm', 'chấm', 'châm', 'chàm']],
  ['tu', ['tủ', 'tụ', 'tú', 'tư', 'tử', 'tu']],
  ['hoi', ['hơi', 'hội', 'hôi', 'hồi', 'hối']],
  ['thu', ['thư', 'thứ', 'thù', 'thu', 'thú', 'thủ']],
  ['to', ['tờ', 'tổ', 'tơ', 'tô', 'tỏ', 'tố', 'tớ', 'tò']],
  ['ban', ['bàn', 'bản', 'bán', 'bạn', 'bắn', 'ban']],
  ['chao', ['cháo', 'chảo', 'chao', 'chão']],
  ['mai', ['mải', 'mãi', 'mái']],
  ['bai', ['bãi', 'bái', 'bại']],
  ['goi', ['gói', 'gối', 'gội', 'gỏi', 'gợi', 'gởi']],
  ['doc', ['dọc', 'dốc', 'độc', 'đốc']],
  ['noi', ['nơi', 'nồi', 'nối', 'nội', 'nổi']],
  ['met', ['mét']],
  ['hat', ['hạt']],
  ['bao', ['báo', 'bão']],
  ['chu', ['chú', 'chứ', 'chủ']],
  ['lon', ['lợn', 'lon', 'lộn', 'lòn']],
  ['do', ['đó', 'đỏ', 'đồ', 'độ', 'do', 'dơ', 'đố']],
  ['lam', ['lắm', 'lầm', 'lâm', 'lạm']],
  ['khoan', ['khoản', 'khoán', 'khoăn']],
  ['voi', ['vội', 'vôi', 'vòi']],
  ['bi', ['bí']],
  ['ha', ['hả', 'hạ']],
  ['diem', ['diêm', 'điềm']],
  ['doi', ['đòi', 'đói', 'đôi', 'đội', 'đồi', 'dối', 'đời', 'dời']],
  ['lua', ['lúa', 'lụa', 'lửa', 'lứa', 'lùa', 'lựa']],
  ['that', ['thắt', 'thất']],
  ['nha', ['nhà']],
  ['gian', ['gian', 'giàn', 'gián', 'dần', 'dàn']],
  ['tet', ['tẹt']],
])

/** How these are said in full. */
export const IN_FULL: ReadonlyMap<string, readonly string[]> = new Map([
  ['tui', ['toi']],
  ['tao', ['toi']],
  ['tau', ['toi']],
  ['tip', ['tiep']],
  ['nge', ['nghe']],
  ['wa', ['qua']],
  ['bt', ['biet']],
  ['bc', ['bac']],
  ['mn', ['moi', 'nguoi']],
  ['dt', ['dien', 'thoai']],
  ['kq', ['ket', 'qua']],
  ['bh', ['bay', 'gio']],
  ['z', ['vay']],
  ['v', ['vay']],
  ['hem', ['khong']],
])
