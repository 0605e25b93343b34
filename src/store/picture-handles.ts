import type { Pool } from 'pg'
import type { ChannelId, PictureHandles } from '../channels/channel.js'

const FIND = {
  name: 'picture-handle-find',
  text: `
    select handle from picture_handle
    where channel = $1 and name = $2 and ($3::timestamptz is null or made_at > $3)`,
}
const REMEMBER = {
  name: 'picture-handle-remember',
  text: `
    insert into picture_handle (channel, name, handle, made_at) values ($1, $2, $3, $4)
    on conflict (channel, name) do update set handle = excluded.handle, made_at = excluded.made_at`,
}

export interface HandleAge {
  /** After this long the platform forgets a handle; without it never. Handles of unknown age are then forgotten too. */
  maxAgeMs?: number
  clock?: () => Date
}

/** What the platform of this channel calls our pictures, kept for all processes. */
export function createPictureHandles(
  pool: Pool,
  channel: ChannelId,
  { maxAgeMs, clock = () => new Date() }: HandleAge = {},
): PictureHandles {
  return {
    async find(name) {
      const oldest = maxAgeMs === undefined ? null : new Date(clock().getTime() - maxAgeMs)
      const { rows } = await pool.query<{ handle: string }>({ ...FIND, values: [channel, name, oldest] })
      return rows[0]?.handle ?? null
    },
    async remember(name, handle) {
      await pool.query({ ...REMEMBER, values: [channel, name, handle, clock()] })
    },
  }
}
