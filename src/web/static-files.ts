import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { Hono } from 'hono'
import type { AssetPath } from './pages/layout.js'

const TYPES = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.woff2', 'font/woff2'],
])

const SHEETS = [
  'fonts.css',
  'site.css',
  'chat.css',
  'listening.css',
  'dashboard.css',
  'card.css',
  'record.css',
]
const SCRIPTS = [
  'size.js',
  'chat.js',
  'bubbles.js',
  'choices.js',
  'make.js',
  'outbox.js',
  'listen.js',
  'print.js',
  'preview.js',
  'sign-in.js',
]

const FONTS = ['latin-400', 'latin-700', 'vietnamese-400', 'vietnamese-700'].map(
  (cut) => `be-vietnam-pro-${cut}-normal.woff2`,
)

/** A year: the address changes with the contents. */
const FOR_EVER = 'public, max-age=31536000, immutable'
/** An address of another release: right for a page that is still open, checked again soon. */
const FOR_NOW = 'public, max-age=300'

interface File {
  bytes: Uint8Array<ArrayBuffer>
  type: string
}

/** Reads the files of the pages once; `asset` gives their addresses. */
export function createStaticFiles(): { routes: Hono; asset: AssetPath } {
  const files = readAll()
  const digest = createHash('sha256')
  for (const { bytes } of files.values()) digest.update(bytes)
  const version = digest.digest('hex').slice(0, 12)

  const routes = new Hono()
  routes.get('/:version/:file', (c) => {
    const file = files.get(c.req.param('file'))
    if (file === undefined) return c.notFound()
    const current = c.req.param('version') === version
    return c.body(file.bytes, 200, {
      'Content-Type': file.type,
      'Cache-Control': current ? FOR_EVER : FOR_NOW,
    })
  })
  return { routes, asset: (file) => `/assets/${version}/${file}` }
}

function readAll(): Map<string, File> {
  const files = new Map<string, File>()
  for (const name of [...SHEETS, ...SCRIPTS, 'icon.svg'])
    files.set(name, read(name, new URL(`./assets/${name}`, import.meta.url)))
  const fontsource = createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/LICENSE')
  for (const name of FONTS) files.set(name, read(name, new URL(`./files/${name}`, `file://${fontsource}`)))
  return files
}

function read(name: string, url: URL): File {
  const type = TYPES.get(extname(name)) ?? 'application/octet-stream'
  return { bytes: new Uint8Array(readFileSync(url)), type }
}
