import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

/** The migrated database that every test's own is a copy of. */
export const TEMPLATE = 'template_migrated'

/** A database of one test file's own. */
export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/** A migrated, empty database; `template0` gives one without any table. */
export async function createDatabase(template: string = TEMPLATE): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  return {
    url: urlOfDatabase(inject('postgres'), name),
    drop: () => asOwner(`DROP DATABASE ${name} WITH (FORCE)`),
  }
}

/** The connection string of another database on the same server. */
export function urlOfDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

async function asOwner(sql: string): Promise<void> {
  const client = new Client(inject('postgres'))
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
