import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm'

/** The folder `prisma/` of this program. */
export const prismaFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../prisma')

const NO_FILTERS = { externalTables: [], externalEnums: [] }

const lastSchema = join(prismaFolder, 'migrations', 'last.prisma')

/** The present schema: every .prisma file of prisma/schema. */
export async function readSchema(): Promise<DiffTarget> {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: await presentSchema() }] }
}

/** The schema as of the last migration; empty before the first. */
export async function readLastSchema(): Promise<DiffTarget> {
  const content = await readFile(lastSchema, 'utf8').catch(() => null)
  if (content === null) return { tag: 'empty' }
  return { tag: 'schemaDatamodel', files: [{ path: 'last.prisma', content }] }
}

/** Keeps the present schema as the one of the last migration. */
export async function writeLastSchema(): Promise<void> {
  await writeFile(lastSchema, await presentSchema())
}

/** One text of all files, in the order of their names. */
async function presentSchema(): Promise<string> {
  const folder = join(prismaFolder, 'schema')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.join('\n')
}

/** The SQL that leads from one schema to another; null when nothing differs. Opens no connection. */
export async function diff(engine: SchemaEngine, from: DiffTarget, to: DiffTarget): Promise<string | null> {
  const { exitCode, stdout } = await engine.diff({
    from,
    to,
    script: true,
    exitCode: true,
    filters: NO_FILTERS,
  })
  return exitCode === 0 ? null : stdout
}
