import { describe, expect, it } from 'vitest'
import type { StandingBy } from '../../../src/domain/family.js'
import type { EmergencyKind } from '../../../src/domain/session.js'
import type { Result } from '../../../src/domain/turn/turn.js'
import { Walk } from '../../support/bot/walk.js'

const HOA: StandingBy = { helpingId: 1, helperName: 'Hoa', sees: true, reachable: true, onWeb: false }
const MINH: StandingBy = { helpingId: 2, helperName: 'Minh', sees: false, reachable: true, onWeb: false }
const LAN: StandingBy = { helpingId: 3, helperName: 'Lan', sees: true, reachable: true, onWeb: false }

/** A learner in the middle of a lesson, with those who help; eight in the morning. */
function inLesson(...helpers: StandingBy[]): Walk {
  const walk = new Walk()
  walk.begin()
  walk.helpers = helpers
  return walk
}

const cry = (walk: Walk, which: EmergencyKind): Result => walk.take({ kind: 'emergency', which })
const ids = ({ screen }: Result): string[] => screen!.options.map(({ id }) => id)
const kinds = ({ events }: Result): string[] => events.map(({ kind }) => kind)
const toldTo = ({ events }: Result): number[][] =>
  events.flatMap((event) => (event.kind === 'emergency-told' ? [event.helpingIds] : []))

describe('somebody on the line', () => {
  it('is hung up on first; then it is asked what is gone', () => {
    const walk = inLesson()
    const result = cry(walk, 'being-called')
    expect(walk.read(result.screen)).toMatch(/^Chú tắt máy ngay\. Không ai bị bắt vì tắt máy\.\n/)
    expect(ids(result)).toEqual(['hung-up', 'money', 'code'])
  })

  it('nothing gone: the learner did well, and hears whom to ask', () => {
    const walk = inLesson()
    cry(walk, 'being-called')
    const result = walk.choose('hung-up')
    expect(walk.read(result.screen)).toMatch(/giữ được tiền[^]*đừng nghe[^]*113 \(miễn phí\)/)
    expect(ids(result)).toEqual([])
  })

  it('money gone: the bank comes first, and the net stays', () => {
    const walk = inLesson()
    cry(walk, 'being-called')
    const text = walk.read(walk.choose('money').screen)
    expect(text).toMatch(/^Chú gọi ngân hàng ngay, số in sau thẻ\. Nói: «Khoá giùm, tôi bị lừa\.»\n/)
    expect(text).not.toContain('tắt mạng')
  })

  it('a code or an application gone: the net goes first, another phone calls', () => {
    const walk = inLesson()
    cry(walk, 'being-called')
    const text = walk.read(walk.choose('code').screen)
    expect(text).toMatch(
      /^Lỡ cài ứng dụng lạ thì tắt mạng máy này trước\. Mượn máy khác gọi\.\nChú gọi ngân hàng ngay/,
    )
    expect(walk.session!.emergency).toMatchObject({ which: 'money-gone' })
  })
})

describe('money gone', () => {
  it('bank, then evidence and police, then the warning', () => {
    const walk = inLesson()
    const bank = cry(walk, 'money-gone')
    expect(walk.read(bank.screen)).toMatch(
      /^Chú gọi ngân hàng ngay, số in sau thẻ\. Nói: «Khoá giùm, tôi bị lừa\.»\n[^]*ngân hàng gần nhất/,
    )
    expect(ids(bank)).toEqual(['done'])
    const text = walk.read(walk.choose('done').screen)
    expect(text).toMatch(
      /đừng xoá[^]*công an xã[^]*113[^]*Kể cho con cháu[^]*thu phí cũng là lừa\. Chú không có lỗi gì/,
    )
  })

  it('the family is told when the learner wants it, all of them, and named', () => {
    const walk = inLesson(HOA, MINH)
    expect(toldTo(cry(walk, 'money-gone'))).toEqual([])
    const asked = walk.choose('done')
    expect(walk.read(asked.screen)).toMatch(/đừng xoá[^]*113[^]*\nCon báo cho Hoa và Minh giúp chú nhé\?$/)
    expect(ids(asked)).toEqual(['tell', 'self'])
    const told = walk.choose('tell')
    expect(told.events).toEqual([
      { kind: 'emergency-told', helpingIds: [1, 2], which: 'money-gone', asked: true },
    ])
    const text = walk.read(told.screen)
    expect(text).toMatch(/^Con đã gửi cho Hoa và Minh rồi\. Chú gọi Hoa luôn cho yên tâm\.\nAi hứa/)
    expect(text).toContain('Chú không có lỗi gì')
    expect(ids(told)).toEqual([])
    expect(walk.read(walk.says('again').screen)).toBe(text)
  })

  it('whoever calls the family themselves has told nobody', () => {
    const walk = inLesson(HOA)
    cry(walk, 'money-gone')
    walk.choose('done')
    const alone = walk.choose('self')
    expect(walk.read(alone.screen)).toMatch(/^Dạ, chú gọi Hoa ngay nhé\.\nAi hứa/)
    expect(alone.events).toEqual([])
  })

  it('says at once who cannot be reached, and tries nothing', () => {
    const walk = inLesson({ ...HOA, reachable: false })
    cry(walk, 'money-gone')
    walk.choose('done')
    const told = walk.choose('tell')
    expect(walk.read(told.screen)).toMatch(/^Con chưa gửi được cho Hoa\. Chú bấm gọi Hoa nhé\.\nAi hứa/)
    expect(told.events).toEqual([])
  })

  it('tells the one who can be reached apart from the one who cannot', () => {
    const walk = inLesson({ ...HOA, reachable: false }, MINH)
    cry(walk, 'being-called')
    walk.choose('hung-up')
    const told = walk.choose('tell')
    expect(toldTo(told)).toEqual([[2]])
    expect(walk.read(told.screen)).toMatch(
      /^Con đã gửi cho Minh rồi\.[^]*\nCon chưa gửi được cho Hoa\.[^]*\nCần thì hỏi/,
    )
  })

  it('of more than two helpers all are told and two are named', () => {
    const walk = inLesson(HOA, MINH, LAN)
    cry(walk, 'money-gone')
    expect(walk.read(walk.choose('done').screen)).toContain(
      'Con báo cho Hoa, Minh và người nhà khác giúp chú nhé?',
    )
    expect(toldTo(walk.choose('tell'))).toEqual([[1, 2, 3]])
  })
})

