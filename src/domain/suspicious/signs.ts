/** What gives a message away. Several phrases of one sign weigh as much as the heaviest. */
export type SignId =
  | 'hurry'
  | 'secrecy'
  | 'money'
  | 'fee'
  | 'account'
  | 'borrow'
  | 'code'
  | 'papers'
  | 'app'
  | 'qr'
  | 'link'
  | 'look-alike'
  | 'threat'
  | 'gift'
  | 'earnings'
  | 'loan'
  | 'cure'
  | 'lure'
  | 'bargain'
  | 'plea'
  | 'crisis'
  | 'posing'
  | 'new-number'
  | 'romance'
  | 'rescue'
  | 'elsewhere'

/** Phrases of one sign that weigh the same; see `phrasesOf` for how they are written. */
export interface SignPhrases {
  sign: SignId
  /** From 0.5, a trifle that many honest messages have too, to 4, which is enough alone. */
  weight: number
  lines: readonly string[]
}

/** From here on a message is to be treated with care. One weak sign is not enough. */
export const CAREFUL_FROM = 2
/** From here on it is almost surely a fraud. */
export const SCAM_FROM = 4

const ASK = 'bao|keu|doi|bat|yeu|bieu|xin|nho|hoi|can|xui|ep|doa'
const MINE = 'em|chau|con|toi|tui|minh|anh|chi|chu|bac'
const OFFICE =
  'cong|canh|vien|toa|bo|cuc|chi|ngan|dien|buu|nha|bao|can|hai|thue|uy|phong|trung|tong|dai|thieu|thuong|csgt|agribank|vietcombank|bidv|vietinbank|techcombank'

