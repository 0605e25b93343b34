import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { plainPng } from '../../support/png.js'
import { createZaloOaServer } from '../../support/zalo-oa/server.js'
import type { OaServer } from '../../support/zalo-oa/types.js'

const DAY = 24 * 60 * 60 * 1000
const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function opened() {
  const time = { now: Date.parse('2026-11-22T01:00:00Z') }
  const server = await createZaloOaServer({ clock: () => new Date(time.now) })
  open.push(async () => {
    server.violations.length = 0
    await server.close()
  })
  const person = server.person()
  await person.follows()
  const post = async (path: string, body: BodyInit, headers: Record<string, string>) => {
    const response = await fetch(server.root + path, { method: 'POST', body, headers })
    return (await response.json()) as {
      error?: number
      data?: Record<string, string>
      [key: string]: unknown
    }
  }
  let token = server.accessToken
  const message = (of: object, userId: unknown = person.id) =>
    post('/v3.0/oa/message/cs', JSON.stringify({ recipient: { user_id: userId }, message: of }), {
      access_token: token,
    })
  const upload = (bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData()
    form.set('file', new Blob([bytes], { type: 'image/png' }), 'man-hinh-1.png')
    return post('/v2.0/oa/upload/image', form, { access_token: token })
  }
  const refresh = (refreshToken: string, secret = server.appSecret) =>
    post(
      '/v4/oa/access_token',
      new URLSearchParams({ refresh_token: refreshToken, app_id: server.appId, grant_type: 'refresh_token' }),
      { secret_key: secret },
    )
  return { server, time, person, message, upload, refresh, use: (given: string) => void (token = given) }
}

const button = (over: object = {}) => ({ title: 'Tiếp', type: 'oa.query.hide', payload: '#gs:a:b', ...over })
const withButtons = (buttons: object[], over: object = {}) => ({
  text: 'Chào.',
  attachment: { type: 'template', payload: { buttons, ...over } },
})
const withImage = (image: object) => ({
  text: 'Chào.',
  attachment: {
    type: 'template',
    payload: { template_type: 'media', elements: [{ media_type: 'image', ...image }] },
  },
})

const misuses = (server: OaServer): number => server.violations.length

describe('the stand-in for Zalo OA takes', () => {
  it.each<[string, object]>([
    ['words', { text: 'Chào.' }],
    ['2,000 letters', { text: 'ữ'.repeat(2000) }],
    ['five buttons', withButtons(Array.from({ length: 5 }, () => button()))],
    ['a template called button', withButtons([button()], { template_type: 'button' })],
    ['a link', withButtons([button({ type: 'oa.open.url', payload: { url: 'https://vi-du.example' } })])],
  ])('%s', async (_name, of) => {
    const { server, person, message } = await opened()
    expect(await message(of)).toMatchObject({
      error: 0,
      data: { message_id: person.sees()[0]?.id, user_id: person.id },
    })
    expect(misuses(server)).toBe(0)
  })
})

describe('the stand-in for Zalo OA refuses, and the test fails for it,', () => {
  it.each<[string, number, object]>([
    ['2,001 letters', -210, { text: 'ữ'.repeat(2001) }],
    ['nothing', -201, {}],
    ['unknown fields', -201, { text: 'Chào.', buttons: [] }],
    ['letters in pieces', -201, { text: 'Tiếng'.normalize('NFD') }],
    ['six buttons', -201, withButtons(Array.from({ length: 6 }, () => button()))],
    ['no button', -201, withButtons([])],
    ['a long title', -201, withButtons([button({ title: 'x'.repeat(101) })])],
    ['a long payload', -201, withButtons([button({ payload: 'x'.repeat(1001) })])],
    ['an unknown type', -201, withButtons([button({ type: 'oa.open.moon' })])],
    ['a picture by nothing', -201, withImage({})],
    ['a picture by two ways', -201, withImage({ url: 'http://127.0.0.1:1/a.png', attachment_id: 'a' })],
    [
      'a picture with buttons',
      -201,
      {
        text: 'x',
        attachment: {
          type: 'template',
          payload: { ...withImage({ url: 'http://a.example' }).attachment.payload, buttons: [button()] },
        },
      },
    ],
  ])('%s', async (_name, error, of) => {
    const { server, person, message } = await opened()
    expect(await message(of)).toMatchObject({ error })
    expect(misuses(server)).toBe(1)
    expect(person.sees()).toEqual([])
    expect(() => server.expectClean()).toThrow('misused')
  })

  it('an id that is a number', async () => {
    const { server, message } = await opened()
    expect(await message({ text: 'x' }, 7)).toMatchObject({ error: -201 })
    expect(misuses(server)).toBe(1)
  })

  it('a call that there is not', async () => {
    const { server } = await opened()
    expect((await fetch(`${server.root}/v2.0/oa/message`, { method: 'POST' })).status).toBe(404)
    expect(misuses(server)).toBe(1)
  })

  it('what is no picture, and no secret', async () => {
    const { server, upload, refresh } = await opened()
    expect(await upload(new Uint8Array([1, 2, 3]))).toMatchObject({ error: -201 })
    expect(await refresh(server.refreshToken, 'sai')).toMatchObject({ error: -14004 })
    expect(misuses(server)).toBe(2)
  })
})

