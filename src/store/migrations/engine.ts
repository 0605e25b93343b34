import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
// The package's own entry imports WebAssembly as a module, which Node does only with a flag.
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Pool } from 'pg'
import { withMark } from './unfinished.js'

let loading: Promise<void> | null = null

/**
 * Runs `work` with Prisma's schema engine on the database at `url`.
 * Never give the engine a connection string to make a shadow database of: it would be the live one.
 */
export async function withEngine<T>(
  url: string,
  work: (engine: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  await (loading ??= load())
  const pool = new Pool({ connectionString: url, max: 2, application_name: 'guong-sang migrate' })
  pool.on('error', () => undefined)
  const scripts = new WholeScripts(pool)
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(scripts)
    const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter)
    try {
      return await work(engine)
    } catch (error) {
      // The engine knows only that a script failed, not why.
      throw scripts.failure ?? error
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

async function load(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const binary = await readFile(script.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': { ...glue } })
  const { __wbg_set_wasm: setExports } = glue
  const { __wbindgen_start: start } = instance.exports
  setExports(instance.exports)
  if (typeof start === 'function') start()
}

/**
 * The adapter with one change: a script goes to the database as a whole and happens as a whole, as when plain
 * `prisma migrate deploy` sends it. The adapter's own way cuts it at every semicolon, also inside functions,
 * and leaves the first half of it after an error.
 */
class WholeScripts implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'

  /** Why the last script failed. */
  failure: unknown = null

  constructor(private readonly pool: Pool) {}

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await new PrismaPg(this.pool).connect()
    adapter.executeScript = async (script) => {
      await this.pool.query(withMark(script)).catch((error: unknown) => {
        this.failure = error
        throw error
      })
    }
    return adapter
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    return Promise.reject(new Error('No shadow database is ever made: it would be the live one.'))
  }
}
