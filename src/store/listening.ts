import type { PrismaClient } from './prisma/client.js'
import { daysBefore } from './retention.js'

export interface Listening {
  /** The words behind a listening link; null when there are none or they are older than 24 hours at `at`. */
  read(token: string, at: Date): Promise<string | null>
}

export function createListening(prisma: PrismaClient): Listening {
  return {
    async read(token, at) {
      if (token.includes('\0')) return null
      const found = await prisma.listening.findFirst({ where: { token, madeAt: { gt: daysBefore(at, 1) } } })
      return found?.text ?? null
    },
  }
}
