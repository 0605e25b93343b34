import { fold } from './text.js'

/**
 * 256 short words for things one can see, for people to say to each other: 8 bits a word. No two fold alike or sound
 * alike to tired ears (`heard`), none is a word of command, a number, a form of address, a family name or a word that
 * people say to us every day; a test holds it.
 */
export const VISIBLE_WORDS = [
  'lúa', 'sen', 'trâu', 'tre', 'dừa', 'chuối', 'bưởi', 'xoài', 'mít', 'khế', 'chanh', 'cam', 'quýt', 'quế', 'gừng', 'hành',
  'tiêu', 'bắp', 'khoai', 'bầu', 'mướp', 'chạch', 'hoa', 'cúc', 'gốc', 'thóc', 'gạo', 'xôi', 'bánh', 'bún', 'phở', 'miến',
  'mì', 'nem', 'sữa', 'trứng', 'thịt', 'cơm', 'súp', 'kem', 'bột', 'lạc', 'mía', 'bèo', 'rêu', 'nụ', 'gấc', 'nhót',
  'xoan', 'lim', 'sậy', 'cây', 'táo', 'húng', 'măng', 'sắn', 'rơm', 'củi', 'ngựa', 'cừu', 'heo', 'gà', 'vịt', 'ngỗng',
  'chim', 'én', 'sếu', 'vẹt', 'hạc', 'diều', 'mèo', 'thỏ', 'chuột', 'hươu', 'gấu', 'nhộng', 'sóc', 'nhím', 'ếch', 'nhái',
  'cá', 'tôm', 'tép', 'ốc', 'hến', 'hàu', 'ngao', 'mực', 'bướm', 'kiến', 'khướu', 'núi', 'phuy', 'suối', 'biển', 'cát',
  'sao', 'sấm', 'chớp', 'khói', 'sương', 'đầm', 'kênh', 'đèo', 'thác', 'hầm', 'mép', 'xóm', 'sắt', 'thép', 'nhôm', 'thiếc',
  'ngói', 'gạch', 'tượng', 'bếp', 'chiếu', 'gậy', 'ghế', 'gương', 'lược', 'khăn', 'chổi', 'thau', 'phích', 'ấm', 'niêu', 'siêu',
  'bát', 'đĩa', 'thìa', 'bách', 'cốc', 'chum', 'mạch', 'khạp', 'thúng', 'nia', 'mẹt', 'mâm', 'khay', 'kéo', 'khuy', 'quạt',
  'hùm', 'nến', 'diêm', 'loa', 'bút', 'sách', 'ấp', 'hộp', 'hòm', 'nón', 'mũ', 'áo', 'quần', 'yếm', 'phách', 'guốc',
  'găng', 'ủng', 'kính', 'cuốc', 'liềm', 'rìu', 'búa', 'hương', 'nắp', 'lưới', 'phao', 'thuyền', 'bè', 'tàu', 'phà', 'neo',
  'chèo', 'tháp', 'miếu', 'cối', 'chày', 'trống', 'chiêng', 'kèn', 'gươm', 'khiên', 'khung', 'thảm', 'đệm', 'mùng', 'mành', 'phên',
  'lều', 'buồng', 'phòng', 'thềm', 'hiên', 'tem', 'phim', 'bóng', 'vợt', 'hoè', 'kẹp', 'xích', 'phanh', 'lốp', 'vải', 'phễu',
  'khuôn', 'nghiên', 'tách', 'két', 'lịch', 'ngọc', 'ngải', 'gai', 'diếp', 'lưng', 'tuyết', 'bình', 'huệ', 'lẩu', 'gấm', 'sạp',
  'hào', 'đuôi', 'khoen', 'mào', 'bìa', 'nộm', 'cuộn', 'sét', 'then', 'chốt', 'hia', 'tua', 'khèn', 'búp', 'mũi', 'lũy',
  'kiệu', 'bịch', 'nghêu', 'khóm', 'líp', 'ghềnh', 'rạch', 'gánh', 'phin', 'thiệp', 'gốm', 'sành', 'men', 'cọp', 'chép', 'kim',
] as const // prettier-ignore

/** The word as we write it, by its folded form. */
export const WORD_BY_FOLDED: ReadonlyMap<string, string> = new Map(
  VISIBLE_WORDS.map((word) => [fold(word), word] as const),
)
