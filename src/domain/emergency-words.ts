import { type Group, lexicon } from './phrase.js'
import type { EmergencyKind } from './session.js'

/** One way in which trouble shows: a phrase of every group in `all`, and none of `unless`. */
export interface Sign {
  kind: EmergencyKind
  all: readonly Group[]
  unless?: Group
}

/** What several phrases share, written `<name>` in them. */
const phrases = lexicon({
  /** Whoever is on the line, or has the money now. */
  stranger: [
    'no', 'ho', 'chung', 'bon', 'tui no', 'dam no', 'ke', 'nguoi ta', 'nguoi la', 'so la', 'co nguoi', 'co ai', 'ai do', 'co thang', 'co dua',
    'thang nao', 'dua nao', 'co ong', 'co ba', 'co co', 'co anh', 'co chi', 'co so', 'lua dao', 'doi no|=nợ', 'dau|=đầu day', 'han', 'thang mo|cha', 'dua mo', 'o mo', 'co mot nguoi', 'co mot ong|ba|co|anh',
  ],
  law: [
    'cong an', 'ca phuong', 'ca xa', 'ca huyen', 'csgt', 'canh sat', 'vien kiem sat', 'kiem sat', 'toa an', 'bo cong an', 'thanh tra', 'thi hanh an',
    'dieu tra', 'bien phong', 'hai quan', 'trung|dai|thieu|thuong uy|ta|tuong',
  ],
  office: [
    'ngan hang', 'dien luc', 'evn', 'buu dien', 'buu cuc', 'shipper', 'giao hang', 'bao hiem', 'nha mang', 'viettel', 'mobifone', 'vinaphone', 'tong|=tổng dai',
    'can|=cán bo', 'nhan vien', 'co giao', 'nha truong', 'bac si', 'benh vien', 'luat su', 'co quan thue', 'can|=cán bo thue', 'cong ty', 'ben * ngan hang', 'xung|gia la|ngan',
  ],
  who: ['<stranger>', '<law>', '<office>'],
  them: ['no', 'ho', 'han', 'chung', 'bon', 'tui no', 'ke', 'nguoi la', 'nguoi ta', 'cong an', 'lua dao', 'tui lua'],
  bid: [
    'bat', 'doi', 'bao', 'keu', 'bieu', 'giuc', 'ep', 'hoi', 'xin', 'yeu cau', 'du', 'xui', 'can', 'noi', 'muon', 'bat buoc', 'ra lenh', 'huong dan',
    'chi toi', 'dien * bat',
  ],
  sum: ['=ngàn', 'chi vang', 'luong vang', 'dola', 'trieu', 'nghin', 'ngan', 'ty', 'tram', 'chuc', 'cay'],
  pay: [
    'chuyen * tien|khoan', 'chuyen * <sum>', 'chuyen het', 'chuyen gap|ngay|lien|le|tra', 'nop * tien|phi|phat|thue', 'nap * tien|the', 'dong * tien|phi|phat|thue|coc',
    'dat coc', 'coc tien', 'gui * tien', 'goi tien', 'dua * tien|vang', 'tra * tien', 'rut * tien|so|het', 'muon * tien', 'vay tien', 'mua the cao', 'nop|dong|nap|den|tra|gui|dua * <sum>', 'den * tien', 'dong * lien|ngay', 'boi thuong',
  ],
  secret: [
    'ma', 'otp', 'pin', 'passcode', 'mat khau', 'mat ma', 'so the', 'so sau the', 'so tai khoan', 'so can cuoc', 'cd', '6|sau|4|bon so', 'day so',
  ],
  paper: ['can cuoc', 'cd', 'cmnd', 'chung|=chứng minh', 'giay to', 'the bao'],
  app: ['app', 'apk', 'ung dung', 'phan mem', 'file', 'ung', 'teamviewer', 'anydesk', 'ultraview'],
  link: ['link', 'duong link', 'duong dan', 'lin'],
  /** How a machine moves that somebody else holds. */
  wild: ['giat giat|lien|lung|tung', 'tum lum', 'lung tung', 'tu chay|bam|tat|nhay|mo', 'chay|nhay * hoai|loan|lung|tum|mai'],
  /** Where a trap lies, and how one gets into it. */
  login: ['dang nhap * <link>|trang|web|app', 'bam|nhan|vao|vo|mo * <link>|web', 'vao|vo|mo trang', 'bam|nhan ~ tin nhan'],
  obey: [
    'doc|dua|noi|cho|gui|cap|khai|bam * <secret>', 'cai|tai * <app>', 'bam|nhan|vao|vo|mo * <link>', 'chia se * man|mang hinh', 'quet|chup * mat|=mặt|khuon|qr', 'mo * video|camera',
    'bat|=bật * camera', 'goi video', 'cap nhat * vneid|dinh|can|khuon|sinh|thong|ung|tai', 'lam theo', 'giu * bi mat|kin', 'khong * noi * ai|con|chau|nguoi|het', 'ra * ngan hang', 'ra|len|toi|di * nha bang', 'ra|len|toi|di * atm|kho bac',
    'o yen', 'gui * anh|hinh', 'gui|chup * <paper>', 'doc * so|the', 'dung|khong * cho ai * nghe|biet', 'dung * noi * ai', 'xac minh', 'thao tac',
  ],
  hangup: ['tat', 'cup', 'ngat|gac|dap|bo may', 'dap'],
  done: ['roi', 'mat', 'xong', 'het'],
  /** Whoever speaks, or for whom they speak. */
  mine: ['=má', '=mạ', 'toi', 'bac', 'minh', 'con', 'chau', 'me', 'ma', 'bo', 'ba', 'ong', 'co', 'chu', 'di', 'vo', 'chong', 'em', 'noi', 'ngoai', 'cu', 'anh', 'chi', 'u', 'thay', 'mi', 'me nha'],
  thief: ['=tụi', '=tụi no|han|do|kia|lua|gian', 'toi cong|lua|no', 'han', 'no', 'ho', 'chung', 'bon', 'ke', 'tui no', 'may dua', 'dam', 'lua dao', 'ke gian', 'ke xau', 'ke gia', 'nguoi la', 'so la', 'thang', 'dua', 'con mu', 'mat day'],
  /** Secrecy, hurry, threat, and what somebody is ordered to do besides paying. */
  hide: [
    'giau', '=đừng|dung|khong * =kể', 'bi mat', 'giu kin', 'khong|dung|=đừng|cam|chang|chong * noi|ke|bao|hoi|cho * ai|con|chau|chong|vo|nguoi|nhan|het|biet|gia', 'khong|dung|=đừng|cam * biet', 'vo|vao phong', 'dong|khoa cua', 'o mot minh', 'vo|vao|toi|ra|thue|muon * khach san', 'vo|vao|toi|ra|thue|muon * nha nghi', 'khong|dung|=đừng|cam * di dau|=đâu', 'o yen|cho|nha cho', 'tranh mat', 'noi doi|=dối', 'noi voi * ngan|nhan|co|giao',
  ],
  hurry: ['lien', 'ngay', 'gap', 'nhanh', 'le', 'hoi|=hối qua|mai|lien', 'trong vong', 'trong * tieng|phut|gio|ngay', 'truoc * gio', 'khong kip', 'khan', 'han chot'],
  threat: [
    'doa', 'de doa', 'ham doa', 'hu', 'bat giam', 'bat toi|bac|di|giu|khan', 'len bat', 'lenh bat', 'lenh * bat', 'bi bat', 'cong tay', '=còng', 'o|di|bo tu', 'ngoi tu', 'phong toa', 'dong bang', 'khoa * tai|the|sim|so', 'cat * dien|nuoc|sim|luong', 'kien', 'ra toa', 'toa an', 'khoi to', 'truy na', 'truy to', 'phat * trieu|nang|tien', 'giet', 'chem',
    'no|=nợ cuoc|tien', 'doi * cat', 'bi khoa', 'dua len bao|mang', 'goi tiep|nua|lai', 'nhuc nhich', 'dot nha', 'tung * anh|hinh|clip|len', 'bi * tu', 'rua tien', 'ma|=ma tuy', 'vu an', 'dinh liu', 'lien quan', 'pham toi|phap|luat',
  ],
  errand: [
    'ra|len|toi|den|di|qua * ngan hang|atm|cay|phong giao|buu dien', 'rut * so|tien|het', 'chia|che * man hinh', 'chia man', 'quay mat', 'quet mat|khuon', 'mo * app|camera|vneid|dinh', 'tai * app|file|phan|ung', 'cai * app|vneid|phan|ung|dich', 'cap nhat * dinh|vneid|can|sinh|thong|thue', 'bam * link|duong|vao', 'vao * link|web', 'doc * so|ma|otp', 'dua * so|ma|the', 'giu may', 'dung tat|cup', 'quay * truoc camera', 'dua|gio|chup * can|giay', 'dung yen|im', 'dung im|yen', 'o yen', 'chung|=chứng minh', 'huy * giao|lenh', 'bam theo|phim|so', 'lai * dinh danh', 'muon|=mượn tien', 'vien phi', 'phai chuyen|nop|dong|dua', 'mo loa', 'di dau', 'no|=nợ tien|cuoc|dien', 'no|=nợ * <sum>', 'no|=nợ thue|cuoc', 'hoi * <secret>', 'ky|=ký giay|vay', 'bam', 'chup * the|can|mat|giay', 'gui * anh|hinh|the|can|so',
    'chuyen', 'nop', 'nap', 'dong * phi|tien|phat|thue', 'dat coc', 'the chap', 'mua the', 'bao lanh', 'vay tien|nong|no',
  ],
  subject: [
    'no', 'han', 'y', 'mot cuoc goi', 'cuoc goi', '<office> ~ goi|dien',  'ho', 'chung', 'bon', '=nó', 'ong|ba|thang|dua|con|co|cau|anh|chi|ga ay|do|kia|nay|nao|la', 'thang', 'co thang|dua|ong|ba|cau|anh|chi|co|mu|nguoi|so|ai|may', 'dua nao', 'ai do', 'ai bao|goi|xung', 'may dua|thang|ong|nguoi', 'tui no', 'dam no', 'nguoi ta', 'nguoi la', 'so la', 'xung', 'tu xung', 'gia danh', 'ong|ba noi|bao|keu|bieu|doi|bat|doa toi|bac|minh',  'hung', 'mot nguoi|ong|ba|co|thang', 'dau|=đầu day', 'may ong|ba|dua',
  'goi|dien bao|keu|bieu|noi|doi|doa|bat toi|bac|minh|phai|la', 'ben toa|cong|dien|ngan|thue|vien|buu',
    '<law>',
  ],
  orders: ['bat', 'doi', 'bao', 'keu', 'bieu', 'giuc', 'thuc', 'hen', '=hối', 'goi|dien muon|=mượn', 'ep', 'yeu cau', 'ra lenh', 'hoi', 'hoi|=hối thuc', 'noi|=nói', 'bat buoc', 'du', 'xui', 'nan ni', 'huong dan', 'chi toi|bac', 'dan', 'cam', 'doa', 'hu', 'bao la', 'nhan', 'bao phai', 'keu phai'],
  slip: ['lo', 'trot', 'chot', 'lo dai', 'lo tay'],
  past: ['da', 'vua', 'moi', 'vua moi', '<slip>'],
  give: ['doc', 'dua', 'noi', 'cho', 'gui', 'goi', 'cung', 'cap', 'khai', 'bao'],
  sent: ['chuyen * tien|khoan', 'chuyen * <sum>', 'chuyen', 'chuyen coc', 'dat coc', 'coc', 'nop * tien|phi|thue', 'nap * tien|vao|vo|the', 'dong * phi|thue|tien|coc', 'gui * tien|coc', 'goi tien', 'dua * tien|vang|so', 'rut * tien|so'],
}) // prettier-ignore

