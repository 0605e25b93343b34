import { fold, foldings } from './text.js'

/**
 * Short words for things one can see. No two are alike without their marks, and no two together mean anything else
 * here; a test holds both. 14 bits for two of them: enough for minutes, with few tries.
 */
export const WORDS = [
  'lúa', 'sen', 'trâu', 'tre', 'mây', 'núi', 'sông', 'hồ', 'suối', 'biển', 'cát', 'đá', 'rừng', 'đồi', 'ruộng',
  'vườn', 'hoa', 'cam', 'quýt', 'bưởi', 'xoài', 'mít', 'ổi', 'chuối', 'khế', 'chanh', 'dừa', 'nho', 'lê', 'táo',
  'mận', 'bơ', 'khoai', 'sắn', 'ngô', 'lạc', 'vừng', 'gạo', 'nếp', 'xôi', 'bún', 'phở', 'miến', 'nem', 'trà',
  'muối', 'tiêu', 'gừng', 'quế', 'rau', 'bầu', 'mướp', 'măng', 'nấm', 'cua', 'tôm', 'ốc',
  'mực', 'lươn', 'gà', 'vịt', 'ngan', 'ngỗng', 'chim', 'cò', 'én', 'vẹt', 'công', 'mèo', 'thỏ', 'ngựa', 'dê',
  'cừu', 'hươu', 'nai', 'voi', 'gấu', 'khỉ', 'rùa', 'ếch', 'ong', 'bướm', 'kiến', 'tằm', 'nhện', 'trăng', 'sao',
  'mưa', 'nắng', 'sương', 'tuyết', 'xuân', 'hạ', 'thu', 'đông', 'vàng', 'tím', 'nâu', 'bút',
  'vở', 'sách', 'bảng', 'phấn', 'thước', 'kéo', 'bàn', 'ghế', 'tủ', 'giường', 'chiếu', 'gối', 'chăn', 'đèn', 'nến',
  'quạt', 'nón', 'áo', 'khăn', 'giày', 'dép', 'túi', 'thúng', 'rổ', 'mâm', 'bát', 'thìa', 'nồi', 'chum', 'vại',
  'thuyền', 'xe', 'cầu', 'đò', 'trống', 'chuông', 'đàn', 'kèn', 'diều',
] as const // prettier-ignore

/** Things of which a picture stands beside the two words, so that reading them aloud is not enough. */
export const THINGS = [
  'la', 'chim', 'ca', 'hoa', 'nha', 'cay', 'thuyen', 'mat-troi', 'trang', 'sao', 'du', 'non', 'chuong', 'chia-khoa',
  'dong-ho', 'coc', 'thia', 'qua-tao', 'nam', 'buom', 'xe-dap', 'den', 'sach', 'trong',
] as const // prettier-ignore
export type Thing = (typeof THINGS)[number]

const byFolded = new Map(WORDS.map((word) => [fold(word), word] as const))

/** Two different words, chosen by two random numbers in [0, 1). */
export function twoWordsAt(one: number, other: number): string {
  const first = WORDS[Math.floor(one * WORDS.length)]!
  const rest = WORDS.filter((word) => word !== first)
  return `${first} ${rest[Math.floor(other * rest.length)]!}`
}

/** The two words as we wrote them, however they were typed; null for anything else. */
export function readTwoWords(typed: string): string | null {
  for (const words of foldings(typed).map((folded) => folded.split(' '))) {
    const [one, other] = words.map((word) => byFolded.get(word))
    if (words.length === 2 && one !== undefined && other !== undefined) return `${one} ${other}`
  }
  return null
}

/** The thing and two others, in an order that tells nothing, by three numbers in [0, 1). */
export function amongThree(thing: Thing, [first, second, place]: readonly [number, number, number]): Thing[] {
  const others = THINGS.filter((one) => one !== thing)
  const one = others[Math.floor(first * others.length)]!
  const rest = others.filter((other) => other !== one)
  const three = [one, rest[Math.floor(second * rest.length)]!]
  three.splice(Math.floor(place * 3), 0, thing)
  return three
}
