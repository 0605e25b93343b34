import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCurriculum } from '../../src/content/load.js'
import { ruleSchema, toRules } from '../../src/content/rule-file.js'
import { readYaml } from '../../src/content/yaml-file.js'
import type { QuestionExercise, TaskExercise } from '../../src/domain/exercise.js'

const curriculum = loadCurriculum(fileURLToPath(new URL('fixtures/good', import.meta.url)))
const { exercises, exercisesOf, skills, rules, areas } = curriculum

const question = (key: string): QuestionExercise => {
  const exercise = exercises.get(key)
  if (exercise === undefined || exercise.type === 'task') throw new Error(`${key} is no question`)
  return exercise
}
const task = (key: string): TaskExercise => {
  const exercise = exercises.get(key)
  if (exercise?.type !== 'task') throw new Error(`${key} is no task`)
  return exercise
}
const tasks = Array.from({ length: 12 }, (_, index) => task(`giu-ma/tin-co-ma.${index + 1}`))

describe('skills and exercises', () => {
  it('keep the order of their files', () => {
    expect([...skills.keys()]).toEqual(['giu-ma', 'nhan-gia-danh', 'tu-choi-duong-dan', 'khoa-va-bao'])
    expect(skills.get('giu-ma')).toEqual({
      id: 'giu-ma',
      area: 'nen-tang',
      title: 'Giữ kín mã',
      can: 'không đọc mã cho ai',
      safetyCritical: true,
      requires: [],
      misconceptions: [
        { id: 'cho-xong', belief: 'Đọc mã là xong việc', thought: '{Goi} muốn xong việc, ai cũng vậy.' },
        {
          id: 'nho-nguoi',
          belief: 'Nhờ ai gõ cũng được',
          thought: '{Goi} muốn có người cùng xem, vậy là phải.',
        },
        { id: 'giup-ho', belief: 'Ai xin cũng nên giúp', thought: '{Goi} muốn giúp họ, vậy là tử tế.' },
      ],
    })
    expect(areas.map(({ id }) => id)).toEqual(['lam-quen', 'tu-bao-ve', 'nen-tang'])
  })

  it('are listed under their skill', () => {
    expect([...exercisesOf.keys()]).toEqual([...skills.keys()])
    const own = [...exercises.values()].filter(({ skill }) => skill === 'giu-ma')
    expect(exercisesOf.get('giu-ma')).toEqual(own)
    expect(exercisesOf.get('giu-ma')![0]).toBe(exercises.get('giu-ma/xin-ma.1'))
  })

  it('have one key for each variant and one source for all variants', () => {
    const keys = [...exercises.keys()].filter((key) => key.startsWith('giu-ma/'))
    expect([...keys.slice(0, 6), keys.find((key) => key.includes('/tin-'))]).toEqual([
      'giu-ma/xin-ma.1',
      'giu-ma/xin-ma.2',
      'giu-ma/xin-ma.3',
      'giu-ma/ai-hoi.1',
      'giu-ma/ai-hoi.2',
      'giu-ma/hai-duong.1',
      'giu-ma/tin-co-ma.1',
    ])
    expect(new Set(tasks.map(({ source }) => source))).toEqual(new Set(['giu-ma/tin-co-ma']))
  })
})

describe('questions', () => {
  it('have the fields of their value filled in, and leave the form of address open', () => {
    expect(question('giu-ma/xin-ma.2')).toMatchObject({ type: 'question', skill: 'giu-ma' })
    expect(question('giu-ma/xin-ma.2').item).toMatchObject({
      kind: 'item',
      id: 'xin-ma',
      text: 'Có người xưng là người giao hàng, xin mã để giao gói hàng. {Goi} làm gì?',
      right: 'b',
      fixedOrder: false,
      nextTime: 'Lần sau {goi} giữ mã, tắt máy.',
    })
  })

  it('take texts and the right choice by the value, and no thought behind the right one', () => {
    const [stranger, own] = [question('giu-ma/ai-hoi.1').item, question('giu-ma/ai-hoi.2').item]
    expect([stranger.right, own.right]).toEqual(['b', 'a'])
    expect(stranger.why).toBe('Người ngoài không cần mật mã của {goi}.')
    expect(own.why).toBe('Máy hỏi là để chắc chính {goi} đang mở.')
    expect(stranger.choices.map((choice) => 'thought' in choice)).toEqual([true, false, true])
    expect(own.choices.map((choice) => 'thought' in choice)).toEqual([false, true, true])
    expect(own.fixedOrder).toBe(true)
  })

  it('say the thought of the misconception that a wrong choice names', () => {
    const [hurried] = question('giu-ma/xin-ma.1').item.choices
    expect(hurried).toEqual({
      id: 'a',
      text: 'Đọc mã cho nhanh',
      thought: '{Goi} muốn xong việc, ai cũng vậy.',
      misconception: 'cho-xong',
    })
  })

  it('with two choices are pairs', () => {
    expect(question('giu-ma/hai-duong.1').type).toBe('pair')
  })
})