export const SIGN_PHRASES: readonly SignPhrases[] = [
  { sign: 'hurry', weight: 1, lines: [
    'gấp!', 'gap lam|nha|nhe|qua|di', 'chuyen|can|mo|nop|tra|dong|tien|lien gap', 'ngay|lien lap|tuc|tay', 'lap tuc', 'ngay bay gio', 'ngay hom nay', 'ngay trong', 'ngay nhe|nha|di',
    'chuyen|gui|nop|dong|cap|doc|mua|lam|goi|bam|mo|vao|nhan|nap|tai|cai|tra ngay|lien|luon', 'kip mo|cuu|mua', 'moi|de|khong kip', 'keo het|bi|lo|khong|mat|tre', 'truoc #gio', 'truoc * hom nay',
    'trong #gio', 'trong vong', 'trong|sau #gio', '#gio nua', 'sau #gio', 'chi hom nay', 'het hom|dem|toi nay', 'het dem|han', 'han cuoi', 'qua han', 'nhanh tay', 'cang som cang', 'nhanh chan', 'giu suat|cho|slot', 'so luong co|gioi',
    'chi con', 'con # slot|suat|cho', 'het slot|suat|cho', 'khan cap', 'mai khoa|cat|dinh|ap|bi', 'khong thi mai', 'khong la mai|mat|bi|cat|khoa', 'truoc# khi qua|bi', 'hai|# tieng|gio nua', 'can gap', 'kip',
    'truoc thu|ngay#|mung # khong|keo|neu', 'truoc # ngay', 'mat cho|suat|luot', 'mat mau', 'rat gap', 'nhanh len|nhe|nha|giup', 'trong ngay hom',
  ] },
  { sign: 'secrecy', weight: 2.5, lines: [
    'giu bi mat', 'giu kin', 'bí mật', 'lo bi mat', 'khong duoc noi|ke|bao|cho|ho|de * ai|con|chau|nguoi|gia|biet', 'đừng|cam|cấm|chớ|khong noi|ke|bao|ho * ai|nguoi|gia',
    'đừng tat|cup', 'khong duoc tat|cup', 'khong duoc lien|gap|gọi', 'khong * roi khoi nha|phong|nhà|cho', 'khong lien lac', 'tat may la|thi|se|cong', 'tat la', 'khong cho * biet|gap|noi|lien', 
    'noi * la rut', 'noi ra ngoai', 'neu noi ra', 'đừng bao cong', 'bao cong an la|thi', 'bi mat dieu', 'ra|cho ngoai biet', 'noi ra * bi', 'khong noi|ke * cho|voi ai|con|nguoi|gia|nhan',
  ] },
  { sign: 'secrecy', weight: 3, lines: ['o mot minh', 'ra khach san', 'ra * nha nghi|khach', 'tat dien thoai', 'mua sim moi', 'khong gap ai', 'khong duoc lien lac'] },
  { sign: 'secrecy', weight: 1.5, lines: [
    'đừng|dan|dặn * noi|ke|cho|goi|bao * bo|me|ba|ma|con|chau|vo|chong|biet', 'đừng goi|dien lai|cho|hoi', 'giu may', 'khong nghe may|dien', 'khong tien nghe', 'khong tien goi', 'noi doi', 'đừng goi nua', 'đừng cho * biet',
    'dung goi lai', 'đừng noi * bo|me|con|chau|vo|chong|nha', 'so cu * đừng',
  ] },
  { sign: 'money', weight: 1, lines: [
    'chuyen tien|khoan|gap|ngay|lien|giup|ho|dum|gium|het|toan|truoc', 'chuyen cho|qua|vao|vo * #|em|anh|chi|chau|so|tai|no|ho|bac|tk', 'chuyen * #tien', 'gui|gởi! em|con|chau|anh|chi|cho|giup|qua|vao|vo * #tien', 'gui|gởi! #tien', 'nop|dong * #tien', 'thanh toan * #tien', `${ASK} * tien`,
    `${ASK} * #tien`, 'rut het|sach|so', 'rut * tiet kiem', 'rut tien * chuyen|dua|gui|nop', 'chuyen so du|tai', 'gui tien vao|vo|qua', 'chuyen * tien', 'chuyen # ngan|nghin|trieu|tr|cu', 'nop phat', 'dong phat', 'phat #tien', 'phi * #tien',
    'thanh toan tai @', 'thanh toan * truoc', 'chuyen * vao|vo|qua so|tk|tai', 'chuyen|gui 1|mot nua', 'giup|ho|dum|gium * #tien', 'muon chuoc', 'no cuoc|tien', 'ung ho * @', 'bo #tien', 'bo # trieu', 'gop #tien|#',
    'chuyen lien|truoc', 'no # trieu|ty', 'dua em|chau|con|anh #tien', 'cu chuyen',
  ] },
  { sign: 'fee', weight: 2, lines: [
    'phi ho so', 'phi kich hoat', 'phi giai ngan', 'phi van chuyen', 'phi thong quan', 'phi hai quan', 'phi luu kho', 'phi xac nhan|nhan|minh|thuc', 'phi lam nhanh', 'phi bao hiem', 'phi bao dam', 'phi dam bao', 'phi dich vu', 'phi xu ly', 'phi mo khoa', 'phi ship',
    'phi sua', 'phi xoa', 'phi #%', 'phi chuyen phat', 'phi * truoc', 'tien ship', 'tien van chuyen', 'nap ngay|lien', 'nap * #tien', 'dong|chuyen|ung truoc', 'nop truoc tien|phi|#tien', 'dong * truoc', 'chuyen khoan truoc', 
    'dat coc', 'đặt cọc', 'tien coc', 'coc #', 'coc #', 'coc truoc', 'coc giu', 'coc ho', 'coc * giu', 'chuyen|dong|nop coc', 'nap #', 'nap #tien', 'nap tien', 'nap vao', 'nap them', 'nap de', 'nap mo', 'nap lan', 'nap nhieu', 'keu|bao|doi|bat nap',
    'nạp #', 'nap # trieu', 'nap xac', 'nap #%', 'mua|gui|doc|cao|chup * the cao', 'nap the cao', 'mua the nap', 'dong|chiu thuế', 'tien thuế', 'thuế nhap khau', 'tam ung', 'lo lot', 'an phi', 'tien nguyen lieu', 'phi dong phuc', 'bao lanh', 'le phi * stk|tai|vao|qua|chuyen', 'nop #tien le', 'dong #%',
    'nop #%', 'chuyen # nghin|ngan * phi', 'chuyen #tien in|phi|xac', 'in phieu', 'truoc * phi', 'delivery fee', 'pay * fee', 'phi thuong nien', 'phi vai', 'the hoi vien', 'tai khoan hoi vien', 'goi * hoi vien', 'hoi vien * tru',
    'doi phi', 'mo khoa nhan', 'phi * hoan', 'chuyen * coc', 'dong * coc',
  ] },
  { sign: 'fee', weight: 1.5, lines: ['dong|nop|chuyen|tra phi', 'dong|nop phat', 'nop thue qua|vao|cho', 'tien ho so', 'boi thuong * #tien', '#tien boi thuong', 'ung tien|truoc', 'phi tham dinh'] },
  { sign: 'account', weight: 1, lines: [
    'so tai khoan', 'so tk', 'vao|vo|qua tai khoan', 'vao|vo|qua so', 'so nay|do|kia|duoi', '#so', 'ten nguyen|tran|le|pham|hoang|vo|ly|do|vu|dang', 'tai khoan nay', 'chuyen * #so', 'so cua ban|bac|con|thay|can|em|anh|chi', 'tai khoan cong ty',
    'so con|em|chau nhan|gui', 'vao tk', 'vo tk', 'qua ma qr', 'so tai khoan moi', 'tk|tai moi', 'doi so tai',
  ] },
  { sign: 'account', weight: 2, lines: [
    'tai khoan ca nhan', 'tai khoan tam giu', 'tai khoan an toan', 'tai khoan kho bac', 'tai khoan * can bo', 'so cua can bo', 'tai khoan * ban con|em|chau|toi', 'ten * nguoi khac', 'ten nguoi khac', 'ten khac', 'vo|vao so khac', 'stk can bo',
    'tai khoan can bo', 'tai khoan * trung ta|uy', 'so tai khoan trung|thieu|dai', 'so|tk|khoan ban con', 'so * ban con|em|chau',
  ] },
  { sign: 'borrow', weight: 1.5, lines: [
    'muon * #tien', 'muon #', 'muon gap|nong|do|tam', 'cho * muon #', 'cho * muon * #tien', 'cho * vay|muon gap|nong|tam|do|#', 'cho * vay #', 'vay #tien', 'vay nong', 'ket tien', 'kẹt! quá|lam', 'dang ket', 'ket * chuyen', 'co du #', 'du # trieu',
    'con # trieu khong', 'co # trieu * khong|hong|ko', 'the em|con|chau|anh|minh loi|khoa|bi', 'loi app', 'app loi', 'app * loi', 'bi loi * khong chuyen', 'ngan hang bao tri', 'toi|mai|chieu|tuan * tra|gui|dua lai', 'toi|mai|chieu * tra', 'can gap #', 'can gap * tien',
    'cho * vay', 'xin # trieu|cu|tr', 'xin #tien', 'xin * lo lot',
  ] },
  { sign: 'code', weight: 2.5, lines: [
    'doc|cho|nhap|bao|dua|noi|lay|gui|hoi|xin|dien|va|cung * otp', 'doc * mã|mat', 'doc mã', 'doc lai', 'doc so|6', 'doc giup so|ma|6', 'gui|gởi!|chup|nhan|xin|hoi|dua * mã|6 * ve|do|gap|lien|nhe|nha|cho', 'mã * ve may|dien', 'mã 6|sau so', '6|sau so * vua|gui|ve|do', 'mã so vua', 'nham mã', 'mã * nham', 'mã ve',
    'mã no ve', 'nhap|cho|doc|dua|xin|hoi|cap|bat * mat khau', 'va mat khau', 'so the * otp|ma|mat|ngan', 'nhap|doc|gui|dien|cho * so the', '16 so', '3|ba so sau|phia|mat', 'ten dang nhap', 'doc so cho', 'mã xac nhan|thuc * de|cho|gui|doc', 'doc * 6 so', 'mã ve|chay * may|dien',
    'mã xac nhan * gui', 'doc bac|em|con|chau nghe', 'so the ngan hang', 'cung cap otp', 'xin|hoi|doi * mã so * man|may|tin', 'mã pin', 'doc * tong dai', 'voi|va|với mã otp', 'so em|chau|toi|con doc', 'otp de|cho',
  ] },
  { sign: 'code', weight: 1.5, lines: [
    'dang nhap zalo', 'dang nhap ngan', 'dang nhap * nhan', 'dang nhap @', '@ dang nhap', 'dang nhap * @', '@ * dang nhap', 'dang nhap bang so', 'nhap so dien', 'go so dien', 'nhap so tai', 'dang nhap # lan', 'nhap tai khoan', 'dang nhap de', 'login',
    'so can cuoc * the|tai', 'nhap so', 'dang nhap la xong',
  ] },
  { sign: 'papers', weight: 2, lines: [
    'chup|gui|quay|xin|nhap|cho|dua|nop|bang * can cuoc', 'chup|gui|quay|xin * giay to', 'chup|gui|xin * ho khau', 'chup|gui|xin * the luong', 'chup hai|# mat', 'can cuoc hai|2|# mat', 'anh can cuoc', 'quay mat', 'quay video', 'quay * mat * gui|qua|cho', 'quet * khuon mat',
    'xac thuc khuon', 'chup anh * can cuoc', 'can cuoc * gui', 'chi can can cuoc', 'so can cuoc * gui|dien|cho|the|len|lam', 'dien so can', 'chup * mat the', 'mang * can cuoc ky',
  ] },
  { sign: 'papers', weight: 1, lines: ['lay thong tin', 'khuon mat', 'xin so', 'can cuoc va', 'xac minh thong|danh', 'cung cap thong tin', 'chi can can'] },
  { sign: 'papers', weight: 0.5, lines: ['sinh trac'] },
  { sign: 'app', weight: 2, lines: [
    'cài|tải * app|file|tep', 'cài|tải * ung dung', 'cài|tải * phan mem', 'cài ban', 'cài|tải * @', 'tải tai day', 'tải ung', 'tải app', 'cài ung|app|phan', 'cài dat * app|ung|phan|nhe|theo|qua', 'cài dat nhe|link', 'mo app ngan', 'mo * ngan hang len', 'bam cho phep', 'cho phep tat', 'lam theo huong',
    'chi bam tung', 'bam tung buoc', 'theo link', 'cài vneid', 'cập|cap nhat * app', 'link cài', 'cho phep truy', 'tu xa', 'cho phep * dien thoai', 'vay * app', 'tải ve may', 'huong dan cai', 'cài ban', 'ai khong cai',
  ] },
  { sign: 'app', weight: 3, lines: [
    'apk', 'file * apk', 'chia se man hinh', 'anydesk', 'teamviewer', 'ultraviewer', 'ultra viewer', 'team viewer', 'any desk', 'dieu khien may|dien|tu', 'dien thoai * dieu khien', 'cho ho dieu', 'phan mem giam sat', 'phan mem bao mat', 'phan mem dieu', 'phan mem bao ve',
    'cho no dieu',
  ] },
  { sign: 'qr', weight: 1.5, lines: ['quet mã', 'quet qr', 'quet * mã', 'quet * qr', 'ma qr', 'ma vuong', 'quet * zalo'] },
  { sign: 'qr', weight: 2.5, lines: ['quet * nhan', 'dan de', 'dán đè', 'quet * dang nhap', 'quet * mat khau', 'quet ma giup', 'quet * ma * giup', 'qr * nhan li', 'quet qr nhan'] },
  { sign: 'threat', weight: 2, lines: [
    'bi khoa', 'bi thu hoi', 'se khoa', 'sap khoa', 'khoa tai|the|sim|so|thue', 'khoa * 2|hai chieu', 'khoa hai|2 chieu', 'tam khoa', 'bi dong * trong|sau|neu|trong', 'bi tam ngung', 'bi cat', 'se cat', 'khong thi|la|dong|nop|tra * cat', 'doa|khong|la|keo cat', '#gio * cat', 'mai cat', 'cat sim',
    'nay|chieu cat dien', 'thu hoi so|sim|dat', 'lenh bat', 'to cao', 'di tù!', 'la|thi|se di tu', 'tu toi', 'xoa vinh vien', 'bi xoa', 'bat giam|giu|tam', 'toi * bat lien', 'bi bat', 'ap giai', 'khoi to', 'truy to', 'truy na', 'truy cuu', 'bi kien', 'la kien', 'khoi * kien', 'cuong che', 'phong toa', 'tuoc bang', 'no xau', 'dinh chi', 'trieu tap',
    'lien quan * vu an|ma|rua|duong|toi|lua', 'lien quan den duong', 'dinh * ma tuy|vu an|vo vu', 'rua tien', 'ma tuy', 'vu an', 'se bi phat', 'bi phat', 'tru tien', 'bi tru * trieu|#tien|phi', 'thang tru', 'moi thang * tru', 'khong * khong duoc linh', 'dung ten * lua',
    'chat cam', 'bao cong an', 'boi nho', 'chuoc', 'bi giu muon|thi|neu', 'dang bi giu', 'khong thay mat', 'duong day', 'bien ban * trom', 'trom dien', 'boi * len mang', 'khong tra * kien', 'bi lap bien', 'khong tra thay', 'bao bieu|bat', 'khong se bi', 'mai dinh chi',
    'dang|tung hinh|anh * len|mang', 'khong tra chau|toi|minh|em|con dang|toi|se', 'dieu tra', 'bi lo', 'phat nguoi', 'bo chay', 'cong an toi', 'gay tai nan', 'bi nguoi khac dung', 'khong duoc huong|linh|rut', 'giu lai * phi|phat|dong|nop', 'neu khong * bi|se|mat|khoa|cat|phat', 'ai khong * bi', 'bi tra lai',
  ] },
  { sign: 'threat', weight: 1.5, lines: ['bi huy', 'tu huy'] },
  { sign: 'threat', weight: 1, lines: [
    'cat dien', 'bat thuong', 'giao dich la', 'het hieu luc', 'bi treo', 'bi dong', 'bi loi', 'bi nguoi', 'sai * lan', 'vi pham', 'no tien', 'no cuoc', 'no thue', 'bi khieu nai', 'khong kip', 'chua dong bo', 'chua kich hoat', 'chua chuan hoa', 'chua cap nhat', 'chua xac',
    'khong hop le', 'sai dia chi', 'thieu dia chi', 'khong giao duoc', 'bi sai', 'bi thieu', 'ho so * thieu', 'can cuoc * loi', 'khong la mat', 'khong la bi', 'benh nguy hiem',
  ] },
  { sign: 'threat', weight: 0.5, lines: ['thiet bi la', 'neu khong phai'] },
  { sign: 'gift', weight: 2, lines: [
    'trung thuong', 'trung giai', 'trung xe|tivi|vang|iphone|dien|#|mot|1|may', 'chac trung', 'giai nhat|dac|nhi', 'nhan thuong', 'nhan giai', 'nhan * thuong', 'tặng * iphone|trieu|#tien|tivi|xe', 'nhan ngay', 'nhan tien', 'nhan * #tien', 'nhan #tien', 'truy linh', 'li xi', 'may man',
    'khach hang thu', 'diem thuong', '# diem', 'doi iphone', 'khach vip', 'duoc chon', 'tặng qua', 'nhan qua', 'qua tri an', 'qua tặng', 'don hang 0', 'hoan #tien|thue|tien * so|otp|tai|nhap|mo|cho|doc', 'hoan thue', 'de hoan', 'don hang qua', 'chon qua',
    've #tien', 've 0d', '0d', 'luong huu * tang', 'tang luong huu', 'phat loc', 'gift', 'duoc mien le', 'mien giam #%', 'mien giam * dang ky', 'tặng li',
  ] },
  { sign: 'gift', weight: 1.5, lines: ['duoc tặng', 'tặng * mien phi', 'duoc hoan'] },
  { sign: 'gift', weight: 1, lines: ['tri an', 'mien phi', '0 dong', 'qua mien phi', 'boc tham', 'tặng', 'chuc mung ban', 'hoan tien', 'nhan phan', 'ho tro * tien', 'uu dai'] },
  { sign: 'earnings', weight: 2.5, lines: [
    'viec nhe', 'luong cao', 'ngay kiem', 'kiem tien', 'kiem #', 'hoa hong', 'lam nhiem vu', 'nhiem vu', 'cong tac vien', 'cam ket loi|lai|khong|thue|von', 'loi nhuan', 'khong rui ro', 'khong lo', 'lãi cao', 'lai * cao lam', 'lai cao', 'gap doi|ba|3|2', 'cao gap', 'loi gap', 'nhom vip',
    'tien ao', 'coin', 'ma co phieu', 'co phieu', 'chung khoan', 'san quoc|giao|chung', 'gop von', 'gop hui', 'hot hui', 'choi hui|ho', 'hui * lai', '#% moi|1|mot|/ ngay|thang|tuan', 'lai moi ngay|tuan|thang', 'lai * #%cao', 'lai #% ngay|thang|tuan', 'lai #% 1|mot|moi ngay|thang|tuan', '#%cao mot|1|moi|/ nam|thang|tuan', 'loi # trieu', 'chia loi', 'loi #', 'bao lai', 'loi moi', 'vang online', 'lai suat * moi ngay|tuan', 'don ao',
    'x10', 'dong pi', 'len san', 'rut * tien ra|ve', 'moi rut', 'duoc rut', 'rut gap', 'nap de rut', '#tien 1 ngay|luot|clip|tieng', '#tien ngay|luot|clip', 'ngày #tien', 'ngay * #tien * ngay', '#tien moi|mot ngay|tuan', 'lam tai nha', 'tai nha * #tien', 'bam tim', 'like dao', 'bam thich', 'bam dien thoai',
    'dau tu', 'chuyen gia', 'xau hat', 'thanh # trieu', 'bo # trieu * lay|loi|thanh', 'gioi thieu * huong|thuong|hoa', 'nhan * moi tuan|ngay', 'moi tuan * #tien', 'luong # tr|trieu', 'khong can bang cap', 'khong can von', 'khong can kinh', 'khong coc', 'nguyen lieu * tai nha',
    'luong #tien', 'lo visa', 'bao an o',
  ] },
  { sign: 'loan', weight: 2, lines: [
    'vay nhanh', 'vay nong', 'vay tien nhanh', 'vay von * lai', 'vay von * can', 'khong the chap', 'giai ngan', 'duyet * phut', 'duyet vay', 'duyet ngay', 'lai suat 0%', 'lai suat 0', 'vay online', 'duyet * khoan vay', 'chuyen nham', 'no vay app', 'vay app', 'app cho * vay', 'mo the tin dung',
    'nang han muc', 'xoa no', 'vay tieu dung',
  ] },
  { sign: 'loan', weight: 0.5, lines: ['khoan vay', 'vay tien * khong tra'] },
  { sign: 'cure', weight: 2, lines: [
    'dac tri', 'khoi han', '# ngay * binh thuong|khoi', 'dat thuoc', 'thuoc qua dien', 'tri * dut|khoi', 'khoi benh', 'dut diem', 'gia truyen', 'lieu trinh', 'la het', 'la khoi', 'hết hẳn!', 'het mo', 'khong can mo|thuoc', 'khoi phai|can chich|uong|mo', 'bo * thuoc tay|benh|vien', 'bach benh', 'than duoc', 'khong can thuoc', 'khong khoi hoan', 'cam ket khoi', 'tieu duong',
    'het cuom', 'ung thu * thuoc|chua|het', 'chua * ung thu', 'mua * hop thuoc|vien|sam', 'mua # hop', 'thuoc nam', 'se khoi', 'khoi dau', 'ha duong huyet', 'ra # benh', 'chan benh', 'mua lien # hop', 'khoi han 100%',
  ] },
  { sign: 'lure', weight: 2, lines: [
    'hoi thao', 'nghe bac si', 'nghe * tu van', 'den khach san nghe', 'gioi thieu san', 'tu van san', 'nghe gioi thieu', 'nghe tu van', 'di chua mien', 'du lich 0', 'du lich mien', 'tour 0', 'tặng * noi|chao|gao|dau|bot|trung|my|sua', 'ky nhan qua|tien|thuong|phieu|phan', 'hoi truong * ban|mua|bat', 'bat mua', 'mai * ban dem|may|noi', 'tặng may', 'tặng mien phi',
    'kham * mien phi * tang|nghe|mua', 'xe don|ruoc tan', 'cho xe ruoc', 'xe ruoc di', 'ai mua * hoan',
  ] },
  { sign: 'lure', weight: 1.5, lines: ['phat trung|mi|qua|gao'] },
  { sign: 'bargain', weight: 1, lines: [
    'thanh ly', 'xa kho', 'gia soc', 'gia re', 'chot don', 'combo', 'ship toan', 'con # cai|suat|slot|cho', 'giam #%', 'giu cho', 'chỉ #tien', 'gia #tien', 'gia # phan', 'gia * #tien', 'nhieu nguoi hoi', 'chinh hang', 'sale', 'mien ship', 'khuyen mai * @', '# con|slot|suat',
  ] },
  { sign: 'bargain', weight: 2, lines: ['khong cod', 'khong cho xem', 'khong cho kiem', 'khong duoc xem', 'khong kiem hang', 'xuat ve sau', 'cay vang * #tien'] },
  { sign: 'plea', weight: 1, lines: [
    'cuu be|giup|nguoi|lay', 'ung ho', 'chung tay', 'chia se gap|lien|nhanh', 'cung duong', 'moi nguoi #', 'moi nguoi #tien', 'hoan canh', 'mo coi', 'tu thien', 'kêu gọi', 'nan nhan bao', 'quy dong bao', 'phat tam', 'quy tham', 'dong quy', 'tien quy', 'binh chon', 'vote', 'bo phieu',
    'thi ve|nhay|hat|hoa|van|giong', 'hoa si nhi', 'hat nhi',
  ] },
  { sign: 'crisis', weight: 1.5, lines: [
    'cap cuu', 'tai nan', 'mo gap', 'chan thuong', 'nguy kich', 'phong mo', 'tien vien phi', 'gay tai nan', 'dung nguoi', 'tong|tông nguoi', 'boi thuong', 'te o truong', 'dang nam vien', 'bi xe dung', 'bi xe tong', 'bi bat coc', 'dang * benh vien', 'nga cau thang', 'dong vien phi cho', 'bi te * vien', 'dang hoang',
    'vien phi', 'bi cong an giu|bat', 'danh nhau bi',
  ] },
  { sign: 'posing', weight: 1.5, lines: [
    `${MINE} ben ngan|dien|bao|thue|cong|vinaphone|viettel|mobifone|phong|trung|cuc|bhxh|toa|vietinbank|agribank|bidv`, `${MINE} la * ngan hang|dien luc|cong an|can bo|nhan vien|cong an`, `${MINE} la can|nhan|cong|dai|thieu|canh`, `${MINE} la buu ta`, 'là doan bac si', `${MINE} o bao|ngan|dien|cong`, `${MINE} nhan vien dien|ngan|bao|nha|cong`,
    'lam ben ngan', 'lam ben cong', 'em|chau|toi goi tu', 'em nhan vien', 'anh nhan vien', 'can bo * goi|nhan|xin|noi', 'can bo lam', 'goi tu cong|ngan|dien', 'cong an * day', 'ngan hang * goi|day', 'dien luc * day|goi', 'quan nhan', 'chuyen gia', 'luat su', 'to cong nghe so', 'la thay|co chu',
    'bac si * goi', 'co giao * goi', 'nhan vien ngan hang noi', 'tong dai goi', 'cong an * goi|noi', 'chu|anh|co dien luc', 'can bo to', 'vien kiem sat', 'cong ty tai chinh',
  ] },
  { sign: 'posing', weight: 1, lines: [`${MINE} * ben cong|khuyen|doan|shop|hoi|quy|nhom`, 'ban cua anh|chi|con|chau', `${MINE} shipper`, `${MINE} giao hang`] },
  { sign: 'posing', weight: 2, lines: [
    `xưng|xung la|${OFFICE}`, `noi no la`, `goi xung`, 'nguoi goi xung', 'co nguoi * goi * bao|noi|doi|keu|bat', 'no|ho|tui noi|keu|bao|kêu|bieu|bat|ru|doi', 'nguoi ta goi', 'co anh|chi|nguoi|co|thang * goi|ru|huong', 'kêu|biểu|bảo mẹ|má|bà|ông|bố!|ba|bác|chú|tôi|tui', 'ru ma|me|bo|ba|toi|tui',
    'goi noi toi|ba|ong|bac|xe|tui', 'goi bao|xin|doi|noi', 'shipper * keu|doi|bao|noi', 'goi tu so',
  ] },
  { sign: 'new-number', weight: 1.5, lines: [
    'doi so moi', 'con doi so', 'so moi * con|chau|em', 'may cu|con|chau|em hu|hong|be|roi', 'may * hu|hong roi', 'dien thoai * hu|hong', 'mat song', 'may yeu', 'mat * mo mo', 'mat mo', 'tieng re', 'nhờ|dùng|dung nho dien', 'so cu * dung', 'noi vai cau * tat', 'dang hop|dam', 'goi video * tat|roi|nhung',
    'video * may yeu', 'zalo * doi|thoat|khoa|loi', 'dung nho * may|dien|ban',
  ] },
  { sign: 'romance', weight: 2.5, lines: ['honey', 'darling', 'my dear', 'em yeu', 'anh yeu', 'thung qua', 'kien hang * ngoai te', 'do la va', 'quan nhan my', 'linh my', 'ky su dau', 'o syria|ukraine|iraq', 'thong quan', 'quen tren facebook|mang|zalo', 'gift box', 'song voi em', 'gui qua ve', 'qua cuoi em|toi|chi|co', 'chong|vo ban tren', 'can tien lam'] },
  { sign: 'rescue', weight: 3, lines: ['thu hoi * tien', 'thu hoi duoc', 'lay lai * tien', 'lay lai duoc', 'lay lai 100%', 'tien treo', 'tien * da bi lua', 'tai khoan lua * treo', 'tien tra ve', 'hoan tien lua', 'bi lua tien', 'lay lai #'] },
  { sign: 'elsewhere', weight: 1, lines: [
    'ket ban zalo', 'ket ban * zalo', 'add zalo', 'gui * qua zalo', 'nhan telegram', 'nhom telegram', 'nhom zalo', 'inbox', 'nhan tin ngay', 'zalo em|chau|can|anh', 'vao zalo', 'bam phim', 'goi 1900292900', 'gui giay * zalo', 'so zalo', 'so dien thoai de', 'vao nhom', 'vao group', 'chuyen may', 'lien he #so',
  ] },
  { sign: 'elsewhere', weight: 2, lines: ['bam phim #', 'bam phim * gap', '1900292900', 'noi may cho|voi|gap|sang|toi'] },
  { sign: 'link', weight: 1, lines: ['gui * link', 'qua link', 'tải ve'] },
  { sign: 'elsewhere', weight: 0.5, lines: ['qua zalo'] },
  { sign: 'link', weight: 0.5, lines: ['bam * duong dan|link', 'bam vao|vo link|duong|day', 'vo|vao trang nay', 'duong link', 'duong dan nay'] },
] // prettier-ignore