/** Somebody is on the line now. */
const CALLING = phrases(
  'dang goi', 'dang noi', 'dang tren', 'dang giu', 'dang nghe', 'dang cho may', 'cu goi', 'goi hoai', 'goi quai', 'goi mai', 'goi lien tuc', 'vua goi', 'moi goi',
  '<who> ~ goi', '<law> * dien', '<stranger> * dien', 'goi cho|toi|bac', 'bi goi',
  'goi bat|doi|bao|bieu|keu|noi|giuc|doa|yeu', 'dien thoai bat|doi|bao|bieu|keu|noi|giuc|doa|yeu', 'dau|=đầu day', 'tren dien thoai', 'giu may', 'cho may',
) // prettier-ignore

/** And wants money, a code, or an application installed; or it is about the law. */
const DEMANDING = phrases(
  '<bid> ~ <pay>', '<bid> ~ <obey>', 'doi tien', 'doi no|=nợ', 'doi|hoi|xin|can <secret>', 'doi bat', 'no|=nợ thue|cuoc', 'doa', 'dinh * ma|=ma tuy', 'dinh * vu an', 'vuong * vu an',
  'lien quan * vu an|ma|duong|rua', 'lien quan den|toi vu', 'rua tien', 'lenh bat', 'bat giam', 'bi kien', 'trieu tap', 'khoi to', 'bi bat', 'bat toi|bac chuyen', 'cap cuu ~ tien', 'tai nan ~ tien',
  'cat dien|nuoc|ngay', 'khoa * sim|tai|the', 'cap nhat * vneid|dinh|khuon|sinh|can', 'trung thuong ~ phi|thue|tien', 'so qua', 'so lam', 'ma|=ma tuy', 'buu pham', 'phat nguoi', 'muon|=mượn tien', 'chuyen tien gap|ngay|lien',
) // prettier-ignore

const PAST_OR_ASKED = phrases(
  'hom qua', 'hom truoc', 'hom kia', 'tuan truoc', 'thang truoc', 'nam ngoai', 'nam truoc', 'hoi truoc', 'truoc day', 'hoi xua', 'hoi do', 'tat roi', 'tat may roi', 'cup may roi',
  'con goi', 'chau goi', 'bao con chuyen bai', 'cong an khong', 'cong an that', 'goi la gi', 'co goi', 'co hoi', 'co doi', 'goi ~ that|gia $', 'co nen', 'co that', 'khong goi', 'khong hoi', 'khong doi', 'co phai la|lua|that|cong|ho|khong', 'co phai ~ khong $', 'can|=cán bo * nhan xin|zalo|tin|qua',
  'goi len|ra|di|xuong', 'ai goi ~ thi', 'goi thi', 'goi giao|nhan', 'lam sao', 'khong nghe', 'hang xom', 'ban toi', 'tra tien mat', 'la lua $', 'la lua dao $',
  'tivi', 'ti vi', 'dai noi', 'khong * ai bat|goi|doi|doa|ep', 'tien hoc', 'con|chau no bat|bao|keu|bieu * ke|=kể|nghi|an|ngu|hoc|di|uong|choi|tap|xem',
) // prettier-ignore

/** Somebody else's trouble, or long ago. */
const OTHERS = phrases(
  'tai khoan dien thoai', 'dien thoai het tien', 'tivi', 'ti vi', 'dai noi', 'dai bao', 'vu lua', '=báo noi|dang|dai|ke|viet|chi', 'doc|xem|coi|tren =báo',
  'nhieu nguoi', 'nguoi ta bi', 'ai bi', 'ai cung bi', 'nguoi bi lua', 'ba con', 'bi lua thi', 'bi lua chua', 'bi lua khong', 'bi gat khong', 'bi lua dao khong', 'co mat tien khong', 'mat tien khong', 'hoi truoc', 'nam ngoai',
  'nam truoc', 'truoc day', 'hoi xua', 'hoi do', 'ngay xua', 'thang truoc', 'tuan truoc', 'hang xom', 'xom toi', 'ban toi', 'ba ban', 'ong ban', 'nguoi quen', 'tren tivi', 'bao noi', 'nghe noi', 'suyt', 'may ma', 'may qua', 'mat tien cuoc', 'mat tien mang', 'co bi', 'tru tien cuoc|4g|mang|phi|dien|nuoc', 'tru phi|cuoc',
  'bi tru tien khong', 'mat tien thi', 'cach nao', 'lam sao biet', 'biet bi', 'duoc khong', 'sach giao|vo', 'di cho mat|het', 'bao nhieu tien', 'mat tien dien|nuoc|mang|cuoc', 'tuc la', 'nghia la', 'lua dao dang|goi', 'lo bi',
) // prettier-ignore

/** It went to the family, came in, or has not happened. */
const NOT_TO_THEM = phrases('phai chuyen|nop|dong', 'can ~ <sum> chuyen', 'khong thi khong', 'chuyen lien|gap|ngay khong|neu', 'cho con|chau|me|vo|chong|em toi|gai|trai|roi|an|hoc', 'cho toi|bac|minh roi|<sum>|tien', 'khong doc|dua|noi|gui|chuyen', 'chua doc|dua|noi|gui|chuyen', 'hang xom', 'ban toi', 'bai nay', 'hieu roi', 'biet roi', 'suyt', 'may ma', 'may qua', 'ho hang', 'hoi truoc', 'nam ngoai', 'nam truoc', 'neu', 'ma ho|don|khach|van|moi', 'hinh', 'duoc khong') // prettier-ignore

/** Something of one's own was given away. */
const GIVEN = phrases('<sent>', 'gui|dua|nop|nap|cho|dong|coc|tra * <sum>', 'gui|dua|nop|nap|coc * tien|vang|the', 'goi tien', 'cho ~ muon * the|tai|dien', '<give> * <secret>', 'cung cap * <secret>|<paper>') // prettier-ignore

const TO_THEM = phrases('no', 'ho', 'tui no', 'bon no', 'chung', 'ke gian', 'ke xau', 'nguoi ta', 'nguoi la', 'lua dao', 'cong an', 'so la') // prettier-ignore

