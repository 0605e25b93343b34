import type { Pool } from 'pg'
import type { ChannelId, PictureHandles } from '../channels/channel.js'

const FIND = {
  name: 'picture-handle-find',
  text: 'select handle from picture_handle where channel = $1 and name = $2',
}
const REMEMBER = {
  name: 'picture-handle-remember',
  text: `
    insert into picture_handle (channel, name, handle) values ($1, $2, $3)
    on conflict (channel, name) do update set handle = excluded.handle`,
}

/** What the platform of this channel calls our pictures, kept for all processes. */
export function createPictureHandles(pool: Pool, channel: ChannelId): PictureHandles {
  return {
    async find(name) {
      const { rows } = await pool.query<{ handle: string }>({ ...FIND, values: [channel, name] })
      return rows[0]?.handle ?? null
    },
    async remember(name, handle) {
      await pool.query({ ...REMEMBER, values: [channel, name, handle] })
    },
  }
}
