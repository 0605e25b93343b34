import type { Pool } from 'pg'
import { daysBefore } from './retention.js'

export interface Listening {
  /** The words behind a listening link; null when there are none or they are older than 24 hours at `at`. */
  read(token: string, at: Date): Promise<string | null>
}

const READ = { name: 'listening-read', text: 'select text from listening where token = $1 and made_at > $2' }

export function createListening(pool: Pool): Listening {
  return {
    async read(token, at) {
      if (token.includes('\0')) return null
      const { rows } = await pool.query<{ text: string }>({ ...READ, values: [token, daysBefore(at, 1)] })
      return rows[0]?.text ?? null
    },
  }
}
