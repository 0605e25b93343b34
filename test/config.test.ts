import { describe, expect, it } from 'vitest'
import { BadConfig, doubtsAbout, readConfig } from '../src/config.js'

const TOKEN = '123456:AAH-abc_DEF'
const SECRET = 'thirty-two characters or a few more'
const message = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toBeInstanceOf(BadConfig)
    return (error as Error).message
  }
  throw new Error('it was accepted')
}

describe('the settings', () => {
  it('all have a default', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: null,
      databaseUrl: null,
      dataDir: './data',
      secret: null,
      demo: true,
      province: 'long-an',
      region: 'nam',
      logLevel: 'info',
      role: 'all',
      telegram: null,
      zaloOa: null,
      zaloBot: null,
    })
  })

  it('pay for no messages on Zalo OA unless told', () => {
    const oa = {
      ZALO_OA_APP_ID: '1',
      ZALO_OA_APP_SECRET: 's',
      ZALO_OA_ACCESS_TOKEN: 'a',
      ZALO_OA_REFRESH_TOKEN: 'r',
      PUBLIC_URL: 'https://guongsang.example',
    }
    expect(readConfig(oa).zaloOa?.paid).toBe(false)
    expect(readConfig({ ...oa, ZALO_OA_PAID: 'true' }).zaloOa?.paid).toBe(true)
  })

  it.each([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65535 }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ PUBLIC_URL: 'https://guongsang.example' }, { publicUrl: 'https://guongsang.example' }],
    [{ PUBLIC_URL: 'https://guongsang.example/' }, { publicUrl: 'https://guongsang.example' }],
    [
      { DATABASE_URL: 'postgresql://u:p@h:5432/d', SECRET },
      { databaseUrl: 'postgresql://u:p@h:5432/d', secret: SECRET, demo: false },
    ],
    [{ DATABASE_URL: 'postgres://h/d', SECRET }, { databaseUrl: 'postgres://h/d' }],
    [{ DATA_DIR: '/var/lib/x' }, { dataDir: '/var/lib/x' }],
    [{ DEMO: 'false' }, { demo: false }],
    [{ DEMO: 'true', DATABASE_URL: 'postgres://h/d', SECRET }, { demo: true }],
    [{ PROVINCE: 'thai-nguyen' }, { province: 'thai-nguyen', region: 'bac' }],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [{ ROLE: 'worker' }, { role: 'worker' }],
    [
      { TELEGRAM_BOT_TOKEN: TOKEN },
      {
        demo: false,
        telegram: { token: TOKEN, mode: 'polling', apiRoot: 'https://api.telegram.org', webhookSecret: null },
      },
    ],
    [
      { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9/' },
      { telegram: { token: TOKEN, mode: 'polling', apiRoot: 'http://127.0.0.1:9', webhookSecret: null } },
    ],
  ])('%j', (env, config) => expect(readConfig(env)).toMatchObject(config))

  it('take an empty variable as one not set', () => {
    const names = ['PORT', 'HOST', 'PUBLIC_URL', 'DATABASE_URL', 'DATA_DIR', 'DEMO', 'PROVINCE', 'SECRET', 'LOG_LEVEL', 'ROLE',
      'TELEGRAM_BOT_TOKEN', 'TELEGRAM_MODE', 'TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_API_ROOT'] // prettier-ignore
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}))
  })

  it('do not mind what else stands in the environment', () => {
    expect(readConfig({ PATH: '/bin', TELEGRAM: 'x', HOME: undefined })).toEqual(readConfig({}))
  })

  it.each([
    ['PORT', 'abc', 'a number from 0 to 65535'],
    ['PORT', '65536', 'a number from 0 to 65535'],
    ['PORT', '-1', 'a number from 0 to 65535'],
    ['PORT', '80.5', 'a number from 0 to 65535'],
    ['PUBLIC_URL', 'guongsang.example', 'http://'],
    ['PUBLIC_URL', 'ftp://guongsang.example', 'https://'],
    ['DATABASE_URL', 'mysql://h/d', 'postgresql://'],
    ['DATABASE_URL', 'nonsense', 'postgresql://'],
    ['DEMO', 'yes', 'true or false'],
    ['PROVINCE', 'ha-noi', 'long-an, thai-nguyen'],
    ['SECRET', 'short', '32 characters'],
    ['LOG_LEVEL', 'loud', 'debug, info'],
    ['ROLE', 'both', 'all, web, worker'],
    ['TELEGRAM_BOT_TOKEN', 'abc', 'BotFather'],
    ['TELEGRAM_MODE', 'push', 'polling, webhook'],
    ['TELEGRAM_WEBHOOK_SECRET', 'a b', 'letters, digits, _ or -'],
    ['TELEGRAM_WEBHOOK_SECRET', 'a'.repeat(257), '1 to 256'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org', 'http://'],
  ])('%s=%s is named with what to do', (name, value, advice) => {
    const told = message({ SECRET, [name]: value })
    expect(told.startsWith(`${name} `)).toBe(true)
    expect(told).toContain(advice)
    expect(told.split('\n')).toHaveLength(1)
  })

  it('want a secret that all processes share where the database is shared', () => {
    expect(message({ DATABASE_URL: 'postgresql://h/d' })).toMatch(/^SECRET is required with DATABASE_URL/)
  })

  it('never repeat a value: it may be a secret', () => {
    expect(message({ TELEGRAM_BOT_TOKEN: 'my secret', TELEGRAM_WEBHOOK_SECRET: 'my secret' })).not.toContain(
      'my secret',
    )
    expect(message({ DATABASE_URL: 'mysql://u:hunter2@h/d' })).not.toContain('hunter2')
  })

  it('name everything that is wrong at once, a line each', () => {
    expect(
      message({ PORT: 'x', ROLE: 'x' })
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['PORT', 'ROLE'])
  })
})

