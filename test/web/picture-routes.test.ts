import { expect, it } from 'vitest'
import { createTestWeb } from '../support/web/web-app.js'

const PNG = Buffer.from('\x89PNG', 'latin1')
const { web } = createTestWeb({
  pictures: { png: (name) => Promise.resolve(name === 'tap.giu-ma_xin-ma.3.0.0123456789ab' ? PNG : null) },
})

it('gives a picture by its name, to be kept for ever', async () => {
  const response = await web.request('/hinh/tap.giu-ma_xin-ma.3.0.0123456789ab')
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('image/png')
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
})

it.each(['/hinh/khac', '/hinh/', '/hinh', '/hinh/tap%2Fx', '/hinh/..%2f..%2fetc%2fpasswd', '/hinh/%E0%A4%A'])(
  'has nothing at %s, and nobody keeps that',
  async (path) => {
    const response = await web.request(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  },
)
