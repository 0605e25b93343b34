import { dayOf } from '../domain/calendar.js'
import { withoutHidden } from '../domain/class-list.js'
import { officerCode } from '../domain/officer-code.js'
import { type Officer, ROLES, type Role, invitesOf, levelOf } from '../domain/role.js'
import { type Scope, scopeOf } from '../domain/scope.js'
import { type Audited, audit, readAudit } from '../store/audit.js'
import {
  type ListedOfficer,
  type NewOfficer,
  type OfficePlace,
  addOfficer,
  endOfficer,
  officersWithin,
  placesWithin,
  renewCode,
} from '../store/officers.js'
import type { Pool } from '../store/pool.js'
import { hashed, newCodeLetters } from './tokens.js'

export type { Audited, ListedOfficer, OfficePlace }

const HOUR_MS = 60 * 60_000
const CODE_MS = 24 * HOUR_MS
const LONGEST_NAME = 80
const AUDIT_PAGE = 100

/** Why somebody cannot be invited; `place` covers every place that is not there for the one who invites. */
export type InviteProblem = 'name' | 'role' | 'place' | 'agency'
export type Invited = { ok: true; id: number; name: string; code: string } | { ok: false; why: InviteProblem }

/** The agencies that a plan names; null for a plan that is not known. */
export type AgenciesOf = (plan: string) => readonly string[] | null

export interface Officers {
  /** Those this officer may invite and end, and the places for which they may. */
  below(by: Officer, at: Date): Promise<ListedOfficer[]>
  placesBelow(by: Officer, at: Date): Promise<OfficePlace[]>
  invite(by: Officer, asked: NewOfficer, at: Date): Promise<Invited>
  /** A new code for somebody below; null when there is nobody below with this number. */
  renew(by: Officer, id: number, at: Date): Promise<{ name: string; code: string } | null>
  end(by: Officer, id: number, at: Date): Promise<boolean>
  /** What was noted about the officer's scope before a row; the look itself is noted first. */
  audited(by: Officer, before: number, at: Date): Promise<Audited[]>
  /** Notes a look, a download or a change that another service made. */
  note(by: Officer, action: string, at: Date, facts?: Record<string, number | string | null>): Promise<void>
}

/** Officers, those below them, and what is noted of what they do. */
export function createOfficers(pool: Pool, agenciesOf: AgenciesOf): Officers {
  const find = async (by: Officer, id: number, at: Date): Promise<ListedOfficer | undefined> => {
    const [found] = await officersWithin(pool, scopeOf(by), {
      roles: invitesOf(by.role),
      day: dayOf(at),
      id,
    })
    return found
  }
  const note: Officers['note'] = (by, action, at, facts) =>
    audit(pool, { officerId: by.id, action, placeId: by.placeId, ...(facts && { facts }), at })

  return {
    below: (by, at) => officersWithin(pool, scopeOf(by), { roles: invitesOf(by.role), day: dayOf(at) }),
    placesBelow: (by, at) => placesWithin(pool, scopeOf(by), { levels: levelsOf(by.role), day: dayOf(at) }),
    async invite(by, asked, at) {
      if (!invitesOf(by.role).includes(asked.role)) return { ok: false, why: 'role' }
      return addChecked(pool, asked, { scope: scopeOf(by), by: by.id, agenciesOf }, at)
    },
    async renew(by, id, at) {
      const officer = await find(by, id, at)
      if (officer === undefined) return null
      const { code, kept } = newCode(at)
      await renewCode(pool, officer, kept, by.id, at)
      return { name: officer.name, code }
    },
    async end(by, id, at) {
      const officer = await find(by, id, at)
      return officer !== undefined && endOfficer(pool, officer, by.id, at)
    },
    async audited(by, before, at) {
      await note(by, 'see-audit', at)
      return readAudit(pool, scopeOf(by), { day: dayOf(at), before, limit: AUDIT_PAGE })
    },
    note,
  }
}

/** The levels of the places for which somebody of this role invites. */
const levelsOf = (role: Role): string[] => invitesOf(role).flatMap((below) => levelOf(below) ?? [])

/** Whoever may run commands on the machine. */
const operatorScope = (): Scope =>
  scopeOf({ id: 0, name: '', role: 'admin', placeId: null, plan: null, agency: null })

/** The first officer of a province, or any other, by whoever may run commands on the machine. */
export const appoint = (pool: Pool, asked: NewOfficer, agenciesOf: AgenciesOf, at: Date): Promise<Invited> =>
  addChecked(pool, asked, { scope: operatorScope(), by: null, agenciesOf }, at)

/** Everybody who is an officer at a moment, for whoever may run commands on the machine. */
export const everyOfficer = (pool: Pool, at: Date): Promise<ListedOfficer[]> =>
  officersWithin(pool, operatorScope(), { roles: ROLES, day: dayOf(at) })

export const everyPlace = (pool: Pool, levels: readonly string[], at: Date): Promise<OfficePlace[]> =>
  placesWithin(pool, operatorScope(), { levels, day: dayOf(at), limit: 200_000 })

/** Ends an officer; false when there is none with this number. */
export async function dismiss(pool: Pool, id: number, at: Date): Promise<boolean> {
  const [officer] = await officersWithin(pool, operatorScope(), { roles: ROLES, day: dayOf(at), id })
  return officer !== undefined && endOfficer(pool, officer, null, at)
}

async function addChecked(
  pool: Pool,
  asked: NewOfficer,
  { scope, by, agenciesOf }: { scope: Scope; by: number | null; agenciesOf: AgenciesOf },
  at: Date,
): Promise<Invited> {
  const name = cleanName(asked.name)
  if (name === null) return { ok: false, why: 'name' }
  const level = levelOf(asked.role)
  const isForAgency = asked.role === 'lead' || asked.role === 'collator'
  const levels = level === null ? ['province', 'commune'] : [level]
  const wantsPlace = level !== null || (asked.role === 'auditor' && asked.placeId !== null)
  if (wantsPlace) {
    const id = asked.placeId ?? ''
    const [place] = await placesWithin(pool, scope, { levels, day: dayOf(at), id })
    if (place === undefined) return { ok: false, why: 'place' }
  }
  const { plan, agency } = asked
  if (isForAgency && (plan === null || agency === null || agenciesOf(plan)?.includes(agency) !== true))
    return { ok: false, why: 'agency' }
  const officer: NewOfficer = {
    name,
    role: asked.role,
    placeId: wantsPlace ? asked.placeId : null,
    plan: isForAgency ? plan : null,
    agency: isForAgency ? agency : null,
  }
  const { code, kept } = newCode(at)
  return { ok: true, id: await addOfficer(pool, officer, kept, by, at), name, code }
}

/** A name as people write it: letters, spaces and a few marks; null for anything else. */
function cleanName(typed: string): string | null {
  const name = withoutHidden(typed).normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const isName = name.length > 0 && name.length <= LONGEST_NAME && /^\p{L}[\p{L}\p{M} .'’-]*$/u.test(name)
  return isName ? name : null
}

function newCode(at: Date): { code: string; kept: { codeHash: string; expiresAt: Date } } {
  const letters = newCodeLetters()
  const kept = { codeHash: hashed(letters), expiresAt: new Date(at.getTime() + CODE_MS) }
  return { code: officerCode(letters), kept }
}
