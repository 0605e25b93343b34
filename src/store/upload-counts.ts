import type { Pool } from 'pg'
import type { ChannelId } from '../channels/channel.js'
import type { Uploads } from '../channels/zalo-oa/picture.js'

/** How often pictures were uploaded to a platform, by month of Việt Nam, over all processes. */
export interface UploadCounts extends Uploads {
  /** How many there are in the month of `at`. */
  count(at: Date): Promise<number>
}

const ADD = `
  insert into upload_count (channel, month, uploads)
  values ($1, to_char($2::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), 1)
  on conflict (channel, month) do update set uploads = upload_count.uploads + 1
  returning uploads`
const COUNT = `
  select uploads from upload_count
  where channel = $1 and month = to_char($2::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM')`

export function createUploads(pool: Pool, channel: ChannelId): UploadCounts {
  const ask = async (text: string, at: Date): Promise<number> => {
    const { rows } = await pool.query<{ uploads: number }>(text, [channel, at])
    return rows[0]?.uploads ?? 0
  }
  return { add: (at) => ask(ADD, at), count: (at) => ask(COUNT, at) }
}
