// The program as the bench of the sender starts it: Telegram's wire at the pace of Zalo OA.
import { pino } from 'pino'
import { createApp } from '../src/app.js'
import { readConfig } from '../src/config.js'
import { RATES } from '../src/delivery/pace.js'

const app = await createApp(readConfig(process.env), {
  databaseUrl: process.env['DATABASE_URL']!,
  clock: () => new Date(),
  log: pino({ level: 'error' }, pino.destination(2)),
  rates: { ...RATES, telegram: RATES['zalo-oa'] },
})
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)))
process.stdout.write('ready\n')