describe('tasks', () => {
  it('are numbered by the product of their axes, the last one fastest', () => {
    const shown = tasks.map(({ steps }) => {
      const [message, what] = steps[0]!.screen.parts
      return [
        what?.kind === 'field' && what.value,
        message?.kind === 'message' && message.from,
        message?.kind === 'message' && /\d+/.exec(message.text)?.[0],
      ]
    })
    expect(shown).toEqual(
      ['Đăng nhập máy khác', 'Đổi mật khẩu'].flatMap((what) =>
        ['Ngân hàng Lúa Vàng', 'Ngân hàng Sông Quê'].flatMap((from) =>
          ['482913', '705528', '160347'].map((code) => [what, from, code]),
        ),
      ),
    )
  })

  it('have the steps of their variant only', () => {
    const stepsOf = ({ steps }: TaskExercise) => steps.map(({ id }) => id)
    for (const fraudulent of tasks.slice(0, 6))
      expect(stepsOf(fraudulent)).toEqual(['tin-den', 'chan-so', 'xem-lai', 'xong'])
    for (const genuine of tasks.slice(6))
      expect(stepsOf(genuine)).toEqual(['tin-den', 'go-ma', 'xem-lai', 'xong'])
  })

  it('say of every wrong choice what would happen, and nothing of the right one', () => {
    for (const { steps } of tasks) {
      for (const { choices, right } of steps)
        for (const choice of choices) expect('then' in choice).toBe(choice.id !== right)
    }
    expect([tasks[0]!.steps[0]!.right, tasks[6]!.steps[0]!.right]).toEqual(['b', 'c'])
  })

  it('draw screens of every kind of part', () => {
    expect(tasks[8]!.steps[0]!.screen).toEqual({
      title: 'Tin nhắn',
      parts: [
        {
          kind: 'message',
          from: 'Ngân hàng Lúa Vàng',
          text: 'Mã của quý vị là 160347. Không đưa mã cho ai.',
        },
        { kind: 'field', label: 'Việc', value: 'Đổi mật khẩu' },
        { kind: 'note', text: 'Quý vị vừa bấm đổi mật khẩu' },
      ],
    })
  })

  it('point to the step of the planned mistake', () => {
    for (const { slip } of tasks) expect(slip).toEqual({ step: 0, choice: 'a' })
  })

  it('put their choices in an order that is written down for ever', () => {
    const orders = tasks.map(({ steps }) => steps[0]!.choices.map(({ id }) => id).join(''))
    // If this fails, everybody's open task changes its numbers under their fingers.
    expect(orders).toEqual([
      'abc',
      'abc',
      'acb',
      'cab',
      'bac',
      'cab',
      'bac',
      'cab',
      'cba',
      'bca',
      'bac',
      'abc',
    ])
  })

  it('keep the written order where it matters', () => {
    for (const { steps } of tasks.slice(6))
      expect(steps[1]!.choices.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})

describe('the rule', () => {
  it('is told by its version, and the current one is one of them', () => {
    expect([...rules.versions.keys()]).toEqual(['TT-1.0'])
    expect(rules.versions.get('TT-1.0')).toBe(rules.current)
  })

  it('has what was published as TT-1.0', () => {
    const content = fileURLToPath(new URL('../../content', import.meta.url))
    const { value } = readYaml(content, 'rule.yaml', ruleSchema, [])
    expect(toRules(value!).versions.get('TT-1.0')).toEqual({
      version: 'TT-1.0',
      rates: {
        question: { guess: 1 / 3, slip: 0.12, evidence: { guess: 0.5, slip: 0.15 } },
        pair: { guess: 0.5, slip: 0.1, evidence: null },
        task: { guess: 0.05, slip: 0.35, evidence: { guess: 0.1, slip: 0.3 } },
      },
      initial: 0.2,
      placementCap: 0.6,
      learn: 0.15,
      seenInLife: { ratio: 1.25, cap: 0.9, everyDays: 7 },
      memory: { retention: 0.9, shortest: 1, longest: 45 },
      award: { evidence: 20, mastery: 0.95, tasks: 2, days: 3, spanDays: 7 },
      countedPerDay: 3,
      variantRestDays: 90,
      hasteMs: 2000,
      abandonMs: 86_400_000,
      capstoneDays: 14,
      lapse: { below: 0.65, keepDays: 180, doubt: { kind: 'failed-days', days: 2 } },
      areaReturnsWithSkill: false,
    })
  })
})