/** It is done already, and they wish it were not. */
const TOO_LATE = phrases('<slip>', 'mat roi', 'mat tieu', 'het tron', 'chet roi', 'chet cha', 'thoi roi', 'troi oi', 'cuu toi|bac', 'gio sao', 'lam sao bay|day', 'vua ~ xong|roi', 'roi con|chau|oi', 'block', 'chan toi|bac|luon|zalo', 'im luon', 'bi rut|tru', 'hoi|=hối han') // prettier-ignore

/** Money or means that are one's own. */
const OWN = phrases('tien', '<sum>', 'chuyen khoan', 'the', 'tai khoan', 'so tiet kiem', 'vang', 'zalo', 'facebook', 'luong huu') // prettier-ignore

const TAKEN = phrases('bi rut het|sach|mat|tien', 'rut sach', 'mat het', 'mat sach', 'bi tru|rut lien|het|sach|hoai', 'het tron', 'het sach', 'bay het|mau|sach', 'dau mat', 'no|ho|chung lay|rut|tru|quet|cuop', 'no|ho|chung du|gat|lua|bip', 'bi <them> lua|gat|du|bip|lay|cuop|chiem', 'bi lua tinh') // prettier-ignore

/** What frightens, and how it is said to be mended. */
const TROUBLE = phrases('no|=nợ tien', 'dinh liu', 'dinh * vu|an|ma', 'lien quan', 'ma|=ma tuy', 'rua tien', 'vu an', 'vi pham', 'gay tai nan', 'tai nan', 'cap cuu', 'bat giam', 'bi bat', 'bi phat', 'phat nguoi|nang', 'cat|khoa * dien|sim|tai|the|ngay|lien', 'khong * cat|khoa|bat', 'dot nha', 'giet') // prettier-ignore
const SAID_ON = phrases('<law> ~ goi|dien|noi|bao|keu|bieu', 'no|ho|chung|bon * noi|bao|keu|bieu|doa|nhan', '<stranger> ~ goi|dien|xung', '<office> ~ goi|dien|keu|bieu') // prettier-ignore
const PRESSED = phrases('<pay>', '<obey>', 'lien', 'ngay', 'gap', 'goi|dien toi|den|cho toi|bac', 'doa', 'noi toi|bac') // prettier-ignore

/** Somebody who is no friend tells the learner to do something. */
const MADE_TO = phrases(
  'noi|=nói|bao|doa|hu|nhan ~ khong|chua * chuyen|nop|dong|nap|tra|gui ~ la|thi|se bat|khoa|phat|cat|kien|bi', 'xung ~ <law> ~ keu|bao|bieu|bat|hoi|doi|goi|dien|video', 'xung ~ <office> ~ hoi|xin|doi|can|keu|bao|bieu|bat * <secret>',
  '<subject> ~ <orders> ~ <hide>', '<subject> ~ <orders> ~ <threat>', '<subject> ~ <orders> ~ <hurry>', '<subject> ~ <orders> ~ <errand>', '<subject> ~ <orders> ~ <pay>', '<subject> ~ <orders> ~ <obey>',
  'bao|keu|bieu|noi|doi phai ~ <threat>', 'ong|ba noi|bao|keu|bieu toi|bac|minh ~ <threat>', 'bi <thief> sai|ep|bat|doa|xui', 'goi|dien ~ doi|doa|bat|thuc|giuc ~ <threat>',
) // prettier-ignore

/** Nobody is being called who tells of family, of an office that does its work, or of what is over. */
const AT_PEACE = phrases(
  'la gi', 'wifi', 'co hoi', 'vao dau|=đâu', 'keu gi', 'noi gi $', 'con|chau goi', 'con|chau|me|vo|chong|co giao|bac si|to truong|chi hoi|hoi|phuong|xa|truong thon|to dan pho|y ta * bao|keu|dan|noi|nhac', 'con trai|gai|dau|re ~ bao|keu|dan|noi', 'khong nghe', 'cup may roi', 'tat may roi', 'tat roi', 'chan roi|so', 'khong tin', 'khong * chuyen|nop|dua|doc $', 'bai', 'hoc', 'hom qua', 'hom truoc|kia|no', 'tuan truoc', 'thang truoc', 'nam ngoai|truoc', 'hoi xua|truoc|do', 'neu', 'khi nao',
  'lam sao de|biet|chan|tranh|khoi', 'the nao', 'co phai la|lua|that|cong|ho|khong', 'co phai ~ khong $', 'can|=cán bo * nhan xin|zalo|tin|qua', 'phai khong', 'hang xom', 'ban toi', 'tivi', 'dai noi', 'bao dai', '=báo =đài|chi', 'xem|coi|trong phim', 'truyen', 'lam can cuoc', 'linh|lanh|nhan * luong|qua|tien|tro', 'chich ngua', 'hop', 'kham', 'chuyen|gui|cho * tien cho con|chau', 'chuyen cho con|chau', 'tien dien|nuoc|hoc|rac|cho', 'di cho', 'goi giao', 'ship', 'tra tien mat', 'doi no xau',
  'co that', 'that khong', 'lua khong', 'co nen tin', 'la lua', 'dung khong', 'duoc khong $', 'that hay', 'vay la sao', 'canh giac', 'biet roi', 'may qua', 'suyt', 'khong * ai bat|goi|doi|doa|ep', 'con|chau no bat|bao|keu|bieu * ke|=kể|nghi|an|ngu|hoc|di|uong|choi|tap|xem',
) // prettier-ignore

const LOST_FOR_WORDS = phrases('lam sao', 'lam rang', 'phai * sao|lam|noi|gi', 'sao day', 'so qua|lam', 'so', 'cuu', 'lam gi', '=hối', 'hoi qua', 'hoi hoai', 'doa', 'thuc', 'giuc', 'chuyen', 'doi', 'bat', 'ep', 'doc') // prettier-ignore
const ON_LINE = phrases('tren may', 'doi may', 'cho may', 'dau|=đầu day', 'giu may', 'noi chuyen * voi no|ho|nguoi|thang|cong', 'goi * hoai|mai|lien|cuoc', 'may cuoc|chuc cuoc', 'goi # lan|cuoc', 'phut * goi', 'chua tat may', 'chua cup', 'dang goi', 'dang nghe may', 'cu goi|dien') // prettier-ignore

/** They are kept on the line. */
const HELD_ON = phrases('dau|=đầu day', 'giu may', 'cho may', 'tren may', 'chua * tat may', 'chua * cup') // prettier-ignore

/** What is theirs is in other hands. */
const TOOK_OVER = phrases(
  'zalo|facebook|fb|nick|tai ~ bi ~ chiem|hack|cuop|lay|danh', 'bi <thief> chiem|hack|cuop|lay|rut|lua|gat|lam', 'mat * zalo|facebook|fb|nick|khoan ~ muon|lua|nhan|mao', 'hack * zalo|facebook|fb|tai|ngan', 'mat * tien * oan', 'tien * mat tieu|sach|het|toi|trang|luon', 'dung la lua', 'lua that roi', 'mua ~ mat tien', 'chuyen truoc ~ mat tam|tich|hut', 'lot * sach|het * tien', 'mat tien ~ khong * thay|giao|nhan|hang', 'tien mat tat mang',
  'bay * sach|mau|het * tien|trieu', 'tai khoan|the ~ het * tien', 'tai khoan * con # ngan|nghin|dong', 'tien * di het|dau|sach', 'tien bay', 'tien ~ dau mat', 'dung|xai|lay|quet the * toi|bac|minh * mua|rut|tra', 'mat tieu', 'mat tien vi', '<login> ~ roi|xong|gio ~ het|mat|bay|tru|rut * tien', '<login> ~ may|man|dien ~ <wild>', 'bi * du * nap|mua|gui|chuyen|coc|dau|dong|cai|dau', 'chuyen|gui|dong coc ~ khoa|chan|bien|im|tat|lan', '<sent> ~ hoa ra|te ra', 'hoa ra * lua|gia', 'mat trang|toi|ca|sach|bay|dut * trieu|ty|<sum>', '<mine> bi * lua * <sum>|tien|roi|het', '<mine> bi * lua', '<mine> chuyen * tien|khoan|<sum> ~ cho|qua <thief>', '<mine> * chuyen * tien|khoan ~ ke|bon|dua|thang * gia|lua|xau|do|gian', '<mine> doc|dua|cho|gui|khai|nhap * <secret> ~ cho|voi <thief>|nguoi', '<mine> bam * <link> ~ mat', 'ai * rut|lay|tieu|xai|chuyen * tien * cua', 'bi * dut|boc hoi|cuom|luom|moc * tien',
) // prettier-ignore

/** Something was let out of one's hands. */
const LET_THEM = phrases(
  'cho <thief> * xem|coi|thay|quet|chup|muon|vao|vo|dung|giu|biet|lam', 'cho ~ muon|thue * tai|the|can|cd|so', 'cho muon|thue * tai|the|can|so', 'quet|lan * tay|van|mat|=mặt|khuon ~ cho <thief>|toi', '<give> * <secret>', 'nhap * <secret>', 'dien * <secret>', 'khai * so|het|thong', 'gui * <paper>|hinh|anh|so ~ cho|qua <thief>', '<sent>', 'cai * app|vneid|phan|ung|file|dich', 'tai * app|phan|ung|file', 'bam * link|duong|vao', 'vao|vo|mo * link', 'lam theo <thief>|loi|het|tui|chi',
  'nghe theo|loi <thief>|tui', 'tin <thief>|tui', 'chia se * man', 'quet * ma|qr ~ <thief>|la',
) // prettier-ignore

