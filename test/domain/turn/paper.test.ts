import { beforeAll, describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.js'
import type { Level, Picture } from '../../../src/domain/exercise.js'
import { restingWalk, rules, smallCurriculum } from '../../support/bot/small-curriculum.js'
import type { Walker } from '../../support/bot/walker.js'

const DAY_MINUTES = 24 * 60
const small = smallCurriculum()

interface Paper {
  day: number
  picture: Picture | undefined
  said: string
}

let walk: Walker
const papers: Paper[] = []
const levelOf = ({ picture }: Paper): Level | undefined =>
  picture?.kind === 'paper' ? picture.level : undefined
const first = (level: Level) => papers.find((paper) => levelOf(paper) === level)!

// Somebody who does everything right, two sessions every other day, until the last of the five steps.
beforeAll(() => {
  walk = restingWalk(small, ['0', 'Q', 'G'])
  for (let day = 0; day < 40 && !papers.some((paper) => levelOf(paper) === 'thanh-thao'); day += 2) {
    walk.later(day === 0 ? 0 : 2 * DAY_MINUTES).says('learn')
    for (let inputs = 0; inputs < 60; inputs++) {
      const { mode } = walk.session!
      if (mode.kind === 'paper')
        papers.push({
          day: dayNumber(walk.now),
          picture: walk.lastScreen!.picture,
          said: walk.read(walk.lastScreen),
        })
      const { item = null, options = [] } = walk.prompt ?? {}
      const option = item?.right ?? options[0]?.id
      if (option === undefined || option === 'cmd:review') break
      walk.choose(option)
    }
  }
})

describe('papers', () => {
  it('come with each of the five steps, the smaller one first, once each', () => {
    expect(papers.map(levelOf).filter((level) => level !== 'lam-duoc' && level !== 'lam-chac')).toEqual([
      'vung',
      'vung',
      'an-toan',
      'thanh-thao',
    ])
    for (const level of ['lam-duoc', 'lam-chac'] as const)
      expect(papers.filter((paper) => levelOf(paper) === level)).toHaveLength(2)
    const subjects = papers.map(({ picture }) => JSON.stringify(picture))
    expect(new Set(subjects).size).toBe(papers.length)
    expect(papers.map(levelOf).indexOf('lam-duoc')).toBe(0)
    expect(levelOf(papers.at(-1)!)).toBe('thanh-thao')
  })

  it('say in words which step it is, for what, and that the picture may be kept and sent', () => {
    expect(first('lam-duoc').said).toBe(
      'Con mừng chú tới bước «Làm được»: Việc quet.\nChú đã tự làm được một lần trên màn hình tập.\nChú giữ hình này, gửi cho con cháu xem cũng được.',
    )
    expect(first('vung').said).toMatch(/«Vững»: (?:Thanh toán|Tự bảo vệ)\./)
    expect(first('an-toan').said).toContain('«An toàn»: các việc giữ an toàn.')
    expect(first('thanh-thao').said).toContain('«Thành thạo»: năm nhóm kỹ năng số.')
  })

  it('of a task done once come at once, of "Làm chắc" not before a week and three days of evidence', () => {
    const shown = walk.evidence('quet').find((entry) => entry.kind === 'shown' && entry.counts)!
    const done = papers.find(
      ({ picture }) =>
        picture?.kind === 'paper' && picture.level === 'lam-duoc' && picture.subject === 'quet',
    )!
    expect(done.day).toBe(dayNumber(shown.at))
    const sure = papers.find(
      ({ picture }) =>
        picture?.kind === 'paper' && picture.level === 'lam-chac' && picture.subject === 'quet',
    )!
    expect(sure.day - done.day).toBeGreaterThanOrEqual(rules.current.award.spanDays)
    const days = new Set(
      walk
        .evidence('quet')
        .filter(({ kind }) => kind === 'shown')
        .map(({ at }) => dayNumber(at)),
    )
    expect(days.size).toBeGreaterThanOrEqual(rules.current.award.days)
  })

  it('are dated and named by the rule that gave them', () => {
    for (const { picture, day } of papers) {
      if (picture?.kind !== 'paper') throw new Error('no paper')
      expect(picture.day).toBe(day)
      const { level, subject } = picture
      const given = walk.learner.recognitions.find((one) => one.level === level && one.subject === subject)
      expect(given).toMatchObject({ awardedOn: day, rule: rules.current.version })
    }
  })

  it('can be seen again, the newest first, each with its freshness', () => {
    walk.says('results')
    const { screen } = walk.choose('papers')
    expect(walk.read(screen)).toMatch(/^– Thành thạo: năm nhóm kỹ năng số, ngày \d+ tháng \d+. Còn tươi.\n/)
    expect(walk.readOptions(screen)).toEqual(['Xem giấy số 1', 'Xem giấy số 2', 'Xem giấy số 3', 'Học tiếp'])
    const again = walk.choose(screen!.options[0]!.id)
    expect(again.screen!.picture).toEqual(first('thanh-thao').picture)
    expect(again.events).toEqual([])
    walk.later(400 * DAY_MINUTES).says('results')
    expect(walk.read(walk.choose('papers').screen)).toContain('Nên ôn, 2 phút.')
  })
})
