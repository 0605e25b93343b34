import { describe, expect, it } from 'vitest'
import { knownOptions } from '../../../src/bot/render.js'
import { readIntent } from '../../../src/domain/intent.js'
import type { StandingBy } from '../../../src/domain/family.js'
import type { EmergencyKind } from '../../../src/domain/session.js'
import type { Result } from '../../../src/domain/turn/turn.js'
import { words } from '../../support/bot/content.js'
import { Walk } from '../../support/bot/walk.js'

const HOA: StandingBy = {
  helpingId: 1,
  helperName: 'Hoa',
  sees: true,
  hearsOfScams: true,
  reachable: true,
  onWeb: false,
}
const MINH: StandingBy = { helpingId: 2, helperName: 'Minh', sees: false, reachable: true, onWeb: false }
const LAN: StandingBy = {
  helpingId: 3,
  helperName: 'Lan',
  sees: true,
  hearsOfScams: true,
  reachable: true,
  onWeb: false,
}

/** A learner in the middle of a lesson, with those who help; eight in the morning. */
function inLesson(...helpers: StandingBy[]): Walk {
  const walk = new Walk()
  walk.begin()
  walk.helpers = helpers
  return walk
}

const cry = (walk: Walk, which: EmergencyKind): Result => walk.take({ kind: 'emergency', which })
const ids = ({ screen }: Result): string[] => screen!.options.map(({ id }) => id)
/** What somebody types; read against what stands open, as in a chat. */
function types(walk: Walk, text: string): Result {
  const { prompt } = walk
  const open = prompt && { stamp: 's', options: knownOptions(prompt, words, walk.spokenTo) }
  return walk.take(readIntent({ kind: 'text', text, masked: [] }, { prompt: open }))
}
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

  it('hung up: what is gone is asked all the same, and the bank comes for whoever paid', () => {
    const walk = inLesson()
    cry(walk, 'being-called')
    const asked = types(walk, 'tắt rồi')
    expect(walk.read(asked.screen)).toContain('Chú có lỡ chuyển tiền, đọc mã, cài ứng dụng gì không?')
    expect(ids(asked)).toEqual(['nothing-gone', 'money', 'code'])
    expect(walk.read(types(walk, 'lỡ chuyển rồi').screen)).toMatch(/^Chú gọi ngân hàng ngay/)
  })

  it.each(['chưa', 'dạ chưa', 'không', 'chua con oi', 'chưa tắt', 'chưa được', 'nó không cho tắt'])(
    '«%s» to whether they hung up is no yes: they are bidden to hang up again',
    (text) => {
      const walk = inLesson()
      cry(walk, 'being-called')
      const result = types(walk, text)
      expect(walk.read(result.screen)).toMatch(/^Chú tắt máy ngay\. Không ai bị bắt vì tắt máy\.\n/)
      expect(ids(result)).toEqual(['hung-up', 'money', 'code'])
    },
  )

  it.each([
    ['đọc rồi', 'Lỡ cài ứng dụng lạ: tắt mạng'],
    ['chuyển rồi', 'Gọi xong gõ 1'],
  ])('«%s» is answered with the bank', (text, then) => {
    const walk = inLesson()
    cry(walk, 'being-called')
    const bank = walk.read(types(walk, text).screen)
    expect(bank).toMatch(/^Chú gọi ngân hàng ngay/)
    expect(bank).toContain(then)
  })

  it('«lỡ rồi» does not say what: it is asked', () => {
    const walk = inLesson()
    cry(walk, 'being-called')
    expect(ids(types(walk, 'lỡ rồi'))).toEqual(['money', 'code'])
  })

  it.each(['chưa', 'dạ chưa', 'không', 'chua con oi', 'chưa mất gì'])(
    'nothing gone («%s»): the learner did well, and hears whom to ask',
    (text) => {
      const walk = inLesson()
      cry(walk, 'being-called')
      walk.choose('hung-up')
      const result = types(walk, text)
      expect(walk.read(result.screen)).toMatch(/giữ được tiền[^]*đừng nghe[^]*113 \(miễn phí\)/)
      expect(ids(result)).toEqual([])
    },
  )

  it('money gone: the bank comes first, and the net stays', () => {
    const walk = inLesson()
    cry(walk, 'being-called')
    const text = walk.read(walk.choose('money').screen)
    expect(text).toMatch(/^Chú gọi ngân hàng ngay, số in sau thẻ\. Nói: «Khoá giùm, tôi bị lừa\.»\n/)
    expect(text).not.toContain('tắt mạng')
  })

  it('a code or an application gone: the bank comes first, then the net', () => {
    const walk = inLesson()
    cry(walk, 'being-called')
    const text = walk.read(walk.choose('code').screen)
    expect(text).toMatch(
      /^Chú gọi ngân hàng ngay, số in sau thẻ\. Nói: «Khoá giùm, tôi bị lừa\.»\nKhông thấy thẻ: [^]*ngân hàng gần nhất\.\nLỡ cài ứng dụng lạ: tắt mạng/,
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

  it('who may see is told at once; who may not, when the learner wants it', () => {
    const walk = inLesson(HOA, MINH)
    const bank = cry(walk, 'money-gone')
    expect(bank.events).toContainEqual({
      kind: 'emergency-told',
      helpingIds: [1],
      which: 'money-gone',
      asked: false,
    })
    expect(walk.read(bank.screen)).toMatch(/^Chú gọi ngân hàng ngay[^]*\nCon đã nhắn cho Hoa rồi\.\n/)
    const asked = walk.choose('done')
    expect(walk.read(asked.screen)).toMatch(/đừng xoá[^]*113[^]*\nCon báo cho Minh giúp chú nhé\?$/)
    expect(ids(asked)).toEqual(['tell', 'self'])
    const told = walk.choose('tell')
    expect(told.events).toEqual([
      { kind: 'emergency-told', helpingIds: [2], which: 'money-gone', asked: true },
    ])
    const text = walk.read(told.screen)
    expect(text).toMatch(/^Con đã gửi cho Hoa và Minh rồi\. Chú gọi Hoa luôn cho yên tâm\.\nAi hứa/)
    expect(text).toContain('Chú không có lỗi gì')
    expect(ids(told)).toEqual([])
    expect(walk.read(walk.says('again').screen)).toBe(text)
  })

  it('of a call too, and nobody is left to be asked for', () => {
    const walk = inLesson(HOA)
    const result = cry(walk, 'being-called')
    expect(result.events).toContainEqual({
      kind: 'emergency-told',
      helpingIds: [1],
      which: 'being-called',
      asked: false,
    })
    expect(walk.read(result.screen)).toMatch(
      /^Chú tắt máy ngay[^]*\nCon đã nhắn cho Hoa rồi\.\nChú đã tắt chưa\?$/,
    )
    walk.choose('hung-up')
    expect(ids(walk.choose('nothing-gone'))).toEqual([])
  })

  it('who agreed to an older text is told unasked of an illness alone', () => {
    const walk = inLesson({ ...HOA, hearsOfScams: false })
    expect(toldTo(cry(walk, 'money-gone'))).toEqual([])
    expect(walk.read(walk.choose('done').screen)).toContain('Con báo cho Hoa giúp chú nhé?')
    expect(toldTo(cry(walk, 'health'))).toEqual([[1]])
  })

  it('whoever calls the family themselves has told nobody', () => {
    const walk = inLesson(MINH)
    cry(walk, 'money-gone')
    walk.choose('done')
    const alone = walk.choose('self')
    expect(walk.read(alone.screen)).toMatch(/^Dạ, chú gọi Minh ngay nhé\.\nAi hứa/)
    expect(alone.events).toEqual([])
  })

  it.each(['gọi giùm', 'gọi giùm bác', 'con gọi giúp chú', 'báo giúp'])(
    '«%s» asks us to tell them',
    (text) => {
      const walk = inLesson(MINH)
      cry(walk, 'money-gone')
      walk.choose('done')
      expect(toldTo(types(walk, text))).toEqual([[2]])
    },
  )

  it.each(['tự gọi', 'để tui tự gọi', 'khỏi báo'])('«%s» does not', (text) => {
    const walk = inLesson(MINH)
    cry(walk, 'money-gone')
    walk.choose('done')
    expect(walk.read(types(walk, text).screen)).toContain('chú gọi Minh ngay nhé')
  })

  it('says at once who cannot be reached, and tries nothing', () => {
    const walk = inLesson({ ...HOA, reachable: false })
    const bank = cry(walk, 'money-gone')
    expect(walk.read(bank.screen)).toMatch(
      /^Chú gọi ngân hàng ngay[^]*\nCon chưa gửi được cho Hoa\. Chú bấm gọi Hoa nhé\.\n/,
    )
    expect(toldTo(bank)).toEqual([])
    expect(ids(walk.choose('done'))).toEqual([])
  })

  it('says of who was asked for that they cannot be reached', () => {
    const walk = inLesson({ ...MINH, reachable: false })
    cry(walk, 'money-gone')
    walk.choose('done')
    const told = walk.choose('tell')
    expect(walk.read(told.screen)).toMatch(/^Con chưa gửi được cho Minh\. Chú bấm gọi Minh nhé\.\nAi hứa/)
    expect(told.events).toEqual([])
  })

  it('tells the one who can be reached apart from the one who cannot', () => {
    const walk = inLesson({ ...HOA, reachable: false }, MINH)
    cry(walk, 'being-called')
    walk.choose('hung-up')
    walk.choose('nothing-gone')
    const told = walk.choose('tell')
    expect(toldTo(told)).toEqual([[2]])
    expect(walk.read(told.screen)).toMatch(
      /^Con đã gửi cho Minh rồi\.[^]*\nCon chưa gửi được cho Hoa\.[^]*\nCần thì hỏi/,
    )
  })

  it('of more than two helpers all are told and two are named', () => {
    const walk = inLesson(HOA, LAN, { ...LAN, helpingId: 4, helperName: 'Tư' })
    const bank = cry(walk, 'money-gone')
    expect(walk.read(bank.screen)).toContain('Con đã nhắn cho Hoa, Lan và người nhà khác rồi.')
    expect(toldTo(bank)).toEqual([[1, 3, 4]])
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
    expect(ids(result)).toEqual(['done', 'called'])
    expect(ids(walk.choose('done'))).toEqual([])
  })

  it('who may not see is told only when the learner wants it; 115 still waits', () => {
    const walk = inLesson(MINH)
    const result = cry(walk, 'health')
    expect(toldTo(result)).toEqual([])
    expect(ids(result)).toEqual(['done', 'called', 'tell'])
    const told = walk.choose('tell')
    expect(told.events).toEqual([{ kind: 'emergency-told', helpingIds: [2], which: 'health', asked: true }])
    expect(walk.read(told.screen)).toMatch(/^Chú gọi 115 ngay[^]*\nCon đã nhắn cho Minh rồi\.$/)
    expect(ids(told)).toEqual(['done', 'called'])
  })

  it.each(['chưa đỡ', 'chưa gọi được', 'chưa'])('«%s» is not yet over: what is to be done stays', (text) => {
    const walk = inLesson()
    cry(walk, 'health')
    const result = types(walk, text)
    expect(walk.read(result.screen)).toMatch(/^Chú gọi 115 ngay/)
    expect(ids(result)).toEqual(['done', 'called'])
  })

  it.each([
    'gọi rồi',
    'gọi 115 rồi',
    'dạ gọi rồi con',
    'goi roi',
    'đã gọi',
    'xong rồi',
    'gọi cấp cứu rồi',
    'xe đang tới',
    '2',
  ])('«%s» is answered with how to wait, and is not yet over', (text) => {
    const walk = inLesson()
    const before = walk.read(cry(walk, 'health').screen)
    const result = types(walk, text)
    const read = walk.read(result.screen)
    expect(read).not.toBe(before)
    expect(read).toMatch(/^Dạ, chú gọi rồi là phải[^]*đón xe[^]*115/)
    expect(ids(result)).toEqual(['done'])
    expect(walk.read(types(walk, 'đỡ rồi').screen)).toMatch(/^Qua cơn rồi/)
  })

  it('called, and then cried again: what is to be done comes again', () => {
    const walk = inLesson(MINH)
    cry(walk, 'health')
    expect(ids(types(walk, 'gọi rồi'))).toEqual(['done', 'tell'])
    expect(walk.read(cry(walk, 'health').screen)).toMatch(/^Chú gọi 115 ngay/)
  })

  it.each(['đỡ rồi', 'dạ đỡ nhiều rồi', 'khoẻ rồi con'])('«%s» is', (text) => {
    const walk = inLesson()
    cry(walk, 'health')
    expect(walk.read(types(walk, text).screen)).toMatch(/^Qua cơn rồi/)
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
    expect(toldTo(cry(walk, 'being-called'))).toEqual([[1]])
    expect(toldTo(cry(walk, 'health'))).toEqual([[1]])
  })
})

describe('alarms', () => {
  it('each kind is remembered by itself: to and fro tells nobody twice', () => {
    const walk = inLesson(HOA)
    expect(toldTo(cry(walk, 'health'))).toEqual([[1]])
    expect(toldTo(cry(walk.later(1), 'money-gone'))).toEqual([[1]])
    const again = cry(walk.later(1), 'health')
    expect(toldTo(again)).toEqual([])
    expect(walk.read(again.screen)).toContain('Con đã nhắn cho Hoa rồi.')
    expect(toldTo(cry(walk.later(1), 'money-gone'))).toEqual([])
  })

  it('have no cap', () => {
    const walk = inLesson(HOA)
    for (let alarm = 0; alarm < 6; alarm++) expect(toldTo(cry(walk.later(20), 'health'))).toEqual([[1]])
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