/** It is over, and it went to them or is regretted. */
const IS_DONE = phrases('da ~ <thief>|toi', '<slip> ~ cho <thief>', '<slip> * cho', '<slip> * bam|nhan|vao|vo|mo|cai|tai|nhap|dien|doc|dua|chuyen|nop|gui|quet|lam|nghe|tin', '<thief> ~ roi $', '<thief> ~ roi con|chau|oi|gio|lam|bay', 'cho tui no', 'vua ~ <thief> ~ xong', 'xong moi biet|thay|nghi', 'moi biet * lua|gia', 'hoi|=hối han', 'dai qua', 'ngu qua', 'chet roi|cha|toi|bac', 'thoi chet|xong|roi') // prettier-ignore
const WHOLLY = phrases('mao|gia danh', 'tu xung', 'het ~ cho|voi <thief>', 'ke gia|gian|lua|xau', 'bon lua|gian|gia|xau', 'lua dao') // prettier-ignore

/** They are only told to. */
const ORDERED = phrases(
  'bao|bat|keu|bieu toi|bac|minh|me|=má|co|chu ~ cho',
  '<thief> ~ bat|doi|bao|keu|bieu|giuc|hoi|xin|yeu|du|noi|dan ~ cho|doc|dua|chuyen|nop|nap|cai|tai|bam|quet|gui|chia|lam|nhap|dien|khai|mo|vao|ra|rut', '<law> ~ bat|doi|bao|keu|bieu|yeu|noi|goi', '<office> ~ bat|doi|bao|keu|bieu|yeu|noi|goi', 'khong|chua|dung|=đừng doc|dua|noi|cho|gui|chuyen|nhap|bam|cai|tai|lam|nghe|tin', 'cho con|chau|vo|chong|me|ba|ong|bo', 'hang xom', 'ban toi', 'lam sao de', 'the nao', 'cach', 'neu', 'bai', 'hoc', 'suyt', 'may ma|qua', 'duoc khong', 'co nen', 'hom truoc|kia',
  'nam ngoai|truoc', 'tivi', 'bao noi', 'nghe noi', 'tren mang noi', 'ma giam|qr|ho|don|khach|van', 'ho hang', 'ho tro', 'khong lo', 'phai chuyen|nop|dong', 'sai|bat|ep * rut|chuyen|nop|doc', 'vneid that', 'chinh thuc', 'con|chau cai|tai|chi|chia|gui|quet|giup', 'la gi', 'lam can cuoc', 'phuong|xa|hoi', 'tien mung', 'dam cuoi|gio',
) // prettier-ignore

/** Money goes, and nobody here did it. */
const BY_ITSELF = phrases(
  'tru|rut|chuyen|mat * <sum>|tien ~ khong * lam|biet|hay|phai|rut|chuyen|mua|xai', 'khong * lam|rut|chuyen|mua|xai ~ tru|mat|rut * tien|<sum>', 'tu nhien * chuyen|tru|rut|mat * tien|<sum>', 'tu nhien tien|tai ~ mat|tru|het|trong', 'tu dong * chuyen|tru|rut * tien|<sum>', 'tin nhan * tru * <sum>|tien', 'bao|=báo tru * <sum>|tien', 'so du * mat|het|con 0', 'may * tu * chuyen|bam|chay|rut', 'tien|<sum> * khong canh ma|=mà bay',
) // prettier-ignore

/** Whoever is ill, what is hit, and how; short ways in which people cry for help with the body. */
const STRUCK = phrases(
  'te * nua nguoi', 'ra mau * het|uot|nhieu', 'ran * can|mo', 'dap|te|nga|truot * ngua ra|xuong', 'te|nga gieng|ao|song|muong',
  'chong mat|=mặt ~ khong noi|duoc|vung',
  'mieng|mom * keo|lech|meo|xech * qua|mot|ve|ben', 'bi sac ~ tim|tho', '=mặt|mat|moi|mui tim|tai|trang lai|ngat|bech|tai|di|det', 'len|dong kinh', 'lam kinh giat|roi', 'giat dung dung|lien', 'tron =mắt * cung|nguoc',
  'hoa mat|=mắt ~ sap|muon', 'choang * nga|xiu|te|ngat|vang', 'ngop qua|tho', 'dap loan', 'muon tu tu', 'tu nhien * noi|cuoi|mat|khong * do|lech|meo|noi', 'noi do * tay|chan|luoi|mieng|rot', '<mine> * ngat|xiu ngoai|trong|tai|tren|o|khi|giua|duoi', 'te|nga * khong ai', 'keu|goi|lay|thuc * khong * thua|day|tra|tinh|dap', 'dut * tay|chan * sau|mau', 'dau * nhu bua|dam|cat|kim|xe', 'hoa mat|=mắt * chong mat|=mặt', 'chong mat|=mặt ~ sap|muon|nga|te|xiu|non', 'sap nga|te|xiu|guc|lia', 'xay xam ~ nga|xiu|sap|te|mat', 'toi sam * mat|=mặt|=mắt', 'goi|keu 115 giup|gap|di|voi|gium|ngay|lien', '115 giup|gap|di|voi|gium|ngay', 'xe 115', 'chac chet', 'chac * chet * roi|qua|mat', 'chet * con oi', 'tut * duong|huyet', 'ha duong', 'ha huyet', 'run * het|cam|lay|bay * nguoi', 'run lay bay', 'muon chet quach|cho|luon|di', 'chet cho * xong|roi|ranh', 'khong thiet song', 'khong con muon song', 'song * lam gi nua', 'tu tu roi|di', 'cat tay', 'nhay lau|cau', 'treo co',
  'nam * bat dong', 'bat dong $', 'bat dong duoi|tren|tai|ca|luon|roi|trong|o', 'nam * im ~ khong', 'guc xuong|tai|tren|roi', 'nga quy|guc|lan|quay', 'khong * phan ung', 'khong * dong day', 'mat tri|y giac|thuc', 'ngung tho|tim', 'ngat tho', 'tat tho', 'sui bot', 'tron mat|nguoc', 'cung ham|do|=đơ|luoi|mieng', 'mieng cung|meo|lech', 'lech mieng|mat|mom', 'meo mat|mieng', 'mat cam giac', 'khong cam giac', 'nhin * mo * han|mot|dot|tu', 'mo * mot ben', 'mat|=mắt * mo * dot|tu', 'tuon|phun|trao|ho|oc|nga|tieu|di|dai|non|oi * mau', 'mau * tuon|phun|trao|lai lang|xoi', 'chay mau|=máu',
  'bung|dau|lung|nguc|co|hong|bung|than|tim * du doi|quan|that|nhoi|nhu bua|nhu dam|nhu cat', 'dau * khong chiu|tho', 'dau chiu khong', 'liet roi|mat|luon|nua|tay|chan|nguoi', 'nua nguoi|ben', 'khong nhac|nhuc nhich|cu * noi|duoc|dong|quay', 'khong nhuc nhich', 'ngot tho', 'tho * khong|gap|doc|khoi|khe', 'khong tho', 'nghen co|tho|hong', 'sac com|nuoc|sua|thuoc|khoi|khi|dau|chet', 'mac xuong|nghen|hoc', 'bong * nuoc|dau|lua|ga|nang', 'phong nuoc|lua|dau', 'ran|ong|cho|ret|nhen can|dot|chich', 'dien giat|dut', 'giat dien', 'duoi nuoc', 'ngop nuoc', 'chim nuoc', 'gay tay|chan|xuong|co|dui|hong|lung', 'dap|va dau|=đầu', 'dap|te|nga|roi trung dau|=đầu', 'nuot * khong * duoc|noi ~ mot ben|=mặt|mieng|xe|=xệ', '=mặt|mieng|moi|ben * =xệ xuong|mot|qua|han|roi|ben', 'ben mat|mieng|=mặt|moi xe', 'mat|mieng xe mot|xuong|han', 'mot ben * tay|chan|nguoi * yeu|liet|te', 'tu nhien|dot ~ yeu liet|han',
  'te|nga|=té|=ngã ~ day khong|chua', 'te|nga|=té|=ngã ~ khong * day|duoc|noi', 'te|nga ~ dau qua|lam', 'te|nga ~ dap|xe|gac|cau|giuong|san|toilet|tam|cay|nha', 'sot cao|gat|44|41|40|giat|li', 'lo mo|mang', 'me sang|man', 'hon me', 'dot ngot * te|liet|dau|mu|noi|xiu', 'tu nhien * te|liet|meo|ngong|xiu|nga|mu|khong * noi|nhuc|cu', 'di ung * nang|sung|tho|thuoc', 'sung * moi|hong|luoi|mat * tho', 'uong * nham|lon|qua * thuoc|lieu', 'uong * thuoc * tu|ray|co|chuot|sau', 'ngo doc', 'cuu nguoi',  'nguy cap',
) // prettier-ignore

