import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/channels/channel.js'
import { maskSecrets } from '../../src/domain/secrets.js'
import { rounds } from '../support/long.js'
import { everyRowOf } from '../support/rows.js'
import { Play } from '../support/story/play.js'
import { Stage } from '../support/story/stage.js'
import { type TypedSecret, foundIn, typedSecrets } from '../support/typed/secrets.js'

const CHANNELS: readonly ChannelId[] = ['web', 'telegram']
/** Where somebody stands when a secret is typed: what they said to get there. */
const PLACES: readonly { where: string; says: readonly string[] }[] = [
  { where: 'before the first hello', says: [] },
  { where: 'in the first hello', says: ['xin chào'] },
  { where: 'asked for the form of address', says: ['1'] },
  { where: 'asked for consent', says: ['chú'] },
  { where: 'in the first lesson', says: ['1'] },
  { where: 'in the settings', says: ['cài đặt'] },
  { where: 'asked for the place', says: ['cài đặt', '3', 'nơi ở'] },
  { where: 'asked for the year of birth', says: ['cài đặt', '3', 'năm sinh'] },
  { where: 'asked for the hour', says: ['cài đặt', 'giờ học'] },
  { where: 'inviting the family', says: ['người thân'] },
  { where: 'asked what they are called', says: ['người thân', '1'] },
  { where: 'showing words to an officer', says: ['chi hội'] },
  { where: 'erasing', says: ['xoá dữ liệu'] },
  { where: 'checking a message', says: ['thôi', 'kiểm tra'] },
  { where: 'judging a message', says: ['kiểm tra', 'trúng thưởng xe máy, nộp phí trước'] },
  { where: 'advised about a message', says: ['lừa'] },
  { where: 'at rest', says: ['thôi', 'thôi'] },
]
/** What comes with the secret, where more is said than the secret. */
const MORE: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `kiểm tra tin này: ${secret}`,
  (secret) => `/kiemtra ${secret}`,
  (secret) => `Dien luc: vao evn-kimquy.top\n${secret}`,
]
/** An emergency told with the secret in it; the day is over for lessons, the guard is not. */
const EMERGENCIES: readonly ((secret: string) => string)[] = [
  (secret) => `toi lo doc cho no ${secret}`,
  (secret) => `lỡ chuyển tiền rồi, ${secret}`,
  (secret) => `no dang goi doa bat, ${secret}`,
]

/** Words that are no secret and stay where they came in: the search would find what stands there. */
const CANARY = 'hoa mười giờ nở 77'

const READING_MS = 20_000

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
})
afterAll(() => stage.close())

/** What the program keeps, logged and said, as one text for each table and place. */
async function everything(): Promise<Map<string, string>> {
  const rows = await everyRowOf(stage.pool)
  const kept = Object.entries(rows).map(([table, some]) => [table, JSON.stringify(some)] as const)
  return new Map([...kept, ['log', stage.logged.join('\n')]])
}

/** Types all of the secrets, some at each place, then the rest in emergencies. */
async function typeAll(person: Play, secrets: readonly TypedSecret[]): Promise<string[]> {
  const said: string[] = []
  const hears = async (words: string): Promise<void> => {
    // The page takes only so much at a time.
    stage.now = new Date(stage.now.getTime() + READING_MS)
    said.push(...(await person.says(words)).map(({ text }) => text))
  }
  const calm = secrets.slice(EMERGENCIES.length)
  const each = Math.ceil(calm.length / PLACES.length)
  for (const [at, { says }] of PLACES.entries()) {
    for (const words of says) await hears(words)
    for (const [nth, { text }] of calm.slice(at * each, (at + 1) * each).entries())
      await hears(MORE[at < 5 || nth === 0 ? 0 : nth % MORE.length]!(text))
    if (at === 8) await hears(CANARY)
  }
  for (const [at, { text }] of secrets.slice(0, EMERGENCIES.length).entries())
    await hears(EMERGENCIES[at]!(text))
  return said
}

describe.each(CHANNELS)('secrets typed on %s', (channel) => {
  it('are found in no row, no queue, no log line and no answer', async () => {
    await stage.prepare('long-an')
    stage.now = new Date('2026-11-22T08:00:00+07:00')
    const secrets = typedSecrets(rounds(1, 8))
    const said = await typeAll(new Play(stage, channel), secrets)
    const places = await everything()

    expect([...places].filter(([, text]) => text.includes(CANARY)).map(([place]) => place)).toContain('turn')
    expect(places.get('turn')).toContain('•••')
    const found = [...places, ['answers', said.join('\n')] as const].flatMap(([place, text]) =>
      foundIn(text, secrets).map((secret) => `${place}: ${secret}`),
    )
    expect(found).toEqual([])
  }, 600_000)
})

describe('the search', () => {
  it('finds each of them where it was not masked', () => {
    const secrets = typedSecrets(2)
    for (const secret of secrets)
      expect(foundIn(JSON.stringify([secret.text]), [secret])).toEqual([secret.text])
  })

  it('looks for secrets of every kind', () => {
    const kinds = new Set(typedSecrets(1).flatMap(({ text }) => maskSecrets(text).masked))
    expect([...kinds].toSorted()).toEqual(
      ['account-number', 'card-number', 'id-number', 'otp', 'password', 'phone-number'].toSorted(),
    )
  })
})
