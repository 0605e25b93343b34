import { readFileSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cases } from '../support/long.js'
import { type Office, openOffice } from '../support/officers/office.js'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await office.plant()
})
afterAll(() => office.close())

const FOLDER = 'src/web/desk'
const HOSTILE = cases(['%00', '99999999999', '-1', 'x'.repeat(3000)], (one) => /^[%9]/.test(one))

/** What the pages are asked for, as their code names it. */
const ASKED = [
  ...new Set(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [...readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(/\.req\.query\('(\w+)'\)/g)])
      .map(([, name]) => name!),
  ),
]

const pages = (): string[] => [
  ...new Set(
    office.web.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/dashboard'))
      .map(({ path }) => path),
  ),
]

/** Every page of the desk with something that nobody would write in its address. */
const addresses = (): string[] =>
  pages().flatMap((page) =>
    HOSTILE.flatMap((hostile) =>
      page.includes(':')
        ? page.replaceAll(/:\w+/g, hostile)
        : ASKED.map((name) => `${page}?${name === 'kind' ? '' : 'kind=text&'}${name}=${hostile}`),
    ),
  )

const MINUTE_MS = 60_000
/** Fewer than anybody may ask for in a minute. */
const IN_A_MINUTE = 30

it.each([
  ['commune', 'xa-a1'],
  ['admin', null],
] as const)(
  'answers whatever stands in the address of a page to a %s officer',
  async (role, place) => {
    const asked = addresses()
    expect(ASKED.length).toBeGreaterThan(8)
    expect(pages().length).toBeGreaterThan(25)
    const failed: string[] = []
    const browser = await office.browser(await office.officer(role, place))
    for (let from = 0; from < asked.length; from += IN_A_MINUTE) {
      office.world.now = new Date(office.world.now.getTime() + MINUTE_MS)
      const some = asked.slice(from, from + IN_A_MINUTE)
      const answers = await Promise.all(some.map((address) => browser.get(address)))
      for (const [nth, { status }] of answers.entries())
        if (status === 429 || status >= 500) failed.push(`${status} ${some[nth]!.slice(0, 80)}`)
    }
    expect(failed).toEqual([])
  },
  240_000,
)