/** So ill that it is told of others too. */
const FAR_GONE = phrases('bat tinh', 'bat dong', 'khong tinh', 'te|nga * khong * day|noi|duoc', 'ngat', 'dot quy', 'co giat', 'kho tho', 'khong tho', 'chay mau nhieu', 'meo mieng|mom') // prettier-ignore

/** Who cannot get up: no cry where an old ache is the reason. */
const CANNOT_RISE = phrases('khong dung|ngoi|di * day|noi|duoc|len', 'khong dung|ngoi|day * noi|duoc', 'tay|chan * khong nhac * noi|duoc|len', 'tay|chan * nhac|gio|nang|dua|cat * khong noi|duoc|len') // prettier-ignore

/** Everyday aches: whoever fell, broke something or is struck down says so. */
const ACHES = [
  'dau|moi|nhuc|yeu|te * chan|lung|goi|khop|hong|vai|tay|dui|ban|got|cot', 'chan|lung|goi|khop|hong|tay|dui|got * dau|moi|nhuc|yeu|te', 'bong gan', 'treo chan', 'trat chan', 'khop', 'thap khop', 'lau', 'xa', 'di bo', 'di cho', 'di|ra|dung|ngoi * khong noi|duoc cho|xa|lau', 'hoc|choi|coi|xem', 'met qua',
] // prettier-ignore

/** Talk of illness that is no cry for help. */
const NO_ILLNESS_WORDS = [
  'nha ben', 'chut thoi', 'troi nong|lanh', 'con meo|cho|ga|trau|lon|heo|vit', 'goi toi|den|ve|vo * noi|bao|keu',
  'la gi', 'la so', 'so may', 'phong dot|tai|benh|tranh', 'tranh|phong * bi|te|nga', 'benh tai|tim|liet', 'trieu chung', 'dau hieu', 'thuoc tri|bo|nam', 'hoi truoc|nho|xua|do|tre', 'nam ngoai|truoc|roi', 'thang truoc', 'tuan truoc|roi', 'hom truoc|kia|qua|no', 'ngay xua|truoc', 'tung bi', 'hang xom', 'lanh|khoi|het|do|khoe roi', 'nay khoe|do|het|khoi', 'khoe lai|re|roi', 'goi noi|bao|keu', 'chuyen * tien|vien|phi', 'nong|doi|lanh|mung|buon * xiu', 'cuoi', 'vui', 'dep', 'ngon', 'xiu * thoi|nua', 'mot|chut|ti xiu', 'dien thoai|may|mang|wifi|tivi|xe|den|pin|zalo|app|man ~ te|liet|chet|hu|do|=đơ|cham|cung|dung|treo|giat|lac|run|nong', 'gio nga|te',
  'met|doi|thuong|nong|ngu|khat|lanh muon chet', 'nga ba|tu|re|mau', 'khi nao', 'luc nao', 'neu', 'bai', 'hoc bai|cach|ve', 'phim', 'truyen', 'tivi', 'lam sao de', 'lam sao phong|tranh', 'cach', 'the nao', 'de phong', 'nghe noi', 'may giat', 'hu may', 'giat do|quan|ao|may|minh', 'gay kinh|got|muc', 'bong da|ban|chuyen|dien|den', 'cho can|ga', 'nhan dien', 'duong * di', 'khong bi', 'chua bi', 'so te|nga|bi', 'nho|so te|nga', 'ho hang', 'dat lich', 'kham', 'tai kham', 'tap', 'goi * khi', 'do * huyet', 'y te', 'nha|lau|cau * kien truc', 'thi goi', 'phai khong', 'ra ngoai|duong', 'song khoe|vui', 'mo ta|cua',
] // prettier-ignore
const NO_ILLNESS = phrases(...NO_ILLNESS_WORDS)

/** Somebody is on the line in this moment: whether it is a scam is no question then. */
const RIGHT_NOW = phrases('<who> * dang goi|doi|bat|ep', 'dang * <who> goi|doi|bat|ep', 'dang bat|doi|ep|giuc|bao|keu|bieu * doc|chuyen|nop|cai|bam|ra|dua', 'dang cho|doi toi|bac|minh * chuyen|nop|doc|ra|gui|cai') // prettier-ignore

/** It is done, over, or it is they who call. */
const NOT_RIGHT_NOW = phrases('roi', '<slip>', 'xong', 'hom qua|truoc|kia', 'tat may', 'cup may', 'toi|bac|minh|con|chau|me|co|chu|ong|ba dang goi', 'goi giao|nhan', 'ra tra|lay|nhan', 'hang xom', 'ban toi') // prettier-ignore

