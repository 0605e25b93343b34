/**
 * The stand-in as a process of its own, for measuring: prints its port on the first line of stdout.
 *   node --import tsx test/support/telegram/main.ts [port]
 * Beside the Bot API it answers, on the port printed second:
 *   POST /people {"count": n}           → {"ids": […]} chats that exist from now on
 *   POST /says {"id": …, "text": …}     → a message of that person
 *   POST /presses {"id": …, "what": …}  → a press on the newest button with this label or data
 *   GET  /calls                         → {"sendMessage": n, …} how often each method was called
 */
import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { Person } from './person.js'
import { startTelegramServer } from './server.js'

const orders = z.object({
  count: z.number().int().default(1),
  id: z.number().int().default(0),
  text: z.string().default(''),
  what: z.string().default(''),
})

const port = Number(process.argv[2] ?? 0)
const server = await startTelegramServer({ port, validate: false, record: false })
const people = new Map<number, Person>()
const counts: Record<string, number> = {}
server.onCall(({ method }) => {
  counts[method] = (counts[method] ?? 0) + 1
})

const steering = createServer((request, response) => {
  void obey(request).then(
    (result) => response.end(JSON.stringify(result)),
    (error: unknown) => response.writeHead(400).end(String(error)),
  )
})
steering.listen(0, '127.0.0.1', () => {
  const address = steering.address()
  const steeringPort = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${new URL(server.root).port}\n${steeringPort}\n`)
})

async function obey(request: IncomingMessage): Promise<unknown> {
  if (request.url === '/calls') return counts
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { count, id, text, what } = orders.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  if (request.url === '/people') return { ids: Array.from({ length: count }, addPerson) }
  const person = people.get(id)
  if (person === undefined) throw new Error(`there is no person ${id}`)
  return request.url === '/says' ? person.says(text) : person.presses(what)
}

function addPerson(): number {
  const person = server.person()
  people.set(person.id, person)
  return person.id
}