/** What speaks for a message, and takes so much from its signs. */
export interface Counter {
  weight: number
  lines: readonly string[]
}

/** A warning names what swindlers do, and asks for nothing: it counts only where no address and no account stands. */
export const WARNINGS: readonly string[] = [
  'khuyen cao', 'canh giac', 'thu doan', 'chieu lua', 'canh bao * gia|lua|mao|doi|ke|nguoi', 'ke gian', 'ke gia danh', 'doi tuong * mao|gia|lua', 'mao danh', 'gia danh', 'co nguoi gia', 'la lua dao', 'phong chong', 'cup|tat may lien|ngay|luon', 'hay tat|cup', 'khong bao gio',
  'khong lam viec qua', 'canh bao so la', 'khong lam theo', 'khong bam vao', 'de nghi ba con', 'khong thu * tai khoan', 'goi lai so cu', 'goi so tren', 'goi so in', 'bao dang', 'tren tivi', 'nho đừng', 'lua dao toi 156', 'khoi bam',
] // prettier-ignore

/** What a bank says after the money moved: the balance that is left. It names accounts and asks for nothing. */
export const STATEMENTS: readonly string[] = [
  'sd #',
  'so du #',
  'sd #tien',
  'so du cuoi',
  'so du hien tai',
  'so du kha dung',
]

