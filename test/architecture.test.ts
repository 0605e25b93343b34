import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('store/prisma/'))

interface Import {
  file: string
  from: string
  isType: boolean
}

/** Imports of every source file; those inside src as paths from src. */
const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join('src', file), 'utf8')
  return [...text.matchAll(/^import (type )?[\s\S]*?from '([^']+)'|import\('([^']+)'\)/gm)].map((found) => {
    const target = found[2] ?? found[3]!
    const from = target.startsWith('.')
      ? normalize(join(dirname(file), target)).replaceAll('\\', '/')
      : target
    return { file, from, isType: found[1] !== undefined }
  })
})

const within = (folder: string) => imports.filter(({ file }) => file.startsWith(`${folder}/`))
const told = (found: Import[]) => found.map(({ file, from }) => `${file} imports ${from}`)

describe('who may import whom', () => {
  it('finds the imports', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(imports.length).toBeGreaterThan(200)
  })

  it('keeps the domain pure', () => {
    const allowed = ({ file, from }: Import) =>
      from.startsWith('domain/') ||
      from === 'node:crypto' ||
      (file === 'domain/memory.ts' && from === 'ts-fsrs')
    expect(told(within('domain').filter((one) => !allowed(one)))).toEqual([])
  })

  it('gives the database to the store alone', () => {
    const database = ({ from }: Import) => /^(?:pg|@prisma\/)/.test(from) || from.startsWith('store/prisma/')
    expect(told(imports.filter((one) => database(one) && !one.file.startsWith('store/')))).toEqual([])
  })

  it('lets services use the domain and the store, and know wires and the bot by their types only', () => {
    const inside = ({ from }: Import) => /^(?:domain|store|services)\//.test(from)
    const outside = ({ from }: Import) =>
      !/^(?:[a-z-]+\/|[a-z]+\.js$)/.test(from) ||
      /^(?:pino|prom-client|csv-parse|read-excel-file|node:)/.test(from)
    expect(told(within('services').filter((one) => !inside(one) && !outside(one) && !one.isType))).toEqual([])
  })

  it('keeps the store free of conversation, wires and pages', () => {
    expect(
      told(
        within('store').filter(
          ({ from, isType }) => /^(?:bot|web|services|channels)\//.test(from) && !isType,
        ),
      ),
    ).toEqual([])
  })

  it('lets a wire know nothing of the bot, the store or the other wires', () => {
    const forbidden = ({ file, from, isType }: Import) => {
      const [, own] = file.split('/')
      const isOther =
        from.startsWith('channels/') && from.split('/').length > 2 && !from.startsWith(`channels/${own}/`)
      return !isType && (/^(?:bot|store|services|web)\//.test(from) || isOther)
    }
    expect(told(within('channels').filter(forbidden))).toEqual([])
  })

  it('reads the environment, the arguments and signals in main and the commands only', () => {
    const readers = files.filter((file) =>
      /\bprocess\.(?:env|argv|on|once)\b/.test(readFileSync(join('src', file), 'utf8')),
    )
    expect(readers.filter((file) => file !== 'main.ts' && !file.startsWith('cli/'))).toEqual([])
  })

  it('has no clock and no chance in the domain', () => {
    const guilty = files
      .filter((file) => file.startsWith('domain/'))
      .filter((file) =>
        /Date\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(join('src', file), 'utf8')),
      )
    expect(guilty).toEqual([])
  })
})
