import { afterEach, describe, expect, it, vi } from 'vitest'
import { profileWith } from '../../../src/channels/telegram/profile.js'
import { openWire, QUICK, SECRET, type Wire, type WireOptions } from '../../support/telegram/wire.js'

const wires: Wire[] = []
async function wire(options: WireOptions = {}): Promise<Wire> {
  const opened = await openWire(options)
  wires.push(opened)
  return opened
}
afterEach(async () => {
  for (const opened of wires.splice(0)) await opened.close()
})
const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 20_000, interval: 5 })

const to = (address: number) => ({ address: String(address), contactId: 42 })
const hello = { method: 'sendMessage', payload: { chat_id: 42, text: 'Cháu chào bác.' } }
const answer = (id: unknown) => ({ method: 'answerCallbackQuery', payload: { callback_query_id: id } })

describe('at start', () => {
  it('the bot learns its name, in place, and has links for invitations from then on', async () => {
    const { server, channel } = await wire()
    const held = channel.botInfo
    expect(channel.inviteLink('lua-sen-trau')).toBeNull()
    expect(held).toMatchObject({ id: 123456, is_bot: true, username: 'bot123456' })
    await channel.start()
    await soon(() => expect(held.username).toBe(server.bot.username))
    expect(channel.inviteLink('lua-sen-trau')).toBe(`https://t.me/${held.username}?start=lua-sen-trau`)
  })

  it('a process for pages alone learns the name too, and neither polls nor registers anything', async () => {
    const { server, channel } = await wire()
    await channel.meet()
    await soon(() => expect(channel.inviteLink('x')).toBe(`https://t.me/${server.bot.username}?start=x`))
    expect(server.calls.map(({ method }) => method)).toEqual(['getMe'])
  })

  it('commands, descriptions and menu button are registered', async () => {
    const { server, channel } = await wire()
    await channel.start()
    await soon(() => expect(server.callsOf('setMyShortDescription')).toHaveLength(1))
    const names = server.callsOf('setMyCommands')[0]?.payload['commands']
    expect(names).toMatchObject([
      { command: 'start' },
      { command: 'hoc' },
      { command: 'ketqua' },
      { command: 'caidat' },
      { command: 'trogiup' },
      { command: 'xoadulieu' },
    ])
    expect(server.callsOf('setChatMenuButton')[0]?.payload).toEqual({ menu_button: { type: 'commands' } })
    expect(server.callsOf('setMyDescription')).toHaveLength(1)
  })

  it('what failed is tried again, and named until it works', async () => {
    const { server, channel } = await wire()
    const lift = server.fail({ status: 500 }, { method: 'setMyCommands', times: Infinity })
    await channel.start()
    await soon(() => expect(channel.trouble()).toContain('setMyCommands (500'))
    lift()
    await soon(() => expect(channel.trouble()).toBeNull())
    await soon(() => expect(server.callsOf('setMyShortDescription')).toHaveLength(1))
  })

  it('a webhook is set with its secret and the kinds we read', async () => {
    const { server, channel, deliveries } = await wire({ mode: 'webhook' })
    await channel.start()
    const [call] = await soon(() => {
      const calls = server.callsOf('setWebhook')
      expect(calls).toHaveLength(1)
      return calls
    })
    expect(call?.payload).toMatchObject({
      secret_token: SECRET,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    })
    server.person().says('Chào cháu')
    await server.updates.posted()
    expect(deliveries).toHaveLength(1)
    expect(server.callsOf('getUpdates')).toEqual([])
  })

  it('polling has no webhook to answer', async () => {
    expect((await wire()).channel.webhook).toBeUndefined()
  })

  it('nobody answers: the start goes on, and the name comes later', async () => {
    const { server, channel, logged } = await wire()
    const lift = server.fail({ drop: 'before' }, { times: Infinity })
    const before = performance.now()
    await channel.start()
    expect(performance.now() - before).toBeLessThan(QUICK.helloMs + 15_000)
    expect(channel.trouble()).not.toBeNull()
    expect(channel.botInfo.username).toBe('bot123456')
    lift()
    await soon(() => expect(channel.botInfo.username).toBe(server.bot.username))
    await soon(() => expect(channel.trouble()).toBeNull())
    expect(logged()).not.toContain(server.token)
  })

  it('a wrong token is said in one sentence, and nowhere shown', async () => {
    const { channel, logged } = await wire({ config: { token: '99:SAI-MAT-ROI' } })
    await channel.start()
    await soon(() => expect(channel.trouble()).toContain('does not accept TELEGRAM_BOT_TOKEN'))
    expect(`${logged()}${channel.trouble()}`).not.toContain('SAI-MAT-ROI')
  })
})

