import type { Link } from './links.js'
import { findPhrases, phrasesOf } from './phrases.js'
import type { Word } from './words.js'

/** Ids of the scams in the content. */
export type ScamId = `S${string}`

/** What each scam of the content sounds like; the scam with the most different words is the one. */
export const KIND_PHRASES: Readonly<Record<ScamId, { strong: readonly string[]; weak: readonly string[] }>> = {
  S01: {
    strong: ['pham phap', 'hang cam', 'tai khoan cong an', 'lenh bat', 'rua tien', 'ma tuy', 'vien kiem sat', 'tai khoan tam giu', 'chung minh trong', 'dieu tra', 'phong toa', 'vu an', 'toa an', 'chat cam', 'trieu tap', 'dung ten * lua', 'tai khoan kho bac', 'ap giai', 'tai khoan an toan'],
    weak: ['cong an', 'giu bi mat', 'dai|thieu|trung uy|ta', 'canh sat', 'no cuoc', 'phan mem giam sat', 'phan mem bao mat', 'tat may', 'kho bac'],
  },
  S02: {
    strong: ['vneid', 'dich vu cong', 'dinh danh', 'muc 2', 'can cuoc * loi', 'lam can cuoc', 'kich hoat muc', 'dvc apk', 'cap lai can cuoc'],
    weak: ['can cuoc', 'dong bo', 'sau sap nhap', 'cong an phuong|xa', 'len phuong'],
  },
  S03: {
    strong: ['sinh trac', 'han muc', 'no xau', 'cic', 'trung tam the', 'vietcombank|bidv|agribank|vietinbank|techcombank|mbbank|acb|vcb|sacombank|vpbank|tpbank', 'giao dich la|bat', 'khoa * the', 'khoa tai khoan', 'loi ngan hang', 'nhan vien ngan hang', 'v1etinbank', 'the * bi lo', 'vay tieu dung'],
    weak: ['ngan hang', 'tai khoan * khoa', 'otp', 'the', 'phi thuong nien', 'dang nhap', 'tai khoan'],
  },
  S04: {
    strong: ['shipper', 'giao hang', 'hoi vien', 'phieu xuat kho', 'phi luu kho', 'phi ship', 'buu kien', 'kien hang', 'de * truoc cong', 'gui bao ve', 'giao kien', 'don hang * phi', 'chuyen phat', 'don hang qua', 'tra lai don'],
    weak: ['don', 'giao', 'hang', 'cong', 'ship', 'dia chi'],
  },
  S05: {
    strong: ['dien luc', 'cat dien', 'tien dien', 'cong to', 'evn', 'trom dien', 'evnspc', '1900292900'],
    weak: ['hop dong', 'cskh', 'ma khach hang'],
  },
  S06: {
    strong: ['bao hiem xa hoi', 'vssid', 'luong huu', 'bao hiem y te', 'so bao hiem', 'truy linh', 'ben|o bao hiem', 'the bao hiem'],
    weak: ['tien vien phi', 'dong bo', 'ket ban zalo'],
  },
  S07: {
    strong: ['khoa sim', 'sim', 'khoa 2|hai chieu', 'thue bao', 'chuan hoa', '5g', '4g', 'viettel|vinaphone|mobifone', 'cat sim', 'nha mang'],
    weak: ['bam phim', 'tong dai'],
  },
  S08: {
    strong: ['trung thuong', 'trung giai', 'trung xe|tivi|vang|iphone|1|mot', 'giai nhat', 'nhan thuong', 'nhan giai', 'boc tham', 'quay so|vong', 'may man', 'khach hang thu', 'tri an khach', 'khach vip', 'tang iphone', 'li xi', 'chac trung'],
    weak: ['tri an', 'tang qua', 'nhan qua', 'the cao', 'chuc mung', 'chon qua', 'phan qua', 'qua'],
  },
  S09: {
    strong: ['cap cuu', 'tai nan', 'mo gap', 'chan thuong', 'vien phi * bac si', 'nguy kich', 'phong mo', 'bi xe dung', 'te o truong', 'dung nguoi', 'bi|dang cong an giu', 'tam ung'],
    weak: ['vien phi', 'benh vien', 'bac si', 'co giao', 'thay chu nhiem', 'lo lot'],
  },
  S10: {
    strong: ['mat mo', 'mat * mo', 'tieng re', 'mat song', 'goi video', 'goi hinh', 'man hinh * noi vai', 'dung mat', 'doi so moi', 'may yeu', 'con doi so', 'may cu hu'],
    weak: ['dang hop', 'so moi', 'chuyen gap', 'đừng goi lai'],
  },
  S11: {
    strong: ['cho * muon', 'muon * #tien', 'muon #', 'cho * vay', 'toi|mai|chieu * tra', 'the * loi', 'bi loi app', 'du # trieu', 'ket tien', 'dang ket', 'ngan hang bao tri', 'zalo em doi', 'gui lai', 'dien thoai * hu', 'dt con hu'],
    weak: ['chuyen giup|dum|gium|ho', 'vao so nay', 'ten le|tran|nguyen', 'can gap'],
  },
  S12: {
    strong: ['binh chon', 'thi ve', 'hoa si nhi', 'hat nhi', 'vote', 'quet ma giup', 'thi nhay', 'ung ho * thi', 'giai van nghe', 'thi giong'],
    weak: ['dang nhap zalo', 'quet', 'mat khau zalo'],
  },
  S13: {
    strong: ['gui nham ma', 'ma * nham', 'nham so', 'bam nham', 'mã * ve may', 'mã * ve dien', 'ma xac nhan facebook', 'doc giup', 'zalo * thoat', 'dang ky nham', 'ma khuyen mai nham'],
    weak: ['6 so', 'mã', 'doc'],
  },
  S14: {
    strong: ['viec nhe', 'hoa hong', 'nhiem vu', 'cong tac vien', 'like dao', 'bam tim', 'bam thich', 'xau hat', 'lam tai nha', 'kiem tien', 'ngay kiem', 'danh gia khach san', 'dan hop', 'bam dien thoai', 'xem video * nhan', 'viec lam'],
    weak: ['luong cao', 'telegram', 'nap', 'tuyen', 'lam khong'],
  },
  S15: {
    strong: ['loi nhuan', 'chuyen gia', 'nhom vip', 'tien ao', 'co phieu', 'chung khoan', 'coin', 'dong pi', 'dau tu', 'san quoc|giao', 'len san', 'khong rui ro', 'khong lo', 'cam ket * thue', 'lai suat #%', 'ma co'],
    weak: ['lai', 'thay', 'nap', 'rut'],
  },
  S16: {
    strong: ['dac tri', 'khoi han', 'gia truyen', 'lieu trinh', 'thuoc tay', 'xuong khop', 'tieu duong', 'dut diem', 'hop thuoc', 'het mo', 'ung thu * bo', 'chua dut', 'duong huyet', 'chan benh', 'vien uong', 'thuoc nam'],
    weak: ['bac si', 'giam #%', 'thuoc', 'benh', 'kham'],
  },
  S17: {
    strong: ['du lich 0', 'hoi thao', 'di chua mien', 'gioi thieu san', 'tu van san', 'tang * noi|gao|chao|bot|mi', 'phat trung', 'hoi truong', 'ky nhan', 'xe don|ruoc', 'bat mua', 'dem nong'],
    weak: ['0 dong', 'tri an', 'tang qua', 'mien phi'],
  },
  S18: {
    strong: ['cuu be', 'chung tay', 'cung duong', 'tu thien', 'lu lut', 'mo coi', 'nan nhan bao', 'ung ho * nan', 'chu thap do', 'duc tuong', 'hoan canh', 'quy dong bao', 'xay cau'],
    weak: ['ung ho', 'chia se gap|lien', 'moi nguoi #'],
  },
  S19: {
    strong: ['hai quan', 'thong quan', 'thung qua', 'em yeu', 'quan nhan', 'linh my', 'do la', 'ky su dau', 'gift box', 'my dear', 'honey', 'ngoai te', 'facebook * gui qua', 'gui qua ve'],
    weak: ['kien hang', 'nuoc ngoai', 've may bay'],
  },
  S20: {
    strong: ['lay lai * tien', 'lay lai #', 'lay lai duoc', 'thu hoi * tien', 'thu hoi duoc', 'tien treo', 'luat su', 'cuc a05', 'tich xanh', 'bi lua tien', 'bi lua dao', 'tai khoan lua', 'an phi'],
    weak: ['cong an', 'an ninh mang', 'phi'],
  },
  S21: {
    strong: ['vay nhanh', 'vay tien', 'vay von', 'the chap', 'giai ngan', 'khoan vay', 'duyet vay', 'chuyen nham', 'no vay', 'vay app', 'app cho * vay', 'vay #'],
    weak: ['can cuoc', 'lai suat 0%', 'phi'],
  },
  S22: {
    strong: ['quet * nhan', 'dan de', 'the treo', 'quet qr', 'quet ma', 'qr nhan', 'the nhua', 'ma moi * de'],
    weak: ['sieu thi', 'quan', 'nhan ngay'],
  },
  S23: {
    strong: ['ve may bay', 'combo', 'vietnam airlines', 'tour', 'phu quoc', 'hanh huong', 'khach san * dem', 've 0d', 'xuat ve'],
    weak: ['giu cho', 'coc', 'slot'],
  },
  S24: {
    strong: ['choi hui|ho', 'hot hui', 'gop hui', 'gop von', 'chu hui', 'hui', 'chia loi', 'lam an chung', 'gioi thieu ban be'],
    weak: ['lai cao', 'loi gap', 'von', 'lai'],
  },
  S25: {
    strong: ['can bo xa', 'dia chinh', 'so do', 'tro cap', 'uy ban|ubnd', 'phong lao dong', 'huu tri xa hoi', 'lam nhanh', 'to dan pho', 'qua tet', 'khuyen nong', 'ho khau'],
    weak: ['ho so', 'dat', 'xa'],
  },
  S26: {
    strong: ['phat nguoi', 'nop phat', 'giao thong', 'vi pham toc', 'tuoc bang', 'bien ban vi', 'phuong tien', 'xe * vi pham', 'dong phat'],
    weak: ['xe', 'phat', 'bien ban'],
  },
  S27: {
    strong: ['etax', 'ben thue', 'cuc thue', 'no thue', 'hoan thue', 'ma so thue', 'ho kinh doanh'],
    weak: ['thue'],
  },
  S28: {
    strong: ['xuat khau lao', 'giup viec', 'phi ho so * dong phuc', 'phi dong phuc', 'tuyen gap', 'lo visa', 'tuyen bao ve', 'ngan hang tuyen', 'tuyen * luong', 'di dai loan|han|nhat|uc'],
    weak: ['tuyen', 'coc', 'luong', 'phi ho so'],
  },
  S29: {
    strong: ['khach san * mot minh', 'ra khach san', 'nha nghi', 'mua sim moi', 'khong lien lac', 'duoc lien lac', 'khong gap ai', 'chuoc', 'khong thay mat', 'dang bi giu', 'tat dien thoai'],
    weak: ['cong an', 'gia dinh'],
  },
  S30: {
    strong: ['thanh ly', 'xa kho', 'chot don', 'coc truoc', 'gia soc', 'chuyen khoan truoc', 'chuyen coc', 'ban cay', 'ship toan quoc', 'khong cod', 'chuyen truoc', 'gia re gap', 'gia #'],
    weak: ['gia', 'chi con', 'con # cai', 'coc', 'ban'],
  },
} // prettier-ignore

