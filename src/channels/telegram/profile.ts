import type { Profile } from './register.js'

// Setting up a chat is done before any learner is known, so these words use the neutral form of address.
const COMMAND_WORDS = {
  start: 'Bắt đầu',
  hoc: 'Học bài tiếp theo',
  ontap: 'Ôn lại bài đã học',
  kiemtra: 'Hỏi xem có phải lừa đảo không',
  ketqua: 'Xem mình đã làm được gì',
  nguoithan: 'Dành cho con cháu',
  caidat: 'Cài đặt: cách gọi, giờ học',
  trogiup: 'Cần giúp',
  canbo: 'Dành cho cán bộ',
  xoadulieu: 'Xoá hết những gì đã lưu',
} as const
export type CommandName = keyof typeof COMMAND_WORDS

/** What people see of the bot in Telegram, with the commands that already work, in the order given. */
export const profileWith = (commands: readonly CommandName[]): Profile => ({
  commands: commands.map((command) => ({ command, description: COMMAND_WORDS[command] })),
  description:
    'Gương Sáng giúp các bác, các cô chú lớn tuổi dùng điện thoại cho vững: mỗi ngày một việc nhỏ, ' +
    'nói chậm, làm được ngay. Không mất tiền. Gương Sáng không bao giờ hỏi mã OTP, mật khẩu, số căn cước, số thẻ, và không bao giờ xin tiền.',
  shortDescription: 'Mỗi ngày một việc nhỏ trên điện thoại, dành cho người từ 60 tuổi. Không mất tiền.',
})
