import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, TypeOverrides } from 'pg'
import { PrismaClient } from './prisma/client.js'

export type { Pool } from 'pg'

const INT8 = 20

/**
 * The statements of turns look a few rows up by key. A plan made while a table was small would read all of it, at
 * each turn, until statistics catch up: measured, that doubled what PostgreSQL spent on a turn. So this pool joins
 * by index only; whoever reads whole tables takes {@link createReportPool}.
 */
const BY_INDEX = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off'

/** Whole tables are read: PostgreSQL plans as it likes. */
const FREELY = '-c jit=off'

/**
 * A pool of connections for turns. Its int8 values come back as numbers: all of ours are ids and counts, far below 2^53.
 * @param max at most so many connections at once
 * @param onLost told of an idle connection that broke; the pool itself replaces it
 */
export const createPool = (url: string, max: number, onLost?: (error: Error) => void): Pool =>
  poolOf(url, max, BY_INDEX, onLost)

/** The same for what reads whole tables: counting, releases, reports. */
export const createReportPool = (url: string, max: number, onLost?: (error: Error) => void): Pool =>
  poolOf(url, max, FREELY, onLost)

function poolOf(
  url: string,
  max: number,
  options: string,
  onLost: (error: Error) => void = () => undefined,
): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'guong-sang',
    types: ownTypes(),
    options,
  })
  // Without a listener a connection lost while idle would end the process.
  pool.on('error', onLost)
  return pool
}

/** Prisma's typed client on the same pool; disconnecting the client leaves the pool open. */
export function createPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })
}

/** The parsers of this pool alone: the global ones stay as they are. */
function ownTypes(): TypeOverrides {
  const types = new TypeOverrides()
  types.setTypeParser(INT8, Number)
  return types
}
