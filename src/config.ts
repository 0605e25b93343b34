import { z } from 'zod'

const port = z.coerce.number({ error: 'must be a number from 0 to 65535' }).int().min(0).max(65535)
const url = z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgresql://' })
const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((word) => word === 'true')
const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, { error: `must be one of ${words.join(', ')}` })

/** Who sets one of these wants the Official Account. */
const OF_OA = [
  'ZALO_OA_APP_ID',
  'ZALO_OA_APP_SECRET',
  'ZALO_OA_ACCESS_TOKEN',
  'ZALO_OA_REFRESH_TOKEN',
  'ZALO_OA_WEBHOOK_SECRET',
] as const
const ZALO_OA_ROOT = 'https://openapi.zalo.me'
const ZALO_BOT_ROOT = 'https://bot-api.zaloplatforms.com'

const environment = z
  .object({
    PORT: port.default(8080),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: url.optional(),
    DATABASE_URL: postgresUrl.optional(),
    DATA_DIR: z.string().min(1).default('./data'),
    DEMO: flag.optional(),
    PROVINCE: oneOf(['long-an', 'thai-nguyen']).default('long-an'),
    SECRET: z
      .string()
      .min(32, { error: 'must have at least 32 characters that nobody can guess' })
      .optional(),
    LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    ROLE: oneOf(['all', 'web', 'worker']).default('all'),
    TELEGRAM_BOT_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]+$/, { error: 'must look like 123456:ABC…, as BotFather gave it' })
      .optional(),
    TELEGRAM_MODE: oneOf(['polling', 'webhook']).default('polling'),
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/, { error: 'must be 1 to 256 letters, digits, _ or -' })
      .optional(),
    TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
    ZALO_OA_APP_ID: z
      .string()
      .regex(/^\d+$/, { error: 'must be the number of the app in Zalo for Developers' })
      .optional(),
    ZALO_OA_APP_SECRET: z.string().min(1).optional(),
    ZALO_OA_WEBHOOK_SECRET: z.string().min(1).optional(),
    ZALO_OA_ACCESS_TOKEN: z.string().min(1).optional(),
    ZALO_OA_REFRESH_TOKEN: z.string().min(1).optional(),
    ZALO_OA_API_ROOT: url.default(ZALO_OA_ROOT),
    ZALO_OA_PAID: flag.default(false),
    ZALO_OAUTH_ROOT: url.default('https://oauth.zaloapp.com'),
    ZALO_BOT_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]+$/, { error: 'must look like 123456:abc…, as Zalo Bot Manager sent it' })
      .optional(),
    ZALO_BOT_MODE: oneOf(['polling', 'webhook']).default('polling'),
    ZALO_BOT_WEBHOOK_SECRET: z
      .string()
      .min(8, { error: 'must have 8 to 256 characters' })
      .max(256, { error: 'must have 8 to 256 characters' })
      .optional(),
    ZALO_BOT_API_ROOT: url.default(ZALO_BOT_ROOT),
  })
  .superRefine((env, context) => {
    const require = (variable: keyof typeof env, why: string) => {
      if (env[variable] === undefined) context.addIssue({ code: 'custom', path: [variable], message: why })
    }
    if (env.DATABASE_URL !== undefined)
      require('SECRET', 'is required with DATABASE_URL: 32 characters or more, the same for every process')
    if (env.TELEGRAM_BOT_TOKEN !== undefined && env.TELEGRAM_MODE === 'webhook') {
      require('TELEGRAM_WEBHOOK_SECRET', 'is required with TELEGRAM_MODE=webhook')
      require('PUBLIC_URL', 'is required with TELEGRAM_MODE=webhook: the address Telegram calls')
    }
    const ofOa = OF_OA.find((variable) => env[variable] !== undefined)
    if (ofOa !== undefined) {
      const why = `is required with ${ofOa}`
      require('ZALO_OA_APP_ID', why)
      require('ZALO_OA_APP_SECRET', why)
      require('ZALO_OA_ACCESS_TOKEN', `${why}: the first pair, from the API Explorer of Zalo for Developers`)
      require('ZALO_OA_REFRESH_TOKEN', `${why}: the first pair, from the API Explorer of Zalo for Developers`)
      require('PUBLIC_URL', `${why}: the address Zalo calls and fetches pictures from`)
    }
    if (env.ZALO_BOT_TOKEN !== undefined && env.ZALO_BOT_MODE === 'webhook') {
      require('ZALO_BOT_WEBHOOK_SECRET', 'is required with ZALO_BOT_MODE=webhook')
      require('PUBLIC_URL', 'is required with ZALO_BOT_MODE=webhook: the address Zalo calls')
    }
    if (env.ZALO_BOT_WEBHOOK_SECRET !== undefined)
      require('ZALO_BOT_TOKEN', 'is required with ZALO_BOT_WEBHOOK_SECRET')
  })

