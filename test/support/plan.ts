import type { Plan } from '../../src/domain/curriculum.js'

/** A plan that only chooses skills: its paper is empty. */
export const planOf = (id: string, province: string, chosenSkills: string[]): Plan => ({
  id,
  title: id,
  province,
  source: id,
  chosenSkills,
  issuer: { agency: id, place: id },
  collator: id,
  locks: new Map(),
  reporting: { wording: id, months: null },
  recipients: [],
  reportsOn: [],
  indicators: [],
})
