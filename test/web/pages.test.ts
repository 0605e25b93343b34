import { describe, expect, it } from 'vitest'
import { createTestWeb, LISTENED } from '../support/web/web-app.js'
import { openChat } from '../support/web/visitor.js'

const html = { Accept: 'text/html' }

describe('every answer', () => {
  it.each(['/', '/chat', '/dashboard', '/nghe/lua-sen-trau', '/nghe/khong-co-dau', '/khong-co', '/healthz'])(
    '%s carries the strict headers and nothing inline',
    async (path) => {
      const { web } = createTestWeb({ publicUrl: 'https://guongsang.example' })
      const response = await web.request(path, { headers: html })
      const policy = response.headers.get('Content-Security-Policy') ?? ''
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(response.headers.get('Strict-Transport-Security')).toMatch(/max-age=\d{8}/)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(await response.text()).not.toMatch(/<style|<script(?![^>]* src=)| style=| on[a-z]+=/)
    },
  )

  it('promises https only where there is https', async () => {
    const { web } = createTestWeb()
    expect((await web.request('/')).headers.has('Strict-Transport-Security')).toBe(false)
  })

  it('links only to files that are there, which may be kept for ever', async () => {
    const { web } = createTestWeb()
    for (const path of ['/', '/chat', '/dashboard', '/nghe/lua-sen-trau']) {
      const page = await (await web.request(path)).text()
      const links = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, link]) => link!)
      expect(links.length).toBeGreaterThan(3)
      for (const link of links) {
        const file = await web.request(link)
        expect([link, file.status]).toEqual([link, 200])
        expect(file.headers.get('Cache-Control')).toContain('immutable')
      }
    }
  })

  it('serves every font and module that a file names, and no other file', async () => {
    const { web } = createTestWeb()
    const sheet = /\/assets\/\w+\//.exec(await (await web.request('/chat')).text())![0]
    const named = ['fonts.css', 'chat.js', 'bubbles.js', 'choices.js'].map(async (name) => {
      const text = await (await web.request(sheet + name)).text()
      return [...text.matchAll(/url\('([^']+)'\)|from '\.\/([^']+)'/g)].map(
        ([, font, module]) => font ?? module!,
      )
    })
    const files = (await Promise.all(named)).flat()
    expect(files.filter((name) => name.endsWith('.woff2'))).toHaveLength(4)
    for (const file of files) expect([file, (await web.request(sheet + file)).status]).toEqual([file, 200])
    for (const other of ['..%2fwords.ts', '%2e%2e/words.ts', 'words.ts']) {
      expect([other, (await web.request(sheet + other)).status]).toEqual([other, 404])
    }
  })

  it('lets a page of an older release keep its files for a little while', async () => {
    const { web } = createTestWeb()
    const file = await web.request('/assets/000000000000/chat.js')
    expect(file.status).toBe(200)
    expect(file.headers.get('Cache-Control')).toBe('public, max-age=300')
  })
})

describe('the landing page', () => {
  it('opens two doors and labels the demo', async () => {
    const { web } = createTestWeb({ demo: { province: 'Tỉnh <b>mẫu</b>' } })
    const page = await (await web.request('/')).text()
    expect(page).toContain('href="/chat#bat-dau"')
    expect(page).toContain('href="/dashboard"')
    expect(page).toContain('Bản chạy thử')
    expect(page).toContain('Tỉnh &lt;b&gt;mẫu&lt;/b&gt;')
  })

  it('says nothing of a demo where there is none', async () => {
    const { web } = createTestWeb({ demo: null })
    for (const path of ['/', '/dashboard'])
      expect(await (await web.request(path)).text()).not.toContain('Bản chạy thử')
  })
})

describe('the dashboard', () => {
  it('names the targets and the years, and shows no other share and no empty place for figures', async () => {
    const { web } = createTestWeb({ demo: null })
    const page = await (await web.request('/dashboard')).text()
    expect(page).not.toContain('Chưa có')
    expect(page).not.toContain('sẽ vẽ')
    const shares = new Set([...page.matchAll(/(\d+)\s%/g)].map(([, share]) => share))
    expect(shares).toEqual(new Set(['50', '70']))
    expect(page).toContain('2030')
    expect(page).toContain('2035')
  })
})

describe('the listening page', () => {
  it('shows the words, and the way back to who learns here', async () => {
    const { web } = createTestWeb()
    const { cookie } = await openChat(web)
    const response = await web.request('/nghe/lua-sen-trau', { headers: { Cookie: cookie } })
    const page = await response.text()
    for (const line of LISTENED.split('\n')) expect(page).toContain(line)
    expect(page).toContain('href="/chat"')
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex')
    expect(await (await web.request('/nghe/lua-sen-trau')).text()).not.toContain('href="/chat"')
  })

  it('keeps words as words', async () => {
    const { web } = createTestWeb({
      listening: { read: () => Promise.resolve('<img src=x onerror=alert(1)>"\'&') },
    })
    const page = await (await web.request('/nghe/lua-sen-trau')).text()
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).not.toContain('<img')
  })

  it.each(['/nghe/khong-co-dau', '/nghe/a', '/nghe/%00%00%00%00%00%00%00%00', `/nghe/${'a'.repeat(500)}`])(
    'is kind about %s',
    async (path) => {
      const { web } = createTestWeb()
      const response = await web.request(path, { headers: html })
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('gõ &quot;nghe&quot;')
    },
  )
})

describe('what is not there, and what breaks', () => {
  it('is a kind page for people and one sentence for programs', async () => {
    const { web } = createTestWeb()
    const page = await web.request('/wp-login.php', { headers: html })
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('Con không tìm thấy trang này')
    const json = await web.request('/api/nothing', { method: 'POST' })
    expect(json.status).toBe(404)
    expect(Object.keys((await json.json()) as object)).toEqual(['message'])
  })

  it('never shows a stack trace', async () => {
    const { web, logged } = createTestWeb({
      listening: { read: () => Promise.reject(new TypeError('the words of Chú Năm')) },
    })
    const response = await web.request('/nghe/lua-sen-trau', { headers: html })
    expect(response.status).toBe(500)
    const page = await response.text()
    expect(page).toContain('trục trặc')
    expect(page).not.toMatch(/TypeError|\bat \/|Chú Năm/)
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'self'")
    expect(logged.join()).toContain('TypeError')
    expect(logged.join()).not.toContain('Chú Năm')
  })

  it('says "bạn" to nobody', async () => {
    const { web } = createTestWeb()
    for (const path of [
      '/',
      '/chat',
      '/dashboard',
      '/nghe/lua-sen-trau',
      '/nghe/khong-co-dau',
      '/khong-co',
    ]) {
      const page = await (await web.request(path, { headers: html })).text()
      expect(page).not.toMatch(/(?<!\p{L})bạn(?!\p{L})/iu)
      expect(page).toBe(page.normalize('NFC'))
    }
  })
})
