import { describe, expect, it } from 'vitest'
import { evaluateMessages } from '../../src/evaluation/messages.js'

const scam = 'Công an đây, chuyển hết tiền vào tài khoản an toàn, không được nói với ai'
const plain = 'Chiều con ghé nha mẹ'
const unsure = 'Bác chuyển 100k tiền quỹ vào số tài khoản cô Hạnh nhé'

describe('figures of messages', () => {
  it('are the shares of scams and of honest messages that were flagged', () => {
    const { sensitivity, falseAlarm, wrong } = evaluateMessages([
      { label: 'scam', text: scam },
      { label: 'scam', text: plain },
      { label: 'benign', text: plain },
      { label: 'benign', text: plain },
      { label: 'benign', text: plain },
      { label: 'benign', text: scam },
    ])
    expect(sensitivity).toBe(0.5)
    expect(falseAlarm).toBe(0.25)
    expect(wrong).toEqual([
      { text: plain, expected: 'scam', got: 'no-sign' },
      { text: scam, expected: 'benign', got: 'scam' },
    ])
  })

  it('leave out what nobody can tell, but want care there', () => {
    const lines = [
      { label: 'scam', text: scam },
      { label: 'benign', text: plain },
      { label: 'unsure', text: unsure },
      { label: 'unsure', text: plain },
    ] as const
    expect(evaluateMessages(lines)).toEqual({
      sensitivity: 1,
      falseAlarm: 0,
      wrong: [{ text: plain, expected: 'unsure', got: 'no-sign' }],
    })
  })
})
