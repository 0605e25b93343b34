import { describe, expect, it } from 'vitest'
import { areaOnly, withStandIns } from '../../src/simulation/content.js'
import { curriculum } from '../support/bot/content.js'

describe('the content of one area', () => {
  it('is its skills, their exercises and lessons after lesson 0, requiring nothing outside', () => {
    const only = areaOnly(curriculum, 'tu-bao-ve')
    expect(only.areas.map(({ id }) => id)).toEqual(['tu-bao-ve'])
    expect(only.skills.size).toBe(4)
    expect([...only.exercisesOf.keys()].toSorted()).toEqual([...only.skills.keys()].toSorted())
    const [first, ...rest] = only.path
    expect(first).toBe(curriculum.path[0])
    expect(rest.length).toBeGreaterThan(0)
    for (const id of rest) {
      const { skill, requires } = only.lessons.get(id)!
      expect(only.skills.has(skill!)).toBe(true)
      expect(requires.filter((one) => !only.lessons.has(one))).toEqual([])
    }
  })

  it('holds the real, finite exercises', () => {
    const only = areaOnly(curriculum, 'tu-bao-ve')
    for (const skill of only.skills.keys())
      expect(only.exercisesOf.get(skill)).toBe(curriculum.exercisesOf.get(skill))
  })
})

describe('stand-ins', () => {
  const whole = withStandIns(curriculum)

  it('give each of the twenty skills questions, tasks and a lesson', () => {
    expect(whole.skills.size).toBe(20)
    const taught = new Set(whole.path.map((id) => whole.lessons.get(id)!.skill))
    for (const skill of whole.skills.keys()) {
      const exercises = whole.exercisesOf.get(skill)!
      expect(exercises.some(({ type }) => type === 'task')).toBe(true)
      expect(exercises.some(({ type }) => type === 'question')).toBe(true)
      expect(exercises.every((one) => whole.exercises.get(one.key) === one)).toBe(true)
      expect(taught.has(skill)).toBe(true)
    }
  })

  it('take the place of nothing real', () => {
    for (const [skill, own] of curriculum.exercisesOf)
      expect(whole.exercisesOf.get(skill)!.slice(0, own.length)).toEqual(own)
    expect(whole.path.slice(0, curriculum.path.length)).toEqual(curriculum.path)
    const protect = [...curriculum.skills.values()].filter(({ area }) => area === 'tu-bao-ve')
    for (const { id } of protect) expect(whole.exercisesOf.get(id)).toEqual(curriculum.exercisesOf.get(id))
  })
})
