// The bot to measure against: grammY, a counter, @grammyjs/storage-prisma. Prints its port.
import { createServer } from 'node:http'
import { PrismaAdapter } from '@grammyjs/storage-prisma'
import { PrismaPg } from '@prisma/adapter-pg'
import { Bot, type Context, InlineKeyboard, type SessionFlavor, session, webhookCallback } from 'grammy'
import { Pool } from 'pg'
import { PrismaClient } from './client/client.js'

const { BENCH_DATABASE_URL = '', BENCH_API_ROOT = '', BENCH_TOKEN = '', BENCH_SECRET = '' } = process.env

const pool = new Pool({ connectionString: BENCH_DATABASE_URL, max: 20 })
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })

const bot = new Bot<Context & SessionFlavor<{ count: number }>>(BENCH_TOKEN, {
  client: { apiRoot: BENCH_API_ROOT },
})
bot.use(session({ initial: () => ({ count: 0 }), storage: new PrismaAdapter(prisma.bareSession) }))
const answer = async (ctx: Context & SessionFlavor<{ count: number }>): Promise<void> => {
  ctx.session.count++
  await ctx.reply(`Lần thứ ${ctx.session.count}`, {
    reply_markup: new InlineKeyboard().text('1. Tiếp', 'next'),
  })
}
bot.on('message', answer)
bot.on('callback_query:data', async (ctx) => {
  await ctx.answerCallbackQuery()
  await answer(ctx)
})
await bot.init()

const server = createServer(webhookCallback(bot, 'http', { secretToken: BENCH_SECRET }))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
