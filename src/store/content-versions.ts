import type { Pool } from 'pg'
import { inTransaction } from './transaction.js'

/** A version of the content that passed the check, and since when it is the one to be used. */
export interface ContentVersion {
  hash: string
  since: Date
}

/** The version of the content that the instances agree on. */
export interface ContentVersions {
  newest(): Promise<ContentVersion | null>
  /**
   * Says that an instance has this version, which passed. A version that nobody had before becomes the newest.
   * One that is known does so only where `from`, what the instance had till now, was the newest: somebody took
   * a change back. So an instance with older files, or one that is started with them, overwrites nothing.
   * @returns the newest version now
   */
  announce(hash: string, from: string | null, at: Date): Promise<ContentVersion>
}

const NEWEST = 'select hash, since from content_version order by since desc, hash limit 1'
const ANNOUNCE = `
  insert into content_version (hash, since)
  values ($1, greatest($3, (select max(since) + interval '1 millisecond' from content_version)))
  on conflict (hash) do update set since = excluded.since
  where $2 = (${NEWEST.replace('hash, since', 'hash')}) and content_version.hash <> $2`
/** Any number, as long as nothing else takes it. */
const LOCK = 727_260_136

export function createContentVersions(pool: Pool): ContentVersions {
  const newest = async (client: Pick<Pool, 'query'> = pool): Promise<ContentVersion | null> => {
    const { rows } = await client.query<ContentVersion>(NEWEST)
    return rows[0] ?? null
  }
  return {
    newest: () => newest(),
    announce: (hash, from, at) =>
      inTransaction(pool, async (client) => {
        // Two instances that see the same change say so one after the other.
        await client.query('select pg_advisory_xact_lock($1)', [LOCK])
        await client.query(ANNOUNCE, [hash, from, at])
        return (await newest(client))!
      }),
  }
}
