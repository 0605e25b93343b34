import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReleases } from '../../src/store/releases.js'
import { earlierOf, thaiNguyen } from '../reports/small-release.js'
import { type Office, openOffice } from '../support/officers/office.js'
import { createTestWeb } from '../support/web/web-app.js'

const offices: Office[] = []
afterAll(() => Promise.all(offices.map((office) => office.close())))

/** The web of a program with the published months of one province. */
async function webOf(isDemo: boolean) {
  const office = await openOffice({ isDemo })
  offices.push(office)
  const release = thaiNguyen()
  for (const one of [...earlierOf(release, 'thai-nguyen').slice(-2), release])
    await createReleases(office.pool).keep({ release: { ...one, isDemo }, redraws: new Map() })
  const { web } = createTestWeb({
    officers: office.pages,
    clock: () => office.world.now,
    demo: isDemo ? { province: 'thai-nguyen' } : null,
  })
  return web
}
type Web = Awaited<ReturnType<typeof webOf>>
let demo: Web
let real: Web
beforeAll(async () => {
  demo = await webOf(true)
  real = await webOf(false)
})
const read = async (web: Web, path: string): Promise<string> =>
  (await (await web.request(path)).text()).replaceAll('\u00A0', ' ')

describe('the dashboard of nobody in particular', () => {
  it('shows the invented province as its officers see it, and says that it is invented', async () => {
    const page = await read(demo, '/dashboard')
    expect(page).toContain('DEMO')
    expect(page).toContain('Thái Nguyên: số chốt ngày 31/10/2026')
    expect(page).toContain('1.400')
    expect(page).toContain('50 % · đến 2030')
    expect(page).toContain('href="/dashboard/sign-in"')
    for (const empty of ['Chưa có số liệu', 'sẽ vẽ ở đây', 'Long An']) expect(page).not.toContain(empty)
    expect(page).not.toMatch(/<form|name="token"/)
    expect(page).not.toMatch(/<style|<script(?![^>]* src=)| style=| on[a-z]+=/)
  })

  it('shows the same by the address of the province, and the plain page for a place that is none', async () => {
    expect(await read(demo, '/dashboard?of=thai-nguyen:thai-nguyen')).toContain('1.400')
    const unknown = await read(demo, '/dashboard?of=thai-nguyen:a')
    expect(unknown).not.toContain('1.400')
    expect(unknown).toContain('Cán bộ đăng nhập')
  })

  it('shows no figure of real people, only whom it is for and where they sign in', async () => {
    const page = await read(real, '/dashboard')
    expect(page).toContain('Cán bộ đăng nhập')
    for (const figure of ['1.400', 'số chốt ngày', 'DEMO']) expect(page).not.toContain(figure)
    expect(await read(real, '/dashboard?of=thai-nguyen:thai-nguyen')).not.toContain('1.400')
  })
})