export const EMERGENCIES: readonly Sign[] = [
  {
    kind: 'health',
    all: [
      phrases(
        'kho * tho', 'kho|=kho =thỏ|=thơ|=thờ|=thọ', 'ngat ra day|nha|san|dat|duong|roi', 'tho khong|chua', 'khong tho duoc|noi|ra', 'nghet tho', 'ngat tho', 'ngop tho', 'ngop qua tho', 'hut hoi', 'dut hoi', 'tho doc|=dốc', 'dau * nguc', 'tuc * nguc', 'nang nguc', 'that nguc', 'nhoi mau', 'dau * tim $', 'dau tim qua|lam|du|roi', 'nhoi tim',
        'tim dap nhanh|loan|manh|qua', 'len con dau|hen|suyen|co|tim', 'hen suyen', 'dot quy', 'dot qui', 'tai bien', 'ngat xiu', 'bi ngat', 'sap ngat', 'muon ngat', 'ngat roi', 'ngat $', 'sap xiu', 'muon xiu', 'bi xiu', 'xiu roi', 'xiu giua|tai|trong|ngoai', 'xiu $', 'bat tinh', 'hon me', 'me man', 'co giat', 'meo mieng', 'meo mom', 'noi ngong', 'noi do qua|roi|luoi|mieng', 'mieng ~ noi do',
        'liet nua|mot|ben|nguoi', 'soc phan|thuoc|nhiem', 'tho hon|gap|khong', 'nguc ~ dau|thot|nhoi', 'tim moi', 'tim tai', 'te nua nguoi', 'te liet', 'yeu nua nguoi', 'te|nga cau|lau', 'te|nga * gay', 'gay chan|tay|xuong|co|hong|dui', 'te nga', 'nga te', 'te|nga trong|ngoai|xuong|tu|dap', 'te|nga * chay mau', 'te|nga * day|dung * khong', 'te|nga * khong * day|dung|duoc', 'bi te $', 'bi te roi', 'bi te bat', 'moi te', 'vua te', 'bi nga $', 'bi nga roi', 'bi nga dau|khong', 'moi nga', 'vua nga',
        'chay mau nhieu|dau|hoai', 'mau chay nhieu|khong|hoai', 'mau ra nhieu|khong|hoai', 'mau khong cam', 'oi ra mau', 'oi mau', 'non ra mau', 'non mau', 'ho ra mau', 'ra mau nhieu|qua|tuoi|roi', 'tieu ra mau', 'khong muon song', 'muon chet qua|cho|di|roi', 'muon chet $', 'tu tu chet', 'chan song', 'ngo doc', 'uong nham', 'uong lon thuoc', 'thuoc tru sau', 'dien giat', 'nga cau thang',
        'khong tinh', 'goi * khong * tinh|day|thua|tra', 'nam im', 'khong cu dong', 'tim tai', 'hoc xuong|hat|keo|nghen', 'hoc di vat', 'nghen com', 'bi bong', 'bi phong', 'phong nuoc', 'bong nuoc', 'xe tong|dung|dam|can|dung', 'tai nan xe|roi|giao', 'bi tai nan', 'ran can', 'ran ho|luc|doc can', 'ong dot', 'co cap cuu', 'cap cuu voi|gap|toi|giup|gium|roi|ngay|di|con|chau', 'cap cuu $', 'goi|keu * cap cuu giup|gium|voi|toi|di|gap', 'xe * cuu thuong',
        'keu|goi|can * xe cap cuu', 'tu nhien khong thay|nhin', 'tu nhien mu', 'mu mot|mat|ben', 'khong thay gi * tu nhien', 'dau bung du|quan|qua khong', 'dau * du doi', 'bung du doi', 'huyet ap ~ ngat|xiu|200|210|220', 'huyet ap tut|tang vot', 'duong huyet tut', 'va mo hoi ~ xiu|run|lanh', 'mo hoi lanh', 'sap chet', 'dang chet', 'nguy kich', 'tim dau|nhoi|thot', 'nuot nham|phai', 'thuoc chuot|co', 'mau chay qua|rong|dam|ra|mai', 'mau * khong ngung|cam|nin', 'huyet ap ~ muon|sap te|nga|xiu|ngat|chet', 'khong ra tieng', 'noi khong duoc|noi $', 'tay|chan * yeu|te|liet han|het|roi', 'tay|chan * yeu di $|dot|qua|nhanh', 'tay te liet', 'quan quai', 'choang te|xiu|ngat', 'te xiu', 'dap dau', 'ong chich * kho|sung|nhieu', 'bat tinh',
      ),
    ],
    unless: phrases(
      'la gi', 'la benh', 'la so', 'so may', 'phong dot|tai|benh|tranh', 'benh tai', 'trieu chung', 'dau hieu', 'thuoc tri', 'thuoc dot|tai', 'hoi truoc', 'hoi nho', 'nam ngoai $', 'nam ngoai toi|bac|ong|ba|bi|me|chu', 'nam truoc', 'truoc day', 'hoi xua', 'ngay xua', 'tung bi', 'hom kia', 'hang xom', 'lanh roi', 'khoi roi', 'qua roi nho',
      'nong|doi|lanh|mung|buon * xiu', 'het kho', 'do kho', 'het dau', 'do dau', 'het tuc', 'do tuc', 'het ngat', 'het dau', 'ngat mang|may|wifi|ket|dien', 'bi ngat mang|ket|dien|quang|giua|song', 'vui * xiu', 'cuoi * xiu', 'dep * xiu', 'mot|chut xiu', 'cho xiu', 'ti xiu',
      'cuoi muon chet', 'vi|mac|tai cuoi', 'bong gan', 'dau|nhuc|moi bung|chan|tay|lung|dau|goi|rang|khop xiu $', 'cuoi * qua', 'cuoi * khong tho', 'cuoi * tho khong', 'dien thoai te', 'dien thoai bi', 'may bi', 'ai te', 'mang te', 'te that', 'te ra', 'nga ba|tu|nam|re', 'met|doi|thuong|nong|ngu|khat|lanh|vui muon chet', 'khong phai', 'tho|nguc|quy|bien|te|nga|ngat|cuu thi', 'thi goi', 'khi nao', 'luc nao', 'bai so', 'hoc bai', 'nguc khong $', 'tho khong $', 'goi|so|bao|=báo|phong|khoa cap cuu $', 'co giat may|tay|do|quan|ao', 'goi xe cap cuu $', 'trong|xem phim', 'cuoc goi', 'goi noi|bao|keu', 'no|ho|giao|si * noi|bao|keu * cap cuu', 'goi toi|den|ve|vo * noi|bao|keu', 'co phai la', 'hoi tre', 'troi nong|lanh|oi', 'tho dai', 'con meo|cho|ga|trau|lon|heo|vit', 'nong|doi|lanh|buon muon ngat', 'chut thoi', 'goi|keu * cap cuu * roi', 'hoi cho biet', 'nghe noi', 'nha ben', 'xuong song', 'cong truong',
    ),
  },
  { kind: 'being-called', all: [RIGHT_NOW, phrases('<pay>', '<obey>', 'doi|hoi|xin|can * <secret>')], unless: NOT_RIGHT_NOW },
  // Asked before it is done, it is a call; done, the bank comes first.
  {
    kind: 'money-gone',
    all: [
      phrases(
        'lo chuyen', 'lo * chuyen * tien|khoan|roi|cho', 'lo|trot gui|goi|dua|nop|nap|dong|rut * tien|vang|so', 'trot chuyen', 'trot * chuyen * tien|khoan', 'lo dai chuyen', 'chuyen nham * lua|gian|no|ho',
        '<sent> ~ cho|qua|toi <them> ~ <done>', '<past> * <sent> ~ cho|qua <them>', 'chuyen ~ cho|qua <them> ~ <done>', 'nghe|theo loi <them> ~ <sent>', 'nghe|theo loi ~ gui|chuyen|dua|nop ~ cho <them> roi', 'nghe theo <them> ~ roi', 'lam theo <them> ~ roi', 'nghe loi <them> ~ roi',
        'chuyen tien roi $', 'chuyen roi $', 'chuyen mat roi', 'chuyen tien roi lam|gio|phai|cuu|no|ho|thi', 'chuyen tien mat roi', 'chuyen khoan roi $', 'chuyen khoan roi lam|gio|phai|cuu', 'chuyen * cho nguoi la roi', 'chuyen * cho cong an roi',
        '<sent> ~ no|ho|han|chung|shop chan|im|tron|bien|lan|khoa|xoa|block|cat', 'gui|chuyen|nop|dong|nap xong ~ no|ho|han tat|khoa|chan|cup|im', '<sent> ~ chan|im luon|toi', '<sent> ~ mat tich|hut', '<sent> ~ goi ~ khong ai|nghe|bat|duoc', '<sent> ~ khong ai bat|nghe may', 'chuyen roi ~ khong ai bat|nghe may', '<sent> ~ roi ~ khong thay|nhan|giao|duoc', 'dua * het ~ cho <them> ~ roi', 'vua|moi chuyen khoan xong', 'xong moi biet * lua', '<sent> ~ moi biet * lua', 'tien mat ~ cho <them> ~ roi',
        'toi|bac|minh|con|me|chu chuyen * tien|khoan ~ ke|lua gian|dao', 'no|ho|chung chuyen * tien ~ di|roi|het', 'no|ho chuyen het',
      ),
    ],
    unless: phrases(
      'phai chuyen', 'chuyen cho con', 'chuyen tien cho con|chau', 'cho con roi', 'cho chau roi', 'chuyen may', 'chuyen sang', 'chuyen bai', 'chuyen nha', 'chuyen mang', 'chuyen qua bai', 'tien khong phai',
      'chuyen cau', 'chuyen man', 'lo chuyen con|hoc|nha|bai|an', 'tien hoc', 'hoc phi', 'tien huu', 'luong huu', 'tien dien|nuoc', 'an sinh', 'chuyen tien thi', 'khoan thi', 'chua chuyen', 'khong chuyen', 'no roi $ no', 'nha nuoc', 'hay qua',
      'hom qua chuyen cho con', 'suyt', 'may ma', 'hang xom', 'ban toi', 'ba con', 'tien mung|tet', 'dam cuoi|gio',
    ),
  },
  {
    kind: 'money-gone',
    all: [
      phrases(
        '<give> * <secret> ~ cho|qua|voi <them> ~ <done>', '<give> * <secret> roi', '<give> * <secret> * mat tieu|roi', '<give> * <secret> * roi $', 'cho <them> * <secret> ~ roi', '<past> * <give> * <secret>', '<give> * <secret> * <them> roi', '<give> cho <them> * <secret> ~ <done>',
        'lo <secret> ~ roi', 'lo <secret> $', 'bi lo <secret>', 'lo * <give> * <secret>', 'nhap * <secret> ~ <link> ~ la|do|no|gia', 'nhap * <secret> ~ trang|web ~ la|do|no|gia', '<slip> * nhap * <secret>', '<slip> doc|dua|khai', '<slip> * doc * <secret>', 'nhap * <secret> * cho <them> ~ roi',
        'lay * <secret> cua toi|bac|minh|con', '<give> * so sau lung ~ cho <them>', 'chup * <paper> ~ no|ho ~ roi', '<past> * gui * <paper> ~ cho|qua <them>', 'gui * <paper> ~ cho|qua <them> ~ <done>', 'gui * hinh|anh * giay|can ~ cho <them> ~ roi', 'doc cho <them> ~ roi',
        '<slip> * quet * khuon|mat|=mặt', 'quet * mat|=mặt|khuon * cho <them> ~ roi', 'chia se man|mang hinh ~ roi', '<past> * chia se man|mang hinh', 'chia se man|mang hinh cho <them>', 'cho <them> * xem|coi|thay|vao|vo * man hinh ~ roi', 'man hinh tu chay|nhay|bam', '<them> * dieu khien * may|dien|man', 'dieu khien * may ~ roi', 'may|dien|thoai * bi * dieu khien', 'no vao|vo|chiem may', 'no * trong may',
      ),
    ],
    unless: phrases('khong doc', 'chua doc', 'khong dua', 'khong noi', 'khong gui', 'bai nao', 'bai nay', 'noi ma', 'ma khong doc', 'doc bai', 'hieu roi', 'biet roi', 'lam sao', 'cho con|chau', 'duoc khong', 'co nen', 'con gui|cho', 'la gi', 'dieu khien tivi|quat', 'no keu', 'no bao', 'ma qr', 'so lo', 'ma ho|don|khach|van|moi'),
  },
  {
    kind: 'money-gone',
    all: [
      phrases(
        'bi lua * roi', 'bi lua mat|het|tien|dao|gat', 'bi lua $', 'bi lua ~ gio|lam|cuu|giup', 'bi no|ho lua|gat|dua', 'no|ho lua * roi', 'no|ho lua|gat toi|bac|minh|mat|het', 'bi gat ~ roi|het|mat|tien', 'bi gat $', 'mac lua * roi', 'mac muu',
        'mac lua $', 'mac bay * roi', 'dinh lua * roi', 'dinh bay * roi', 'sap bay * roi', 'bi lua # ', 'bi lua mot|hai|ba|may|ca', 'bi lua * <sum>', 'bi gat * <sum>', 'lua|gat * toi|bac * <sum>',
        'bi chiem * tai khoan', 'bi hack', 'hack mat', 'bi mat * zalo', 'zalo|facebook|fb * bi chiem|cuop|lay|mat', 'mat zalo ~ muon|no|roi', 'mat facebook ~ muon|no', 'no|ho vao|vo * muon tien', 'mat tien * roi', 'mat het tien', 'mat het tron|trui', 'mat het|sach roi', 'mat sach', 'mat * tien trong the|tai', 'mat * # <sum>', 'mat * <sum> * roi', 'mat may|chuc|muoi|tram <sum>', 'mat tien cuu|oan',
        'bac|toi|bi mat tien', 'xong mat tien', 'mat tien $', 'mat tien trong', 'tien * mat het', 'tien ~ mat roi', 'tien * bay * het|mat|roi', 'het sach * tien', 'tien ~ het sach', 'tien bien mat', 'tai khoan ~ het sach', 'tai khoan|the * con * 0', '<sum> * di tong|tieu|doi', 'tien * boc hoi|=hơi', 'tien ~ di|bay|bien dau|=đâu', '<them> chiem|cuop|hack|vo|vao * zalo|facebook|fb|nick|tai', '<them> lua|gat|bip toi|bac|minh|me|ma|=má|mat|het|lay', 'cai|tai * <app> ~ may|dien * khoa|do|=đơ|treo|den|tu', 'tai khoan ~ khong con', 'tai khoan trong', 'tien ~ khong con dong', '<them> rut|quet|vet * tien|het|sach|so', '<them> lay het * tien|so|vang|cua', 'bi rut * tien', 'bi tru * tien', 'tien * bi tru|rut|lay|mat', 'tru mat', 'bi tru * <sum>', 'tu nhien * tru',
        'no|ho|chung lay * tien', 'lo mat tien', '<slip> * bam|nhan|vao|vo * <link>|duong', '<slip> * cai|tai * <app>', '<slip> * quet * ma|qr|khuon', 'bam * <link> la ~ roi', 'bam * <link> ~ no|ho|lua ~ roi', 'bam ~ <link> ~ may|dien ~ do|=đơ|treo|den|nong|lag', 'bam ~ <link> ~ mat|tru|bay', 'cai|tai * <app> la ~ roi', 'cai|tai * <app> ~ no|ho|link|la ~ roi', 'cai|tai * <app> la', '<past> * cai|tai * <app> ~ no|ho|link|la',
        'quet|quet het * the ~ roi|mat', 'the * bi quet|tru', 'rut khong duoc|ra', 'khong rut * ra|duoc', 'mat * von', 'mat trang $', 'mat trang roi|tay|het|ca|hai|ba|may|luon|#', 'dau|=đầu tu|=tư ~ mat|chay', '<slip> * bam|nhan|vao ~ mat|bay|tru * tien', 'mat luon|thiet|that|sach tien', 'rut * khong duoc|ra', 'dua * vang ~ roi', 'mat trom * tien', 'no|ho quet|quet het * the',
      ),
    ],
    unless: OTHERS,
  },
  { kind: 'money-gone', all: [GIVEN, TO_THEM, TOO_LATE], unless: NOT_TO_THEM },
  { kind: 'money-gone', all: [TAKEN, OWN], unless: OTHERS },
  { kind: 'money-gone', all: [phrases('nhap * <secret>', 'dien * <secret>'), phrases('tin nhan', 'sms', '<link>', 'trang', 'web'), phrases('xong', 'roi', 'vua', '<slip>')], unless: NOT_TO_THEM },
  { kind: 'money-gone', all: [phrases('cai|tai nham', 'cai|tai phai', 'cai|tai * <app>'), phrases('<app> * doc hai|la|gia', '<app> gia', 'doc hai', 'virut|virus')], unless: OTHERS },
  { kind: 'money-gone', all: [TOOK_OVER], unless: OTHERS },
  { kind: 'money-gone', all: [LET_THEM, IS_DONE], unless: ORDERED },
  { kind: 'money-gone', all: [LET_THEM, WHOLLY], unless: ORDERED },
  { kind: 'money-gone', all: [BY_ITSELF], unless: OTHERS },
  { kind: 'health', all: [STRUCK], unless: NO_ILLNESS },
  { kind: 'health', all: [phrases('hang xom', 'ban toi'), FAR_GONE, phrases('vua', 'moi', 'dang', 'khong co ai', 'cuu', 'giup', 'gio', 'kia', 'lam sao')], unless: phrases('hom qua|truoc|kia', 'tuan|thang|nam truoc|ngoai|roi', 'hoi truoc|do|xua', 'ngay xua', 'nghe noi|ke', 'tivi', 'neu', 'bai', 'do|khoe|tinh roi') },
  { kind: 'health', all: [CANNOT_RISE], unless: phrases(...NO_ILLNESS_WORDS, ...ACHES) },
  { kind: 'being-called', all: [SAID_ON, TROUBLE, PRESSED], unless: PAST_OR_ASKED },
  { kind: 'being-called', all: [MADE_TO], unless: AT_PEACE },
  { kind: 'being-called', all: [ON_LINE, phrases('<subject>'), LOST_FOR_WORDS], unless: AT_PEACE },
  { kind: 'being-called', all: [HELD_ON, phrases('<pay>', '<obey>')], unless: AT_PEACE },
  { kind: 'being-called', all: [CALLING, DEMANDING], unless: PAST_OR_ASKED },
  { kind: 'being-called', all: [phrases('dang', 'di', 'ra'), phrases('theo loi no|ho|han|nguoi|cong|can|=cán', 'nghe loi no|ho|cong', 'ho|no * chi|huong'), phrases('atm', 'ngan hang', 'rut', 'chuyen', 'cai', 'bam')], unless: PAST_OR_ASKED },
  {
    kind: 'being-called',
    all: [
      phrases(
        '<who> ~ doa', 'bi * doa', 'de doa', 'ham doa', 'doa bat|giet|kien|cat|khoa', 'cu doa', 'doa hoai|lien|mai|nat', '<stranger> ~ ham toi|bac|me|ba', 'bi khung bo', 'khung bo toi|bac', 'tong tien toi|bac|minh|me|ba', 'no|ho|bi tong tien', 'hu bat|giet|neu|toi', 'no|ho hu|ham', 'bi * doi no|=nợ', '<stranger> doi no|=nợ', 'tung hinh|anh|clip', 'doi bat * toi|bac|giam', 'doi dang hinh|anh',
        '<who> ~ bat|doi|bao|keu|bieu|giuc|ep|hoi|xin|huong|yeu|du ~ <pay>', '<who> ~ bat|doi|bao|keu|bieu|giuc|ep|hoi|xin|huong|yeu|du ~ <obey>', '<who> ~ noi|can ~ <pay> * gap|ngay|lien', 'no|ho|chung * hoi|doi|xin * otp', 'no|ho|chung * hoi|doi|xin ma', 'dang ~ <stranger> ~ hoi|doi|xin <secret>', 'no|ho|chung * hoi|doi|xin mat khau ngan|the|tai', '<who> ~ doi tien|no|otp', '<law> ~ lien quan|dinh|vuong|trieu|lenh',
        'no|ho|chung bat|ep|giuc|hoi toi|bac|minh', 'no|ho doi tien', 'bat|ep toi|bac * chuyen|rut|nop|dua|doc|cai|o|khong', 'dang bi|doi|bat|ep * chuyen * tien|khoan', 'doi bat toi|bac', 'bat * chuyen * tien|khoan gap|ngay|lien',
        '<law> * dang goi|tren|noi|giu', 'goi|dien ~ xung * <law>', '<stranger> ~ xung * <law>', 'khong|dung|=đừng * <hangup> * no|ho|han noi|bao|keu|dan', 'no|ho|han|chung ~ giet|chem toi|bac|con|chau|ca|minh|me|vo|chong', '<law> goi|dien * toi|bac|dien|thoai|video', 'cong an goi $', 'gia cong an * goi', 'lua dao * goi', 'ke gian goi', 'ke gian dang', 'no|ho dang * goi', 'no|ho dang * giu|cho * may', 'co nguoi dang goi', 'dang co nguoi|so|ai * goi', 'dang bi ~ goi', 'dang noi ~ voi <law>', 'dang nghe * may|dien ~ <who>',
        '<who> ~ khong cho ~ <hangup>', '<who> ~ khong cho * gap|noi|di|ra', 'no|ho|chung khong cho $', 'khong cho toi|bac|minh|me * <hangup>', 'may ~ no|ho khong cho', 'cam * <hangup>', 'khong duoc * <hangup>', '<who> ~ dung * <hangup>', 'khong dam * <hangup>', 'giu may ~ khong', '<who> ~ giu * bi mat|kin', '<who> ~ khong * noi voi|cho|ai', '<who> ~ ra * ngan hang',
        'ra ngan hang ~ cho <them>', 'ngan hang ~ rut|chuyen ~ cho <them>', 'dang * chuyen * tien * cho <them>', 'sap chuyen * tien * cho <them>', 'dang cai * <app> ~ no|ho', 'dang chi|huong ~ <obey>', '<who> ~ gia giong ~ tien', 'trieu tap ~ <pay>',
      ),
    ],
    unless: PAST_OR_ASKED,
  },
] // prettier-ignore