export type Config = ReturnType<typeof readConfig>

/** An environment variable with a value we cannot use; the message names it and says what to do. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig'
}

/** The settings from the environment; empty variables count as not set. Throws {@link BadConfig}. */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw new BadConfig(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'),
    )
  }
  const read = parsed.data
  return {
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL === undefined ? null : withoutSlash(read.PUBLIC_URL),
    databaseUrl: read.DATABASE_URL ?? null,
    dataDir: read.DATA_DIR,
    /** Null where the program makes its own in DATA_DIR. */
    secret: read.SECRET ?? null,
    demo:
      read.DEMO ??
      [read.DATABASE_URL, read.TELEGRAM_BOT_TOKEN, read.ZALO_OA_APP_ID, read.ZALO_BOT_TOKEN].every(
        (variable) => variable === undefined,
      ),
    province: read.PROVINCE,
    region: read.PROVINCE === 'thai-nguyen' ? ('bac' as const) : ('nam' as const),
    logLevel: read.LOG_LEVEL,
    role: read.ROLE,
    telegram:
      read.TELEGRAM_BOT_TOKEN === undefined
        ? null
        : {
            token: read.TELEGRAM_BOT_TOKEN,
            apiRoot: withoutSlash(read.TELEGRAM_API_ROOT),
            mode: read.TELEGRAM_MODE,
            webhookSecret: read.TELEGRAM_WEBHOOK_SECRET ?? null,
          },
    zaloOa:
      read.ZALO_OA_APP_ID === undefined
        ? null
        : {
            appId: read.ZALO_OA_APP_ID,
            appSecret: read.ZALO_OA_APP_SECRET!,
            /** Which of two secrets signs is told differently: the page of the webhook shows one of its own. */
            webhookSecret: read.ZALO_OA_WEBHOOK_SECRET ?? read.ZALO_OA_APP_SECRET!,
            /** The first pair; the newest stands in the database. */
            accessToken: read.ZALO_OA_ACCESS_TOKEN!,
            refreshToken: read.ZALO_OA_REFRESH_TOKEN!,
            /** Whether messages of the second to the seventh day after a person's last one are paid for. */
            paid: read.ZALO_OA_PAID,
            apiRoot: withoutSlash(read.ZALO_OA_API_ROOT),
            oauthRoot: withoutSlash(read.ZALO_OAUTH_ROOT),
          },
    zaloBot:
      read.ZALO_BOT_TOKEN === undefined
        ? null
        : {
            token: read.ZALO_BOT_TOKEN,
            apiRoot: withoutSlash(read.ZALO_BOT_API_ROOT),
            mode: read.ZALO_BOT_MODE,
            webhookSecret: read.ZALO_BOT_WEBHOOK_SECRET ?? null,
          },
  }
}

/**
 * What works less well than the operator may think, a sentence each: the program starts, and learners go without
 * pictures or without answers.
 */
export function doubtsAbout({ publicUrl, zaloOa, zaloBot }: Config): string[] {
  const isHere = publicUrl !== null && isLoopback(publicUrl)
  const isZalos = zaloOa?.apiRoot === ZALO_OA_ROOT || zaloBot?.apiRoot === ZALO_BOT_ROOT
  return [
    ...(zaloBot !== null && publicUrl === null
      ? [
          'ZALO_BOT_TOKEN is set without PUBLIC_URL: Zalo can fetch no pictures, what they show is said in words.',
        ]
      : []),
    ...(isHere && isZalos
      ? [`PUBLIC_URL is ${publicUrl}, which Zalo cannot reach: no pictures there, and no webhook.`]
      : []),
  ]
}

/** Whether an address leads to the machine itself. */
const isLoopback = (address: string): boolean =>
  /^(localhost|127\..*|\[::1\])$/.test(new URL(address).hostname)

const withoutSlash = (address: string): string => address.replace(/\/$/, '')