describe('an illness', () => {
  it('115 first, and those who may see are told without asking', () => {
    const walk = inLesson(HOA)
    const result = cry(walk, 'health')
    expect(walk.read(result.screen)).toMatch(
      /^Chú gọi 115 ngay \(miễn phí\)\.[^]*\nCon đã nhắn cho Hoa rồi\.$/,
    )
    expect(result.events).toContainEqual({
      kind: 'emergency-told',
      helpingIds: [1],
      which: 'health',
      asked: false,
    })
    expect(ids(result)).toEqual(['done'])
    expect(ids(walk.choose('done'))).toEqual([])
  })

  it('who may not see is told only when the learner wants it; 115 still waits', () => {
    const walk = inLesson(MINH)
    const result = cry(walk, 'health')
    expect(toldTo(result)).toEqual([])
    expect(ids(result)).toEqual(['done', 'tell'])
    const told = walk.choose('tell')
    expect(told.events).toEqual([{ kind: 'emergency-told', helpingIds: [2], which: 'health', asked: true }])
    expect(walk.read(told.screen)).toMatch(/^Chú gọi 115 ngay[^]*\nCon đã nhắn cho Minh rồi\.$/)
    expect(ids(told)).toEqual(['done'])
  })

  it('does not rely on a page that may be closed', () => {
    const walk = inLesson({ ...HOA, onWeb: true })
    expect(walk.read(cry(walk, 'health').screen)).toContain('Hoa mở trang mới thấy, chú gọi Hoa luôn nhé.')
  })

  it('names who could not be reached', () => {
    const walk = inLesson({ ...HOA, reachable: false })
    const result = cry(walk, 'health')
    expect(walk.read(result.screen)).toContain('Con chưa gửi được cho Hoa. Chú bấm gọi Hoa nhé.')
    expect(toldTo(result)).toEqual([])
  })

  it('cried out again within minutes tells nobody twice; later it does', () => {
    const walk = inLesson(HOA)
    expect(toldTo(cry(walk, 'health'))).toEqual([[1]])
    const again = cry(walk.later(3), 'health')
    expect(toldTo(again)).toEqual([])
    expect(walk.read(again.screen)).toContain('Con đã nhắn cho Hoa rồi.')
    expect(toldTo(cry(walk.later(10), 'health'))).toEqual([[1]])
  })

  it('is another matter than the swindler that was told before', () => {
    const walk = inLesson(HOA)
    cry(walk, 'being-called')
    walk.choose('hung-up')
    walk.choose('tell')
    expect(toldTo(cry(walk, 'health'))).toEqual([[1]])
  })
})

describe('alarms', () => {
  it('each kind is remembered by itself: to and fro tells nobody twice', () => {
    const walk = inLesson(HOA)
    expect(toldTo(cry(walk, 'health'))).toEqual([[1]])
    cry(walk.later(1), 'money-gone')
    walk.choose('done')
    expect(toldTo(walk.choose('tell'))).toEqual([[1]])
    const again = cry(walk.later(1), 'health')
    expect(toldTo(again)).toEqual([])
    expect(walk.read(again.screen)).toContain('Con đã nhắn cho Hoa rồi.')
    cry(walk.later(1), 'money-gone')
    expect(ids(walk.choose('done'))).toEqual([])
  })

  it('are sent three times a day; then the learner is bidden to call, and the next day they go out again', () => {
    const walk = inLesson(HOA)
    for (let alarm = 0; alarm < 3; alarm++) expect(toldTo(cry(walk.later(20), 'health'))).toEqual([[1]])
    const fourth = cry(walk.later(20), 'health')
    expect(toldTo(fourth)).toEqual([])
    expect(walk.read(fourth.screen)).toContain('Con chưa gửi được cho Hoa. Chú bấm gọi Hoa nhé.')
    expect(walk.read(fourth.screen)).toMatch(/^Chú gọi 115 ngay/)
    expect(toldTo(cry(walk.later(24 * 60), 'health'))).toEqual([[1]])
  })
})

describe('nobody is told of', () => {
  it('who is not kept', () => {
    const walk = new Walk()
    walk.helpers = [HOA]
    const result = cry(walk, 'health')
    expect(result.events).toEqual([])
    expect(walk.read(result.screen)).not.toContain('Hoa')
  })
})

describe('an emergency in the middle of it', () => {
  it('grades nothing, and each one promises a line on the morning after', () => {
    const walk = inLesson()
    walk.untilItem()
    const place = walk.session!.mode
    expect(kinds(cry(walk, 'being-called'))).toEqual(['emergency-begun'])
    expect(kinds(walk.choose('money'))).toEqual(['emergency-begun'])
    expect(kinds(walk.choose('done'))).toEqual([])
    expect(walk.session!.mode).toMatchObject({ kind: 'emergency', back: place })
  })
})
