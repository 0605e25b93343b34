import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readContent } from '../../src/content/load.js'
import { problemSentence } from '../../src/content/problem.js'
import { sample } from '../support/long.js'
import { GOOD, contentOf } from './fixtures.js'

interface Refusal {
  name: string
  changes: { file: string; from: string; to: string }[]
  told: string[]
}

const TODAY = '2026-11-28'
const cases = parse(
  readFileSync(fileURLToPath(new URL('refusals.yaml', import.meta.url)), 'utf8'),
) as Refusal[]

describe('the check refuses', () => {
  it.each(sample(cases).map((one) => [one.name, one] as const))('%s', (_, { changes, told }) => {
    const dir = contentOf(GOOD)
    for (const { file, from, to } of changes) {
      const before = readFileSync(join(dir, file), 'utf8')
      expect(before).toContain(from)
      writeFileSync(join(dir, file), before.replaceAll(from, to))
    }
    const { problems, curriculum } = readContent(dir, TODAY)
    expect(problems.map(problemSentence)).toEqual(told)
    expect(curriculum).toBeNull()
  })
})

describe('a start', () => {
  it('does not fail because a year has passed', () => {
    expect(readContent(GOOD).curriculum).not.toBeNull()
    expect(readContent(GOOD, '2028-01-01').problems.length).toBeGreaterThan(5)
  })
})
