import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readLines } from '../../src/evaluation/lines.js'
import { evaluateUtterances } from '../../src/evaluation/utterances.js'
import { createAsking } from '../../src/services/asking.js'
import { curriculum } from '../support/bot/content.js'

const asking = createAsking(curriculum)
const figures = (name: string) =>
  evaluateUtterances(
    readLines('utterances', readFileSync(new URL(`${name}.jsonl`, import.meta.url), 'utf8')),
    asking,
    curriculum.places,
  )

describe('what people say in their own words', () => {
  it.each([
    ['utterances', 300],
    ['utterances-fresh', 150],
  ])('%s: at least 97 of 100 are taken for what they mean', (name, least) => {
    const { total, accuracy, wrong } = figures(name)
    expect(total).toBeGreaterThanOrEqual(least)
    expect({ wrong, reached: accuracy >= 0.97 }).toEqual({ wrong, reached: true })
  })

  it('takes no ordinary wish for an emergency', () => {
    const emergencies = ['dang_bi_goi', 'khan_cap_mat_tien', 'khan_cap_suc_khoe']
    const alarms = figures('utterances').wrong.filter(
      ({ got, expected }) => emergencies.includes(got) && !emergencies.includes(expected),
    )
    expect(alarms).toEqual([])
  })
})