describe('the stand-in for Zalo OA knows', () => {
  it('who may be written to', async () => {
    const { server, time, person, message, use } = await opened()
    const refreshed = () => use(server.consentAnew().accessToken)
    expect(await message({ text: 'x' })).toMatchObject({ data: { quota: { quota_type: 'reply' } } })
    time.now += 2 * DAY
    refreshed()
    expect(await message({ text: 'x' })).toMatchObject({ data: { quota: { quota_type: 'sub_quota' } } })
    time.now += 5 * DAY
    refreshed()
    expect(await message({ text: 'x' })).toMatchObject({ error: -230 })
    await person.says('Chào')
    expect(await message({ text: 'x' })).toMatchObject({ error: 0 })
    await person.unfollows()
    expect(await message({ text: 'x' })).toMatchObject({ error: -213 })
    expect(await message({ text: 'x' }, server.person().id)).toMatchObject({ error: -232 })
    expect(misuses(server)).toBe(0)
  })

  it('tokens: a refresh token once, and with it the old access token dies; 25 hours', async () => {
    const { server, time, message, refresh, use } = await opened()
    const given = await refresh(server.refreshToken)
    expect(given).toMatchObject({ expires_in: '90000' })
    expect(await message({ text: 'x' })).toMatchObject({ error: -216 })
    expect(await refresh(server.refreshToken)).toMatchObject({ error: -14014 })
    use(String(given['access_token']))
    expect(await message({ text: 'x' })).toMatchObject({ error: 0 })
    time.now += 25 * 60 * 60 * 1000
    expect(await message({ text: 'x' })).toMatchObject({ error: -220 })
  })

  it('pictures: it fetches an address, keeps an upload seven days', async () => {
    const { server, time, person, message, upload, use } = await opened()
    const png = new Uint8Array(plainPng(9, 9))
    const http = createServer((request, response) =>
      response.end(request.url === '/anh/man-hinh-2.0.AAAAAAAAAAAAAAAAAAAAAA.png' ? png : 'no'),
    )
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    open.push(() => http.close())
    const address = http.address()
    const root = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const attachment = String((await upload(png)).data?.['attachment_id'])
    expect(
      await message(withImage({ url: `${root}/anh/man-hinh-2.0.AAAAAAAAAAAAAAAAAAAAAA.png` })),
    ).toMatchObject({ error: 0 })
    expect(await message(withImage({ url: `${root}/anh/khac.png` }))).toMatchObject({ error: -201 })
    expect(await message(withImage({ attachment_id: attachment }))).toMatchObject({ error: 0 })
    expect(person.sees().map(({ picture }) => picture)).toEqual(['man-hinh-2', 'man-hinh-1'])
    time.now += 7 * DAY
    use(server.consentAnew().accessToken)
    await person.says('Chào')
    expect(await message(withImage({ attachment_id: attachment }))).toMatchObject({ error: -100 })
    expect(misuses(server)).toBe(0)
  })

  it('what is to go wrong, how often, for whom, and after how many', async () => {
    const { server, person, message } = await opened()
    server.fail({ error: -32 }, { path: 'message/cs', after: 1, times: 2 })
    server.fail({ error: -217 }, { userId: 'somebody else' })
    const errors = []
    for (let nth = 0; nth < 4; nth++) errors.push((await message({ text: String(nth) })).error)
    expect(errors).toEqual([0, -32, -32, 0])
    expect(person.sees().map(({ text }) => text)).toEqual(['0', '3'])
  })
})
