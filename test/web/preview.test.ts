import { describe, expect, it } from 'vitest'
import { createTestWeb } from '../support/web/web-app.js'

const previewing = (problems: string[] = [], seated: string[] = []) =>
  createTestWeb({
    preview: {
      now: () => ({ lesson: '4.1', title: 'Ba việc giữ tiền', problems }),
      seat: (visitor, region) => {
        seated.push(`${region} ${visitor}`)
        return Promise.resolve()
      },
    },
  }).web

describe('the preview of a lesson', () => {
  it('has a door for the South and one for the North', async () => {
    const html = await (await previewing().request('/xem-truoc')).text()
    expect(html).toContain('Xem trước bài 4.1: Ba việc giữ tiền')
    expect(html).toContain('href="/xem-truoc/nam"')
    expect(html).toContain('href="/xem-truoc/bac"')
  })

  it('shows what is wrong in the files', async () => {
    const html = await (await previewing(['lessons/4.1.yaml, line 3: <x>.']).request('/xem-truoc')).text()
    expect(html).toContain('1 chỗ cần sửa')
    expect(html).toContain('lessons/4.1.yaml, line 3: &lt;x&gt;.')
  })

  it('seats somebody new each time, and leads to the chat', async () => {
    const seated: string[] = []
    const web = previewing([], seated)
    for (const region of ['nam', 'bac']) {
      const response = await web.request(`/xem-truoc/${region}`)
      expect(response.status).toBe(302)
      expect(response.headers.get('Location')).toBe('/chat')
      expect(response.headers.get('Set-Cookie')).toContain('gs_visitor=')
    }
    expect(seated.map((one) => one.slice(0, 3))).toEqual(['nam', 'bac'])
    expect(new Set(seated.map((one) => one.slice(4))).size).toBe(2)
  })

  it('is on no other server', async () => {
    expect((await createTestWeb().web.request('/xem-truoc')).status).toBe(404)
  })
})