describe('sending', () => {
  it('trouble with the line is said and taken back', async () => {
    const { server, channel, logged } = await wire()
    const person = server.person()
    server.fail({ drop: 'after' }, { chatId: person.id })
    expect(await channel.send(hello, to(person.id), 'k')).toMatchObject({ ok: false, why: 'retry' })
    expect(channel.trouble()).toContain('do not get through')
    expect(await channel.send(hello, to(person.id), 'k')).toMatchObject({ ok: true })
    expect(channel.trouble()).toBeNull()
    expect(logged()).not.toMatch(/Cháu chào bác|AAstand-in/)
  })

  it('a wait that Telegram asks for is passed on', async () => {
    const { server, channel } = await wire()
    const person = server.person()
    server.fail({ status: 429, retryAfter: 12 }, { chatId: person.id })
    expect(await channel.send(hello, to(person.id), 'k')).toMatchObject({ why: 'retry', afterMs: 12_000 })
  })

  it('a chat that was never opened is unreachable', async () => {
    const { channel } = await wire()
    expect(await channel.send(hello, to(1), 'k')).toMatchObject({ ok: false, why: 'unreachable' })
  })

  it('a press is answered at once, and late answers do no harm', async () => {
    const { server, channel } = await wire()
    const person = server.person()
    const press = person.presses('cu:1', 5)
    const [id] = server.chats.unanswered()
    expect(press).toMatchObject({ callback_query: { id } })
    expect(await channel.send(answer(id), to(person.id), 'k')).toEqual({ ok: true, messageId: null })
    expect(server.chats.unanswered()).toEqual([])
    expect(await channel.send(answer('1'), to(person.id), 'k')).toEqual({ ok: true, messageId: null })
  })

  it('goodbye to a group, and out', async () => {
    const { server, channel, deliveries } = await wire()
    await channel.start()
    const group = server.group()
    group.addsBot()
    await soon(() =>
      expect(deliveries).toMatchObject([{ address: String(group.id), incoming: { kind: 'group' } }]),
    )
    await channel.send(
      { method: 'sendMessage', payload: { chat_id: 42, text: 'Cháu xin phép.' } },
      to(group.id),
      'a',
    )
    expect(
      await channel.send({ method: 'leaveChat', payload: { chat_id: 42 } }, to(group.id), 'b'),
    ).toMatchObject({
      ok: true,
    })
    expect(group.chat.open).toBe(false)
    expect(await channel.send(hello, to(group.id), 'c')).toMatchObject({ ok: false, why: 'unreachable' })
  })
})

describe('the profile', () => {
  it('keeps the lengths of the Bot API and lists only what is asked', () => {
    const { commands, description, shortDescription } = profileWith(['hoc'])
    expect(commands).toEqual([{ command: 'hoc', description: 'Học bài tiếp theo' }])
    expect(description.length).toBeLessThanOrEqual(512)
    expect(shortDescription.length).toBeLessThanOrEqual(120)
    expect(`${description}${shortDescription}`).toBe(`${description}${shortDescription}`.normalize('NFC'))
  })
})