/** What tells enough only where somebody tells at length of themselves: who calls and presses, what is gone, what ails. */
export const IN_A_STORY: readonly Sign[] = [
  {
    kind: 'money-gone',
    all: [
      phrases('<sent>', 'gui|bo|coc|dua|tra|nap|nop * <sum>', 'doc * lien|lai|ma|het', 'dien * mat khau|<secret>', 'chup * <paper>', 'cho <thief> * coi|xem * man', 'lam theo', 'lam y', 'nghe ham', 'mo ra roi', 'chuyen * truoc'),
      phrases('khong|chang|chua * tra loi', 'khong * bat may', 'khong ai nghe|bat', 'khong * lien lac', 'so * khong * thuc|co', 'thue bao', 'mat tam|tich|hut', 'chan toi|bac|luon|so', 'tien|tai khoan|trieu ~ khong con', 'giam|tru|bay|hut * <sum>', '<sum> ~ khong con', 'bay sach', 'von lieng', 'con co|may chuc ngan', 'ai vay|muon ten'),
    ],
    unless: NOT_TO_THEM,
  },
  {
    kind: 'being-called',
    all: [
      phrases('<stranger> ~ goi|dien', '<law> ~ goi|dien', '<office> ~ goi|dien', 'goi|dien * video|hinh', 'keu|goi dien|=điện hoai|mai|lien|quai', 'tu xung|gioi', 'goi cho toi|bac|minh|me|=mẹ|=má'),
      phrases('chua|khong * cho * gac|tat|cup|bo may', 'khong duoc * noi|bao|=báo|ke|=kể cho|voi|ai', 'yeu cau toi|bac|minh', 'giang ho', 'tra|no|=nợ * thay|tien', 'cuong che', 'quay * phong|nha', 'van nhin|giu|cho|doi', 'goi lai lien|nua|hoai|tiep', 'bat toi|bac|minh|me', 'bieu|bao|keu toi|bac|minh|me * bam|doc|dua|dong|chuyen|quay|rut|tai|cai'),
      phrases('gio', 'dang', 'van', 'nay', 'run qua', 'so qua|lam', 'hoang mang', 'lam sao', 'phai * ha|khong'),
    ],
    unless: phrases('con|chau goi', 'tat may roi', 'cup may roi', 'tien dien|nuoc|hoc', 'giao hang', 'lay hang', 'bac si'),
  },
  {
    kind: 'health',
    all: [
      phrases('te|nga|truot * chan|ngua|xuong|dau', 'suyen', 'ra mau', 'mat|=mặt|may|moi tim|xanh|tham|tai|sung', 'moi tham', 'nuoc dai', 'u o', 'buong thong', 'nam nghieng|guc|vat', 'guc dau|=đầu', 'sung * cuc|hup|vu', 'buon non', 'khong tinh|day|thua', 'goi mai', 'tho * khe|rit|phi|doc|gap', 'lanh ngat', 'nghet|nghen lai', 'co giat', 'lo mo', 'nhin * hai', 'chich|danh|can ~ sung|te|dau'),
      phrases('khong * do', 'khong biet xoay|lam', 'biet lam sao', 'lam sao|gi bay|gio|day', 'lam the nao', 'mot minh', 'khong co ai', 'khong ai', 'khong nghe', 'cach * cay so', 'khong di * noi', 'khong noi duoc', 'giup', 'cuu', 'voi chau|con', 'nhan cho chau|con'),
    ],
    unless: phrases('la gi', 'so may', 'trieu chung', 'dau hieu', 'hom qua|truoc|kia', 'nam|tuan|thang ngoai|truoc|kia', 'hoi xua|tre|do|truoc', 'con meo|cho|ga|trau|lon|heo|vit', 'lanh|khoi|khoe|do roi', 'binh thuong'),
  },
] // prettier-ignore

