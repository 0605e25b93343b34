import { Bot, Context, type FilterQuery } from 'grammy'
import { describe, expect, it } from 'vitest'
import { updateOf } from '../../src/bot/update.js'
import type { Incoming } from '../../src/domain/incoming.js'
import { Chat, botInfo } from '../support/bot/chat.js'

const contextOf = (incoming: Incoming | null): Context =>
  new Context(updateOf(new Chat().pending(incoming)), new Bot('1:a', { botInfo }).api, botInfo)

const FILTERS: FilterQuery[] = [
  'message:text', 'callback_query:data', 'my_chat_member', 'message:sticker', 'message:voice', 'message:photo',
  'message:video', 'message:document',
] // prettier-ignore

describe('the update made of what a person did', () => {
  it.each<[Incoming, FilterQuery[]]>([
    [{ kind: 'text', text: 'chào', masked: [] }, ['message:text']],
    [{ kind: 'press', data: 'k.0:next', messageId: '5', query: 'q' }, ['callback_query:data']],
    [{ kind: 'press', data: 'k.0:next', messageId: null, query: null }, ['callback_query:data']],
    [{ kind: 'media', what: 'sticker' }, ['message:sticker']],
    [{ kind: 'media', what: 'voice' }, ['message:voice']],
    [{ kind: 'media', what: 'photo' }, ['message:photo']],
    [{ kind: 'media', what: 'video' }, ['message:video']],
    [{ kind: 'media', what: 'file' }, ['message:document']],
    [{ kind: 'media', what: 'other' }, []],
    [{ kind: 'media', what: 'call' }, []],
    [{ kind: 'follow' }, ['message:text']],
    [{ kind: 'reach', reachable: false }, ['my_chat_member']],
  ])('%j is met by %j and nothing else', (incoming, filters) => {
    const context = contextOf(incoming)
    expect(FILTERS.filter((filter) => context.has(filter))).toEqual(filters)
    expect(context.chat).toMatchObject({ id: 42, type: 'private' })
    expect(context.from).toEqual({ id: 42, is_bot: false, first_name: '-' })
  })

  it('keeps text and data as they are', () => {
    expect(contextOf({ kind: 'text', text: '/start ABC', masked: [] }).msg?.text).toBe('/start ABC')
    const press = contextOf({
      kind: 'press',
      data: 'k.0:cmd:learn',
      messageId: '5',
      query: 'q',
    }).callbackQuery
    expect(press).toMatchObject({ id: 'q', data: 'k.0:cmd:learn', message: { message_id: 5 } })
  })

  it('of a group is met as one', () => {
    expect(contextOf({ kind: 'group' }).chat).toMatchObject({ id: 42, type: 'group' })
  })

  it('without a payload has no chat', () => expect(contextOf(null).chat).toBeUndefined())
})
