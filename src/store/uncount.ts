/** Takes out of the rollup what was counted of a learner ($1): figures of the night before hold somebody who is nobody any more. */
export const UNCOUNT = `
  with gone as (delete from counted where learner_id = $1 returning *)
  update rollup r set people = people - 1, key_sum = (key_sum + 256 - gone.key) % 256
  from gone where r.branch_id = gone.branch_id and r.sex = gone.sex and r.age = gone.age
    and r.measure = any(gone.measures)`

/** Who may have been one person with a learner ($1) who goes at $2 is counted anew: until now one of them was. */
export const RECOUNT_DOUBLES = `
  update learner set recount_at = $2
  where id in (select other_id from likely_double where one_id = $1 union select one_id from likely_double where other_id = $1)`
