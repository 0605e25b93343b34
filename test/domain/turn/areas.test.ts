import { expect, it } from 'vitest'
import { restingWalk, practisedWalk } from '../../support/bot/small-curriculum.js'

it('the menu leads to the areas, and each to what can be done with it and what that means', () => {
  const walk = restingWalk()
  walk.says('menu')
  const { screen } = walk.choose('areas')
  expect(walk.readOptions(screen)).toEqual(['Thanh toán', 'Tự bảo vệ'])
  const area = walk.choose('area:tu-bao-ve')
  expect(walk.read(area.screen)).toBe(
    'Nhóm «Tự bảo vệ».\nHọc trước thì con đưa lên đầu. Để sau thì học cuối, vẫn không bỏ.',
  )
  expect(walk.readOptions(area.screen)).toEqual(['Học trước', 'Để sau', 'Theo thứ tự thường'])
})

it('an area put first comes next; left for later it comes last; the usual order forgets both', () => {
  const walk = restingWalk()
  const change = (how: string, area = 'tu-bao-ve') => {
    walk.says('menu')
    walk.choose('areas')
    walk.choose(`area:${area}`)
    return walk.choose(`area-${how}:${area}`)
  }
  const next = () => {
    const { learner, session, prompt } = walk
    walk.session = { ...session!, mode: { kind: 'rest' } }
    const { mode } = walk.says('learn').session!
    Object.assign(walk, { learner, session, prompt })
    return mode
  }
  expect(next()).toMatchObject({ lessonId: 'Q' })
  expect(walk.read(change('first').screen)).toContain('đưa nhóm này lên đầu')
  expect(walk.learner).toMatchObject({ firstArea: 'tu-bao-ve', laterAreas: [] })
  expect(next()).toMatchObject({ lessonId: 'G' })
  expect(walk.read(change('later').screen)).toContain('Bước «Thành thạo» cần đủ năm nhóm')
  expect(walk.learner).toMatchObject({ firstArea: null, laterAreas: ['tu-bao-ve'] })
  expect(next()).toMatchObject({ lessonId: 'Q' })
  change('later', 'thanh-toan')
  expect(walk.learner.laterAreas).toEqual(['tu-bao-ve', 'thanh-toan'])
  change('usual')
  expect(walk.learner).toMatchObject({ firstArea: null, laterAreas: ['thanh-toan'] })
  expect(next()).toMatchObject({ lessonId: 'G' })
})

it('keeps the place in an exercise', () => {
  const walk = practisedWalk()
  const { mode } = walk.session!
  walk.says('menu')
  walk.choose('areas')
  walk.choose('area:tu-bao-ve')
  walk.choose('area-later:tu-bao-ve')
  expect(walk.choose('cmd:learn').session!.mode).toEqual(mode)
  expect(walk.prompt!.item).not.toBeNull()
})
