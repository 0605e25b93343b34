import { describe, expect, it } from 'vitest'
import { pictureLink, pictureLinkKey, readPictureLink } from '../../src/pictures/link.js'
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

describe('a link by which a platform fetches a picture', () => {
  const NOW = new Date('2026-11-28T09:00:00+07:00')
  const TASK = 'tap.giu-ma_xin-ma.3.0.0123456789ab'
  const PAPER = 'giay.lam-chac.giu-ma.20781.0123456789ab'
  const GONE = 'tap.giu-ma_xin-ma.3.0.ba9876543210'
  const key = pictureLinkKey('a secret of the tests, long enough to be one')
  const asked: string[] = []
  const { web: linked } = createTestWeb({
    pictures: {
      png(name) {
        asked.push(name)
        return Promise.resolve(name === GONE ? null : PNG)
      },
    },
    readPictureLink: (file, at) => readPictureLink(key, file, at),
    clock: () => NOW,
  })
  const pathTo = (name: string, daysAgo = 0): string =>
    pictureLink({ publicUrl: '', key }, name, new Date(NOW.getTime() - daysAgo * 24 * 60 * 60 * 1000))

  it('gives what is nobody’s, to be kept for ever and shown anywhere', async () => {
    const response = await linked.request(pathTo(TASK))
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('image/png')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
  })

  it.each([
    [0, 'private, max-age=604800'],
    [7, 'private, max-age=0'],
  ])('made %i days ago gives somebody’s own picture, kept by nobody else: %s', async (daysAgo, caching) => {
    const response = await linked.request(pathTo(PAPER, daysAgo))
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe(caching)
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex')
  })

  it('answers whoever asks for the head alone', async () => {
    const response = await linked.request(pathTo(TASK), { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('image/png')
    expect(await response.text()).toBe('')
  })

  it.each([
    ['over', pathTo(PAPER, 8)],
    ['of another name', pathTo(PAPER).replace('giu-ma', 'giu-tien')],
    ['of another day', pathTo(PAPER).replace('.20792.', '.20793.')],
    ['with no mac', `/anh/${PAPER}.png`],
    ['with half a letter in it', '/anh/%E0%A4%A'],
    ['to another folder', '/anh/..%2f..%2fetc%2fpasswd'],
  ])('%s finds nothing, and nothing is looked for', async (_what, path) => {
    asked.length = 0
    const response = await linked.request(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(asked).toEqual([])
  })

  it('to a picture that is not drawn any more finds nothing', async () => {
    const response = await linked.request(pathTo(GONE))
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([404, 'no-store'])
  })

  it('leads nowhere where no platform fetches', async () => {
    expect((await web.request(pathTo(TASK))).status).toBe(404)
  })
})
