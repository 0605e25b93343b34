import { describe, expect, it } from 'vitest'
import type { Command } from '../../../src/domain/intent.js'
import { Walk } from '../../support/bot/walk.js'

const command = (walk: Walk, name: Command, payload?: string) =>
  walk.take({ kind: 'command', command: name, ...(payload === undefined ? {} : { payload }) })
const read = (walk: Walk, name: Command) => walk.read(command(walk, name).screen)

function inLesson(consent: 'yes' | 'no' = 'yes'): Walk {
  const walk = new Walk()
  walk.begin(consent)
  return walk
}

describe('kind words in the middle of a question', () => {
  it.each<Command>(['thanks', 'chat', 'question', 'slower', 'greet'])(
    '"%s" leaves it open, and its buttons valid',
    (name) => {
      const walk = inLesson()
      const open = walk.prompt
      expect(command(walk, name)).toMatchObject({ prompt: 'same', events: [] })
      expect(walk.prompt).toBe(open)
    },
  )

  it('each says something of its own', () => {
    const said = (['thanks', 'chat', 'question', 'slower', 'greet', 'again'] as const).map((name) =>
      read(inLesson(), name),
    )
    expect(new Set(said).size).toBe(said.length)
  })

  it('a stranger who greets reads the first hello', () => {
    const walk = new Walk()
    expect(walk.read(command(walk, 'greet').screen)).toContain('Gương Sáng')
    expect(walk.session!.mode).toEqual({ kind: 'hello', step: 'start' })
  })

  it('an emergency is not talked away', () => {
    const walk = inLesson()
    walk.take({ kind: 'emergency', which: 'money-gone' })
    const screen = read(walk, 'again')
    for (const name of ['thanks', 'chat', 'slower', 'question'] as const)
      expect(read(walk, name)).toBe(screen)
    for (const name of ['greet', 'practise', 'back'] as const) {
      command(walk, name)
      expect(walk.session!.mode.kind).toBe('emergency')
    }
  })
})

describe('«quay lại»', () => {
  it('shows the same screen where no card comes before', () => {
    const walk = inLesson()
    const place = walk.session!.mode
    const screen = read(walk, 'again')
    expect(read(walk, 'back')).toBe(screen)
    expect(walk.session!.mode).toEqual(place)
  })
})

describe('an ambiguous word', () => {
  it('is asked about by two choices, and the one that answers the question is graded as there', () => {
    const walk = inLesson()
    const { options, item } = walk.prompt!
    const right = item!.right
    const result = walk.take({ kind: 'either', of: [{ option: right }, { command: 'stop' }] })
    expect(result.screen!.options.map(({ id }) => id)).toEqual([right, 'cmd:stop'])
    expect(options.length).toBeGreaterThan(1)
    const graded = walk.take({ kind: 'choose', option: right, by: 'press' })
    expect(graded.events).toContainEqual(
      expect.objectContaining({ kind: 'attempted', option: right, right: true }),
    )
  })

  it('leads to the other meaning, which grades nothing', () => {
    const walk = inLesson()
    walk.take({ kind: 'either', of: [{ option: walk.prompt!.item!.right }, { command: 'again' }] })
    const result = walk.take({ kind: 'choose', option: 'cmd:again', by: 'press' })
    expect(result.events.map(({ kind }) => kind)).not.toContain('attempted')
    expect(walk.prompt!.item).not.toBeNull()
  })

  it('never erases before it is confirmed', () => {
    const walk = inLesson()
    walk.take({ kind: 'either', of: [{ command: 'erase' }, { command: 'again' }] })
    const result = walk.take({ kind: 'choose', option: 'cmd:erase', by: 'press' })
    expect(result.form).toBe('erase')
    expect(result.events.map(({ kind }) => kind)).not.toContain('erased')
  })
})

describe('settings asked for by name', () => {
  it.each([
    ['hour', 'set-hour'],
    ['address', 'set-address'],
    ['place', 'set-place'],
  ] as const)('"%s" opens its own question', (name, form) => {
    expect(command(inLesson(), name, 'x').form).toBe(form)
  })

  it('in a trial only the form of address is taken', () => {
    const walk = inLesson('no')
    expect(command(walk, 'address', 'gọi tôi là ông').form).toBeNull()
    expect(walk.session!.trial!.formOfAddress).toBe('ong')
    expect(command(walk, 'hour', 'nhắc lúc 7 giờ').form).toBeNull()
  })
})

describe('a bare cry for help', () => {
  const CRY = {
    kind: 'either',
    of: [{ emergency: 'being-called' }, { emergency: 'health' }, { emergency: 'money-gone' }],
  } as const

  it.each(['in a lesson', 'as a stranger'])('%s: says whom to call, and asks what for', (where) => {
    const walk = where === 'in a lesson' ? inLesson() : new Walk()
    const { screen, events } = walk.take(CRY)
    expect(screen!.options.map(({ id }) => id)).toEqual(['cry:being-called', 'cry:health', 'cry:money-gone'])
    expect(walk.read(screen)).toContain('115')
    expect(events).toEqual([])
  })
})

describe('talk of the police, of codes and of money', () => {
  it.each(['công an xã mới ghé nhà hàng xóm chơi', 'mấy ổng cứ nhắc otp hoài à con'])(
    '%j is not soothed: the way to help is told',
    (text) => {
      const walk = inLesson()
      const said = walk.read(walk.take({ kind: 'words', text, masked: false }).screen)
      expect(said).toContain('«cứu»')
    },
  )
})

describe('a wish for no reminders', () => {
  it('asks for no hour on the same day', () => {
    const walk = inLesson()
    const { events } = command(walk, 'no-reminders')
    expect(events).toContainEqual({ kind: 'reminders-stopped' })
    expect(command(walk, 'stop').form).toBeNull()
  })

  it('on trial is told that there are none', () => {
    const walk = inLesson('no')
    const result = command(walk, 'no-reminders')
    expect(result.events).toEqual([])
    expect(walk.read(result.screen)).toContain('không nhắc đâu')
  })
})