describe('the webhook of Telegram', () => {
  const webhook = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_MODE: 'webhook' }
  const secret = { TELEGRAM_WEBHOOK_SECRET: 'Secret_1' }
  const address = { PUBLIC_URL: 'https://guongsang.example' }

  it('needs its secret and the address', () => {
    expect(message(webhook)).toMatch(/^TELEGRAM_WEBHOOK_SECRET is required.*\nPUBLIC_URL is required/)
    expect(message({ ...webhook, ...secret })).toMatch(/^PUBLIC_URL/)
    expect(message({ ...webhook, ...address })).toMatch(/^TELEGRAM_WEBHOOK_SECRET/)
    expect(readConfig({ ...webhook, ...secret, ...address }).telegram).toMatchObject({
      mode: 'webhook',
      webhookSecret: 'Secret_1',
    })
  })

  it('needs neither without a token', () => {
    expect(readConfig({ TELEGRAM_MODE: 'webhook' }).telegram).toBeNull()
  })
})

describe('Zalo', () => {
  const oa = {
    ZALO_OA_APP_ID: '1',
    ZALO_OA_APP_SECRET: 's',
    ZALO_OA_ACCESS_TOKEN: 'a',
    ZALO_OA_REFRESH_TOKEN: 'r',
    PUBLIC_URL: 'https://guongsang.example',
  }

  it.each(Object.keys(oa))('the Official Account does not start without %s', (name) => {
    const lacking: Record<string, string> = { ...oa, [name]: '' }
    expect(message(lacking)).toMatch(new RegExp(`^${name} is required with ZALO_OA_\\w+[^\n]*$`))
  })

  it('a secret of its webhook alone asks for the rest, a line each', () => {
    const lines = message({ ZALO_OA_WEBHOOK_SECRET: 'w' }).split('\n')
    expect(lines.map((line) => line.split(' ')[0])).toEqual(Object.keys(oa))
  })

  it('what only says where Zalo is, or whether it is paid, asks for nothing', () => {
    const roots = { ZALO_OA_API_ROOT: 'http://127.0.0.1:9', ZALO_OAUTH_ROOT: 'http://127.0.0.1:9' }
    expect(readConfig({ ...roots, ZALO_OA_PAID: 'true' }).zaloOa).toBeNull()
  })

  it('a secret of the bot alone asks for its token', () => {
    expect(message({ ZALO_BOT_WEBHOOK_SECRET: '12345678' })).toBe(
      'ZALO_BOT_TOKEN is required with ZALO_BOT_WEBHOOK_SECRET',
    )
  })

  it.each<[string, Record<string, string>, RegExp[]]>([
    ['all is well', oa, []],
    ['no Zalo at all', { PUBLIC_URL: 'http://localhost:8080' }, []],
    ['a bot nobody can fetch pictures from', { ZALO_BOT_TOKEN: '1:a' }, [/^ZALO_BOT_TOKEN is set without PUBLIC_URL/]],
    ['an address that leads to the machine itself', { ...oa, PUBLIC_URL: 'http://127.0.0.1:8080' }, [/^PUBLIC_URL is http:\/\/127\.0\.0\.1:8080, which Zalo cannot reach/]],
    ['the same, by the bot', { ZALO_BOT_TOKEN: '1:a', PUBLIC_URL: 'http://localhost' }, [/which Zalo cannot reach/]],
    ['with a stand-in on the same machine', { ZALO_BOT_TOKEN: '1:a', ZALO_BOT_API_ROOT: 'http://127.0.0.1:9', PUBLIC_URL: 'http://localhost' }, []],
  ])('doubts: %s', (_, env, expected) => {
    expect(doubtsAbout(readConfig(env))).toEqual(expected.map((line) => expect.stringMatching(line) as string))
  }) // prettier-ignore
})
