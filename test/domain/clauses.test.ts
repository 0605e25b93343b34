import { describe, expect, it } from 'vitest'
import { ofHereAndNow } from '../../src/domain/clauses.js'

const left = (...clauses: string[]) =>
  ofHereAndNow(clauses.map((clause) => clause.split(' '))).map((words) => words.join(' '))

describe('what is said of here and now', () => {
  it('goes without what somebody was at', () => {
    expect(left('dang hoc bai thi kho tho qua')).toEqual(['thi kho tho qua'])
  })

  it('goes without others and once, until it is said what is now', () => {
    expect(left('hang xom bi lua', 'mat het tien')).toEqual([])
    expect(left('hang xom bi lua', 'gio toi mat het tien')).toEqual(['gio toi mat het tien'])
    expect(left('nam ngoai toi mat tien luc ba gio')).toEqual([])
  })

  it('is all of it where nothing else is told', () => {
    expect(left('no goi', 'bat toi chuyen tien')).toEqual(['no goi', 'bat toi chuyen tien'])
  })
})