/** Talk about trouble in general: a lesson, an example, a "what if". */
export const DESCRIBED: Group = phrases(
  'khong bao gio', 'hoi cho biet', 'co the bi|mat', 'hoac bi|mat', 'co goi',
  'neu bi|lo|mat|co|toi|bac|minh|ai|kho|dau|no|doc', 'gia su', 'vi du', 'lo nhu', 'lo ma di', 'nho bi', 'bai hoc', 'bai ve', 'hoc ve', 'hoc cach', 'hoc bai', 'bai lua', 'bai mat', 'bai chuyen', 'trong bai', 'cau hoi', 'bai nay', 'lam sao de', 'lam sao khoi', 'lam sao chan', 'lam sao biet', 'de khong|khoi|tranh',
  'cach chuyen', 'thi goi so', 'khi bi', 'khi nao', 'luc bi', 'moi khi', 'tren tivi', 'tren ti', 'xem phim', 'doc bao', 'nghe noi co', 'bi lua dao la', 'lua dao la', 'lo ~ tien|khoan|ma|otp|link|app|la|nham thi', 'nho hoc', 'nhac canh giac', 'can than lua', 'nam viec',
) // prettier-ignore

/** Right before a phrase they turn it round: "không bị lừa", "sợ mất tiền". */
export const NEGATORS: ReadonlySet<string> = new Set([
  '=lo', 'y', 
  'khong', 'chua', 'chang', 'khoi', 'so', 'tranh', 'phong', 'dung', 'keo', 'suyt', 'xem', 'cach', 'khoe', 'het', 'chong',
]) // prettier-ignore

/** With marks typed, these words are other ones than those meant above; they are read as "=" and the word as typed. */
export const OTHER_READINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['tui', ['tụi']],
  ['tu', ['từ', 'tư', 'tủ', 'tụ', 'tú']],
  ['hoi', ['hối', 'hơi', 'hội', 'hôi']],
  ['ky', ['ký']],
  ['da', ['dạ', 'da']],
  ['lo', ['lo', 'lọ', 'lô', 'lò']],
  ['tong', ['tổng']],
  ['giat', ['giặt', 'giạt']],
  ['lua', ['lúa', 'lụa', 'lửa', 'lứa', 'lùa', 'lựa']],
  ['ngat', ['ngắt', 'ngát', 'ngặt']],
  ['tho', ['thờ', 'thơ', 'thợ', 'thọ', 'thỏ', 'thổ', 'thô']],
  ['kho', ['khô', 'khổ', 'kho']],
  ['no', ['nợ', 'nổ', 'nở', 'nơ']],
  ['ho', ['hồ', 'hộ', 'hổ', 'hố', 'hò', 'hở', 'ho', 'hô']],
  ['ke', ['kế', 'kề', 'kệ', 'kê', 'kể']],
  ['chung', ['chung', 'chừng', 'chứng']],
  ['chuyen', ['chuyện', 'chuyến', 'chuyên', 'truyện']],
  ['doc', ['dọc', 'dốc']],
  ['dau', ['đầu', 'đâu', 'dầu', 'dấu', 'đậu', 'dâu']],
  ['ma', ['mà', 'má', 'ma', 'mả', 'mạ']],
  ['mat', ['mặt', 'mắt', 'mát', 'mạt']],
  ['te', ['tệ', 'tế']],
  ['xiu', ['xíu']],
  ['bong', ['bóng', 'bông', 'bong']],
  ['chu', ['chừ']],
  ['do', ['đơ']],
  ['sach', ['sách']],
  ['xe', ['xệ', 'xé', 'xẻ', 'xế']],
  ['nga', ['ngà', 'nga', 'ngả']],
  ['roi', ['rời', 'rơi', 'rối', 'rọi']],
  ['bat', ['bật', 'bát', 'bạt']],
  ['doa', ['đoá', 'đóa', 'đoạ']],
  ['ngan', ['ngàn', 'ngắn']],
  ['nap', ['nắp', 'nấp']],
  ['muon', ['mượn', 'muộn']],
  ['bao', ['báo', 'bão']],
  ['can', ['cân', 'cạn', 'cán']],
  ['goi', ['gói', 'gối', 'gội', 'gỏi']],
])

/** How these are said in full, in talk of calls and money. */
export const ABBREVIATED: ReadonlyMap<string, readonly string[]> = new Map([
  ['ck', ['chuyen', 'khoan']],
  ['tui', ['toi']],
  ['tau', ['toi']],
  ['cty', ['cong', 'ty']],
  ['nv', ['nhan', 'vien']],
  ['tk', ['tai', 'khoan']],
  ['dt', ['dien', 'thoai']],
  ['mk', ['mat', 'khau']],
  ['stk', ['so', 'tai', 'khoan']],
  ['cccd', ['can', 'cuoc']],
  ['cmnd', ['can', 'cuoc']],
  ['bt', ['biet']],
])
