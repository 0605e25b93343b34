import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/channels/telegram/receive.js'

const bot = { id: 123456, username: 'guong_sang_thu_bot' }
const from = { id: 7_000_000_001, is_bot: false, first_name: 'Năm', username: 'ba_nam' }
const person = { id: 7_000_000_001, type: 'private', first_name: 'Năm', username: 'ba_nam' }
const family = { id: -1_002_000_000_001, type: 'supergroup', title: 'Gia đình' }

const update = (content: object) => ({ update_id: 700_000_001, ...content })
const said = (content: object, chat: object = person) =>
  update({ message: { message_id: 5, date: 1, from, chat, ...content } })
const incoming = (content: object) => decode(content, bot)?.incoming

const press = (content: object) =>
  update({ callback_query: { id: '4000', from, chat_instance: '1', ...content } })
const moved = (chat: object, status: string) =>
  update({ my_chat_member: { chat, from, date: 1, new_chat_member: { user: bot, status } } })

describe('messages', () => {
  it('become words from an address, and nothing else of the sender', () => {
    expect(decode(said({ text: 'Chào cháu' }), bot)).toEqual({
      channel: 'telegram',
      updateId: '700000001',
      address: '7000000001',
      incoming: { kind: 'text', text: 'Chào cháu', masked: [] },
      // The end of the second in which it was sent.
      sentAt: new Date(1_999),
    })
  })

  it('say when they are somebody else’s, and not whose', () => {
    const forward_origin = { type: 'user', date: 1, sender_user: { id: 9, is_bot: false, first_name: 'Tư' } }
    expect(incoming(said({ text: 'Trúng thưởng', forward_origin }))).toEqual({
      kind: 'text',
      text: 'Trúng thưởng',
      masked: [],
      forwarded: true,
    })
  })

  it.each([
    ['sticker', { sticker: { file_id: 'x' } }, 'sticker'],
    ['a voice note', { voice: { file_id: 'x' } }, 'voice'],
    ['a photo with words below it', { photo: [{ file_id: 'x' }], caption: 'mã 482913' }, 'photo'],
    ['a video', { video: { file_id: 'x' } }, 'video'],
    ['a round video', { video_note: { file_id: 'x' } }, 'video'],
    ['an animation, which also comes as a file', { document: {}, animation: {} }, 'video'],
    ['a file', { document: { file_id: 'x' } }, 'file'],
    ['a place', { location: { latitude: 21, longitude: 105 } }, 'other'],
    ['a phone number', { contact: { phone_number: '+84912345678' } }, 'other'],
  ])('%s is media', (_name, content, what) => {
    expect(incoming(said(content))).toEqual({ kind: 'media', what })
  })

  it.each([
    ['an edited message', update({ edited_message: { message_id: 5, chat: person, text: 'x' } })],
    ['a pinned message', said({ pinned_message: { message_id: 4, chat: person } })],
    ['an unknown kind of message', said({ hologram: {} })],
    ['an unknown kind of update', update({ stopped_message_generation: { chat: person } })],
    ['an update without a chat', update({ inline_query: { id: '1', from, query: 'x', offset: '' } })],
    ['an update without an id', { message: { message_id: 5, chat: person, text: 'x' } }],
    ['a chat without an id', said({ text: 'x' }, { type: 'private' })],
    ['text that is no text', said({ text: { deep: true } })],
    ['an empty object', {}],
    ['an array', []],
    ['null', null],
    ['words', 'update'],
  ])('%s is ignored', (_name, content) => {
    expect(decode(content, bot)).toBeNull()
  })
})

describe('presses', () => {
  it('carry data, message and query', () => {
    const pressed = press({ data: 'k7Qd:tat-may', message: { message_id: 9, date: 1, chat: person } })
    expect(decode(pressed, bot)).toMatchObject({
      address: '7000000001',
      incoming: { kind: 'press', data: 'k7Qd:tat-may', messageId: '9', query: '4000' },
    })
  })

  it('on a message too old to be read still count as presses', () => {
    const pressed = press({ data: 'alt:1', message: { message_id: 2, date: 0, chat: person } })
    expect(incoming(pressed)).toMatchObject({ kind: 'press', data: 'alt:1', messageId: '2' })
  })

  it.each([
    ['without a message', { data: 'x' }],
    ['without data', { game_short_name: 'x', message: { message_id: 2, date: 1, chat: person } }],
  ])('%s are ignored', (_name, content) => {
    expect(decode(press(content), bot)).toBeNull()
  })

  it('in a group only say that we are in a group', () => {
    const pressed = press({ data: 'x', message: { message_id: 2, date: 1, chat: family } })
    expect(decode(pressed, bot)).toMatchObject({ address: String(family.id), incoming: { kind: 'group' } })
  })
})

describe('membership', () => {
  it.each([
    ['a block', person, 'kicked', { kind: 'reach', reachable: false }],
    ['a return', person, 'member', { kind: 'reach', reachable: true }],
    ['being put into a group', family, 'member', { kind: 'group' }],
    ['being made head of a channel', { ...family, type: 'channel' }, 'administrator', { kind: 'group' }],
  ])('%s', (_name, chat, status, expected) => {
    expect(incoming(moved(chat, status))).toEqual(expected)
  })

  it.each(['left', 'kicked', 'restricted'])('%s a group is nothing to answer', (status) => {
    expect(decode(moved(family, status), bot)).toBeNull()
  })
})

describe('groups', () => {
  it.each([
    ['a command', { text: '/hoc' }],
    ['a command to us', { text: '/hoc@Guong_Sang_Thu_Bot 1' }],
    ['our name', { text: 'nhờ @guong_sang_thu_bot giúp' }],
    ['our name below a picture', { photo: [], caption: '@guong_sang_thu_bot' }],
    ['an answer to us', { text: 'vâng', reply_to_message: { message_id: 1, from: { id: bot.id } } }],
  ])('%s speaks to us', (_name, content) => {
    expect(decode(said(content, family), bot)).toMatchObject({
      address: String(family.id),
      incoming: { kind: 'group' },
    })
  })

  it.each([
    ['talk', { text: 'tối nay ăn gì' }],
    ["another bot's command", { text: '/hoc@bot_khac' }],
    ['an answer to somebody else', { text: 'vâng', reply_to_message: { message_id: 1, from: { id: 5 } } }],
    ['somebody new', { new_chat_members: [{ id: bot.id }] }],
  ])('%s does not', (_name, content) => {
    expect(decode(said(content, family), bot)).toBeNull()
  })
})
