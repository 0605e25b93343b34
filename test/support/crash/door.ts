import { createServer, type IncomingMessage } from 'node:http'

/** The public address Telegram posts to; behind it stand one or more processes, which come and go. */
export interface Door {
  url: string
  /** Where the next updates go: to every address named, or to none while all are down. */
  leadsTo(choose: () => readonly string[]): void
  close(): Promise<void>
}

/** An update counts as taken when every process that it was given to said 200. */
export async function openDoor(): Promise<Door> {
  let choose: () => readonly string[] = () => []
  const server = createServer((request, response) => {
    void passOn(request, choose()).then((taken) => response.writeHead(taken ? 200 : 502).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the door does not listen')
  return {
    url: `http://127.0.0.1:${address.port}`,
    leadsTo: (chosen) => void (choose = chosen),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function passOn(request: IncomingMessage, urls: readonly string[]): Promise<boolean> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const secret = String(request.headers['x-telegram-bot-api-secret-token'] ?? '')
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
  const statuses = await Promise.all(
    urls.map(async (url) => {
      try {
        const answer = await fetch(`${url}${request.url}`, { method: 'POST', headers, body })
        await answer.arrayBuffer()
        return answer.status
      } catch {
        return 0
      }
    }),
  )
  return statuses.length > 0 && statuses.every((status) => status === 200)
}
