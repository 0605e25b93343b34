import type { Call, Channel, Delivery, Receive } from '../../../src/channels/channel.js'

const keyboard = (labels: string[], stamp: number) => ({
  inline_keyboard: labels.map((text, i) => [{ text, callback_data: `${stamp}:${i}` }]),
})

/**
 * A bot that answers in the tone of a lesson: every answer puts the same question again and takes
 * the buttons of the question before it away.
 */
export function createEchoBot(channel: Channel): { receive: Receive; taken: Delivery[] } {
  const taken: Delivery[] = []
  const open = new Map<string, string>()

  async function answer(delivery: Delivery): Promise<void> {
    const turn = taken.length
    const to = { address: delivery.address, contactId: 1 }
    const send = (call: Call, place: number) => channel.send(call, to, `${turn}:${place}`)
    const before = open.get(delivery.address)
    if (before !== undefined) {
      await send({ method: 'editMessageReplyMarkup', payload: { message_id: Number(before) } }, 0)
    }
    const sent = await send({ method: 'sendMessage', payload: screenFor(delivery, turn) }, 1)
    if (sent.ok && sent.messageId !== null) open.set(delivery.address, sent.messageId)
  }

  return {
    taken,
    receive: (delivery) => {
      if (taken.some(({ updateId }) => updateId === delivery.updateId)) return Promise.resolve(false)
      taken.push(delivery)
      setImmediate(() => void answer(delivery))
      return Promise.resolve(true)
    },
  }
}

function screenFor({ incoming }: Delivery, turn: number): Record<string, unknown> {
  if (incoming.kind === 'text' && incoming.text === '/start') {
    return {
      text: 'Dạ con chào cô chú. Con là Gương Sáng, của Hội Người cao tuổi.\nMỗi ngày con chỉ một việc nhỏ trên điện thoại, không lấy tiền.\nCon không bao giờ hỏi mật khẩu, mã, tiền.',
      reply_markup: keyboard(['Học thử'], turn),
    }
  }
  if (incoming.kind === 'text' && incoming.text === 'nghe') {
    return { text: 'Chú bấm dòng chữ xanh này, con đọc to cho chú nghe:\nhttp://127.0.0.1/nghe/lua-sen-trau' }
  }
  const echo = incoming.kind === 'text' ? `Chú gõ: ${incoming.text}.\n` : ''
  return {
    text: `${echo}Có người gọi, giục chú chuyển tiền liền. Chú làm gì trước?`,
    reply_markup: keyboard(['Tắt máy', 'Hỏi thêm cho rõ', 'Chuyển ít cho yên'], turn),
  }
}
