import { describe, expect, it } from 'vitest'
import { type Ability, type Officer, ROLES, invitesOf, levelOf, may } from '../../src/domain/role.js'
import { BrokenOfficer, memberScopeOf, scopeOf } from '../../src/domain/scope.js'

const officer = (part: Partial<Officer>): Officer => ({
  id: 1,
  name: 'Lan',
  role: 'commune',
  placeId: null,
  plan: null,
  agency: null,
  ...part,
})

describe('what a role may do', () => {
  it('is this table', () => {
    const abilities: Ability[] = [
      'see-members',
      'confirm-members',
      'change-members',
      'invite-officers',
      'read-releases',
      'lock-indicators',
      'read-audit',
    ]
    const table = ROLES.map((role) => [role, abilities.map((one) => (may(role, one) ? 'x' : '-')).join('')])
    expect(Object.fromEntries(table)).toEqual({
      admin: '---xx-x',
      province: '---xx-x',
      commune: 'xxxxx-x',
      branch: 'xxx-x-x',
      lead: '----xx-',
      collator: '----x--',
      auditor: '----x-x',
    })
  })

  it('lets nobody invite their equal or somebody above, directly or by those they invite', () => {
    const below = (role: Officer['role'], seen: string[] = []): string[] =>
      invitesOf(role).flatMap((next) =>
        seen.includes(next) ? [next] : [next, ...below(next, [...seen, next])],
      )
    for (const role of ROLES) expect([role, below(role).includes(role)]).toEqual([role, false])
    expect(ROLES.filter((role) => invitesOf(role).includes('admin'))).toEqual([])
    expect(ROLES.filter((role) => invitesOf(role).length > 0)).toEqual(['admin', 'province', 'commune'])
  })

  it('gives invitations only to those who may invite', () => {
    for (const role of ROLES)
      expect([role, may(role, 'invite-officers')]).toEqual([role, invitesOf(role).length > 0])
  })
})

describe('the scope of an officer', () => {
  it('is their place, their part of a plan, or everything', () => {
    expect(scopeOf(officer({ role: 'admin' }))).toEqual({ kind: 'everything' })
    expect(scopeOf(officer({ role: 'admin', placeId: 'x' }))).toEqual({ kind: 'everything' })
    expect(scopeOf(officer({ role: 'auditor' }))).toEqual({ kind: 'everything' })
    expect(scopeOf(officer({ role: 'auditor', placeId: 'x' }))).toEqual({ kind: 'place', placeId: 'x' })
    for (const role of ['province', 'commune', 'branch'] as const)
      expect(scopeOf(officer({ role, placeId: 'x' }))).toEqual({ kind: 'place', placeId: 'x' })
    for (const role of ['lead', 'collator'] as const)
      expect(scopeOf(officer({ role, placeId: 'x', plan: 'p', agency: 'a' }))).toEqual({
        kind: 'agency',
        plan: 'p',
        agency: 'a',
      })
  })

  it('is never guessed where the row lacks what the role needs', () => {
    for (const role of ROLES.filter((one) => levelOf(one) !== null))
      expect(() => scopeOf(officer({ role }))).toThrow(BrokenOfficer)
    expect(() => scopeOf(officer({ role: 'lead', plan: 'p' }))).toThrow(BrokenOfficer)
    expect(() => scopeOf(officer({ role: 'collator', agency: 'a' }))).toThrow(BrokenOfficer)
    expect(() => memberScopeOf(officer({ role: 'branch' }))).toThrow(BrokenOfficer)
  })

  it('reaches members for branch and commune alone', () => {
    const reaches = ROLES.filter(
      (role) => memberScopeOf(officer({ role, placeId: 'x', plan: 'p', agency: 'a' })) !== null,
    )
    expect(reaches).toEqual(['commune', 'branch'])
  })
})
