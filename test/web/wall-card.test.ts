import { describe, expect, it } from 'vitest'
import { CARD, createTestWeb } from '../support/web/web-app.js'

const page = async (path: string, asked: (string | null)[] = []): Promise<string> => {
  const { web } = createTestWeb({
    card: (region) => {
      asked.push(region)
      return CARD
    },
  })
  const response = await web.request(path)
  expect(response.status).toBe(200)
  return response.text()
}

describe('the card for the wall', () => {
  it('prints what is known and leaves the rest blank', async () => {
    const html = await page('/the-dan-tuong')
    expect(html).toMatch(/class="known">\s*<dt>Công an<\/dt>\s*<dd>113<\/dd>/)
    expect(html).toMatch(/class="blank">\s*<dt>Ngân hàng<span>Số in sau thẻ<\/span><\/dt>/)
    for (const words of [CARD.title, CARD.threeWords, CARD.meaning, CARD.caution])
      expect(html).toContain(words)
  })

  it('speaks the words of the region in the link, else those of the province', async () => {
    const asked: (string | null)[] = []
    for (const query of ['?mien=bac', '?mien=nam', '', '?mien=x']) await page(`/the-dan-tuong${query}`, asked)
    expect(asked).toEqual(['bac', 'nam', null, null])
  })
})