/** An open place, cash on delivery, no hurry: what swindlers do not offer. */
export const COUNTERS: readonly Counter[] = [
  { weight: 2, lines: [
        'nhan hang moi tra', 'nhan hang roi|xong tra', 'xem hang roi tra', 'tra tien mat', 'khong mat phi|tien', 'khong thu tien', 'khong thu them', 'nop truc tiep', 'khong gap', 'khong quyen',
  ] },
  { weight: 1, lines: [
    'tai quay', 'den|toi quay', 'den chi nhanh', 'toi chi nhanh', 'chi nhanh gan', 'nha van hoa', 'tru so', 'tram y te', 'bo phan mot', 'gio hanh chinh', 'tai phong ke toan', 'tai buu dien', 'tai xa', 'hoac den|toi|tai|diem|o', 'cua hang gan', 'nhu moi thang', 'hoan ve vi|the', 'hoan vao vi|the', 'o quay', 'diem thu', 'so in sau', 'in sau the',
    'ghe cua hang', 'mang giay', 'lam xong tra', 'sinh nhat', 'bat ngo', 'uy ban', 'hoi truong uy', 'ban quan ly', 'khi nao ranh', 'nop cho bac|chu|co|ong|ba|chi|anh', 'trong ung dung', 'bien lai', 'trong buoi sinh', 'dai ly gan', 'tren hoa don', 'mua tai cua',
  ] },
] // prettier-ignore

/** Behind one of these, in the same sentence, codes and links are what one is warned of. */
export const FORBIDDING: readonly string[] = [
  'khong|đừng cung|chia|tiet|bam|truy|cai|doc|gui|yeu|bao|thu|cho * cap|se|lo|vao|link|otp|ma|ai|cau|gio|thue|muon|@', 'tuyet doi khong', 'khong bao gio', 'khong yeu cau', 'khong duoc cung|chia|tiet', 'đừng đọc|bấm|nghe|tin|chuyển|chuyen', 'khong duoc yeu', 'khong bam', 'khong cai', 'khong cho thue',
] // prettier-ignore