const STRONG = 3
const WEAK = 1
const ENOUGH = 2

const phrases = phrasesOf(
  Object.entries(KIND_PHRASES).flatMap(([id, { strong, weak }]) => [
    ...strong.map((line) => ({ means: { id: id as ScamId, line, weight: STRONG }, lines: [line] })),
    ...weak.map((line) => ({ means: { id: id as ScamId, line, weight: WEAK }, lines: [line] })),
  ]),
)

/** Parts of addresses by which a scam is known. */
const ADDRESSES: readonly (readonly [RegExp, ScamId])[] = [
  [/vneid|dichvucong/, 'S02'],
  [/bocongan|113/, 'S01'],
  [/vcb|bank|bidv|acb/, 'S03'],
  [/ghtk|giaohang|spx|vnpost|temu/, 'S04'],
  [/evn|dienluc/, 'S05'],
  [/vssid|bhxh/, 'S06'],
  [/viettel|vinaphone|mobifone|sim/, 'S07'],
  [/qua|thuong|trian|lixi|sinhnhat/, 'S08'],
  [/binhchon|vote|zalo-/, 'S12'],
  [/ctv|vieclam/, 'S14'],
  [/invest|trade|coin/, 'S15'],
  [/policeonline|luatsu/, 'S20'],
  [/vay|tien/, 'S21'],
  [/airlines|booking/, 'S23'],
  [/csgt|phatnguoi/, 'S26'],
  [/etax|thue/, 'S27'],
]

/** The scam that a message sounds most like, or null. Each phrase counts once. */
export function looksLike(words: readonly Word[], links: readonly Link[]): ScamId | null {
  const sums = new Map<ScamId, number>()
  const add = (id: ScamId, weight: number) => sums.set(id, (sums.get(id) ?? 0) + weight)
  const counted = new Set<unknown>()
  for (const { means } of findPhrases(words, phrases)) {
    if (!counted.has(means)) add(means.id, means.weight)
    counted.add(means)
  }
  for (const { shown, kind } of links) {
    const known = kind === 'known' ? undefined : ADDRESSES.find(([part]) => part.test(shown))
    if (known) add(known[1], STRONG)
  }
  const [best] = [...sums].toSorted(([, one], [, other]) => other - one)
  return best !== undefined && best[1] >= ENOUGH ? best[0] : null
}
