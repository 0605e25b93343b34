import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluation } from '../../src/cli/evaluate.js'
import { createAsking } from '../../src/services/asking.js'
import { curriculum } from '../support/bot/content.js'

const asking = createAsking(curriculum)

/** Runs the command on a file that holds these lines. */
const run = (args: string, lines: readonly unknown[] = []) =>
  evaluation(args === '' ? [] : args.split(' '), {
    read: (file) => {
      if (file === 'missing.jsonl') throw new Error('ENOENT')
      return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
    },
    places: () => [],
    asking: () => asking,
  })

const figures = async (kind: string, lines: readonly unknown[]) => {
  const { output, code } = await run(`${kind} set.jsonl --json`, lines)
  expect(code).toBe(0)
  // One object, and nothing else.
  expect(output).toMatch(/^\{.*\}\n$/)
  return JSON.parse(output) as Record<string, unknown>
}

describe('--json', () => {
  it('tells of utterances how many came out right', async () => {
    const found = await figures('utterances', [
      { intent: 'hoc_tiep', text: 'học tiếp' },
      { intent: 'dang_bi_goi', text: 'công an đang gọi bắt chuyển tiền' },
      { intent: 'khan_cap_suc_khoe', text: 'kho tho qua' },
      { intent: 'tra_loi_B', text: 'câu b nha con' },
      { intent: 'tu_choi', text: 'hổng' },
      { intent: 'hoi_bai', text: 'lam sao dong tien dien' },
      { intent: 'khong_ro', text: 'asdfgh' },
      { intent: 'dung', text: 'học tiếp' },
    ])
    expect(found).toEqual({
      total: 8,
      correct: 7,
      accuracy: 7 / 8,
      wrong: [{ text: 'học tiếp', expected: 'dung', got: 'hoc_tiep' }],
    })
  })

  it('reads an utterance against the open question that the line gives', async () => {
    const prompt = ['Đọc mã', 'Tắt máy', 'Gọi con']
    const lines = [
      { intent: 'tra_loi_B', text: 'tắt máy', prompt },
      { intent: 'tra_loi_C', text: 'goi con', prompt },
      { intent: 'goi_con', text: 'goi con' },
      { intent: 'dong_y', text: 'dạ đúng rồi', prompt: ['Vâng', 'Không'] },
    ]
    expect(await figures('utterances', lines)).toMatchObject({ accuracy: 1, wrong: [] })
  })

  it('tells of messages how many were flagged', async () => {
    const found = await figures('messages', [
      { label: 'scam', text: 'Công an yêu cầu chuyển tiền gấp vào tài khoản an toàn, giữ bí mật' },
      { label: 'benign', text: 'Mẹ ơi tối con về ăn cơm' },
      { label: 'scam', text: 'Chúc bác ngủ ngon' },
    ])
    expect(Object.keys(found)).toEqual(['sensitivity', 'falseAlarm', 'wrong'])
    expect(found).toMatchObject({
      sensitivity: 0.5,
      falseAlarm: 0,
      wrong: [{ text: 'Chúc bác ngủ ngon', expected: 'scam', got: 'no-sign' }],
    })
  })

  it('tells of questions how many found a lesson, and how many that should find none', async () => {
    const found = await figures('questions', [
      { text: 'làm sao đóng tiền điện', lessons: ['3.7'] },
      { text: 'nấu phở', lessons: ['3.7'] },
      { text: 'hôm nay trời đẹp quá', lessons: [] },
    ])
    expect(found).toEqual({
      recallAt3: 0.5,
      falseOffer: 0,
      wrong: [{ text: 'nấu phở', expected: ['3.7'], got: [] }],
    })
  })

  it('tells of secrets how many were masked', async () => {
    const found = await figures('secrets', [
      { secret: true, text: 'otp 482913' },
      { secret: true, text: 'hôm nay trời đẹp' },
      { secret: false, text: 'sinh năm 1950' },
      { secret: false, text: 'mã otp 482913' },
    ])
    expect(found).toEqual({
      sensitivity: 0.5,
      falseAlarm: 0.5,
      wrong: [
        { text: 'hôm nay trời đẹp', expected: true, got: false },
        { text: 'mã otp 482913', expected: false, got: true },
      ],
    })
  })

  it('says null where there is nothing to have a share of', async () => {
    expect(await figures('secrets', [{ secret: true, text: 'otp 482913' }])).toEqual({
      sensitivity: 1,
      falseAlarm: null,
      wrong: [],
    })
  })

  it('reads past empty lines, a byte order mark and Windows line ends', async () => {
    const line = '{"secret":false,"text":"năm 1950"}'
    const { output } = await run('secrets set.jsonl --json', [`\uFEFF${line}\r`, '', `${line}\r`, ''])
    expect(JSON.parse(output)).toMatchObject({ falseAlarm: 0 })
  })
})

describe('in words', () => {
  it('names the figures, what was confused, and every line that came out wrong', async () => {
    const { output, code } = await run('utterances set.jsonl', [
      { intent: 'dung', text: 'học tiếp' },
      { intent: 'dung', text: 'thôi' },
    ])
    expect(code).toBe(0)
    expect(output).toContain('accuracy     0.500')
    expect(output).toMatch(/dung +hoc_tiep +1/)
    expect(output).toContain('wrong (1):\n  dung → hoc_tiep: học tiếp\n')
  })

  it('explains itself', async () => {
    const { output, code } = await run('--help')
    expect(code).toBe(0)
    for (const kind of ['utterances', 'messages', 'questions', 'secrets']) expect(output).toContain(kind)
  })
})

describe('what is not understood', () => {
  it.each([
    ['', [], 'A kind and a file are needed'],
    ['secrets', [], 'A kind and a file are needed'],
    ['proverbs set.jsonl', [], 'There is no kind "proverbs"; there are utterances, messages'],
    ['secrets set.jsonl more.jsonl', [], '"more.jsonl" is one argument too many'],
    ['secrets set.jsonl --xml', [], '"--xml" is not understood'],
    ['secrets missing.jsonl', [], 'missing.jsonl cannot be read'],
    ['secrets set.jsonl', [], 'there are no lines in it'],
    ['secrets set.jsonl', ['{"secret":true,"text":"a"}', '', 'oh'], 'set.jsonl: line 3: no JSON'],
    ['secrets set.jsonl', [{ secret: 'yes', text: 'a' }], 'line 1, secret:'],
    ['utterances set.jsonl', [{ intent: 'dung', text: 'a' }, { intent: 'tango', text: 'a' }], 'line 2, intent:'],
    ['questions set.jsonl', [{ text: 'a' }], 'line 1, lessons:'],
    ['messages set.jsonl', [{ label: 'spam', text: 'a' }], 'line 1, label:'],
    ['secrets set.jsonl', ['[]'], 'line 1: '],
  ])('%j', async (args, lines, message) => {
    const { output, code } = await run(args, lines)
    expect(code).toBe(1)
    expect(output).toContain(message)
    expect(output).toMatch(/^[^\n]+\n$/)
  }) // prettier-ignore
})

it('measures all sets that the program is tested by', async () => {
  for (const kind of ['utterances', 'questions', 'secrets']) {
    const text = readFileSync(new URL(`../evaluation/${kind}.jsonl`, import.meta.url), 'utf8')
    expect(Object.keys(await figures(kind, text.trim().split('\n')))).toContain('wrong')
  }
})
