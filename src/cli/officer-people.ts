import { parseArgs } from 'node:util'
import type { Curriculum } from '../domain/curriculum.js'
import { agenciesOf } from '../domain/plan-agencies.js'
import { ROLES, type Role, levelOf } from '../domain/role.js'
import { fold } from '../domain/text.js'
import { keepPlaces } from '../services/keep-places.js'
import {
  type ListedOfficer,
  type OfficePlace,
  appoint,
  dismiss,
  everyOfficer,
  everyPlace,
} from '../services/officers.js'
import { createPlaces } from '../store/places.js'
import type { Pool } from '../store/pool.js'
import { BadArgument } from './answer.js'

interface Office {
  pool: Pool
  curriculum(): Curriculum
  now: Date
}

const ROLE: Record<Role, string> = {
  admin: 'quản trị',
  province: 'Hội cấp tỉnh',
  commune: 'Hội cấp xã',
  branch: 'chi hội',
  lead: 'cơ quan chủ trì',
  collator: 'cơ quan tổng hợp',
  auditor: 'kiểm tra số liệu',
}

const PROBLEM = {
  name: 'Sau --name là họ tên: có chữ, nhiều nhất 80 ký tự, không có số.',
  role: 'Vai trò này không có.',
  place: 'Nơi này không có, hoặc không đúng cấp của vai trò.',
  agency: 'Kế hoạch không có cơ quan tên như vậy.',
} as const

/** Whom `add` makes an officer. */
export interface Asked {
  name: string
  role: Role
  place: string | null
  plan: string | null
  agency: string | null
}

const ADD = {
  name: { type: 'string' },
  role: { type: 'string' },
  place: { type: 'string' },
  plan: { type: 'string' },
  agency: { type: 'string' },
} as const

/**
 * Reads what stands after `add`.
 * @throws BadArgument with one sentence
 */
export function askedIn(args: readonly string[]): Asked {
  const { name, role: typed, place = null, plan = null, agency = null } = optionsOf(args)
  const role = ROLES.find((known) => known === typed)
  if (role === undefined) throw new BadArgument(`Sau --role là một trong: ${ROLES.join(', ')}.`)
  if (name === undefined) throw new BadArgument(PROBLEM.name)
  if (levelOf(role) !== null && place === null)
    throw new BadArgument(`Vai trò ${role} cần --place: mã hoặc tên của nơi.`)
  if ((role === 'lead' || role === 'collator') && (plan === null || agency === null))
    throw new BadArgument(`Vai trò ${role} cần --plan và --agency.`)
  return { name, role, place, plan, agency }
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ADD, allowPositionals: false }).values
  } catch {
    throw new BadArgument('Sau add là --name, --role, và tuỳ vai trò --place, hay --plan và --agency.')
  }
}

/** Makes an officer; the code by which a chat becomes theirs stands here and nowhere else. */
export async function add(asked: Asked, { pool, curriculum, now }: Office): Promise<string[]> {
  const { places, plans } = curriculum()
  // As at a start of the program: the tree that the content tells is there.
  await keepPlaces(createPlaces(pool), places)
  const plan = plans.find(({ id }) => id === asked.plan)
  if (asked.plan !== null && plan === undefined)
    throw new BadArgument(`Không có kế hoạch "${asked.plan}"; có: ${plans.map(({ id }) => id).join(', ')}.`)
  const place = asked.place === null ? null : await placeNamed(pool, asked.place, asked.role, now)
  const agencies = (id: string): string[] | null =>
    plan === undefined || id !== plan.id ? null : agenciesOf(plan)
  const { name, role, agency } = asked
  const officer = { name, role, placeId: place?.id ?? null, plan: asked.plan, agency }
  const made = await appoint(pool, officer, agencies, now)
  if (!made.ok) {
    const known = made.why === 'agency' && plan !== undefined ? ` Có: ${agenciesOf(plan).join('; ')}.` : ''
    throw new BadArgument(`${PROBLEM[made.why]}${known}`)
  }
  return [
    `Đã ghi cán bộ số ${made.id}: ${name}, ${ROLE[role]}${place === null ? '' : `, ${place.name}`}.`,
    `Mã, dùng một lần trong 24 giờ: ${made.code}`,
    `Trong khung chat trên web, hoặc trên Telegram, gõ: /start ${made.code}`,
    `Đường dẫn Telegram: https://t.me/<tên của bot>?start=${made.code}`,
    'Sau đó gõ «cán bộ» để vào trang cán bộ.',
  ]
}

const MOST_NAMED = 8

/** A place by its id, or by its name with or without marks and "tỉnh", "xã", "phường". */
async function placeNamed(pool: Pool, typed: string, role: Role, now: Date): Promise<OfficePlace> {
  const level = levelOf(role)
  const all = await everyPlace(pool, level === null ? ['province', 'commune'] : [level], now)
  const byId = all.find(({ id }) => id === typed)
  if (byId !== undefined) return byId
  const wanted = bare(typed)
  const named = all.filter(({ name }) => bare(name) === wanted)
  if (named.length === 1) return named[0]!
  const near = (named.length > 1 ? named : all).slice(0, MOST_NAMED).map(({ id, name }) => `${id} (${name})`)
  if (near.length === 0)
    throw new BadArgument(`Chưa có nơi nào ở cấp của vai trò ${role}; nhập nơi trước đã.`)
  const why =
    named.length > 1 ? `Có mấy nơi tên "${typed}"` : `Không có nơi "${typed}" ở cấp của vai trò ${role}`
  throw new BadArgument(`${why}; ví dụ: ${near.join(', ')}.`)
}

const bare = (name: string): string =>
  fold(name).replace(/^(?:tinh|thanh pho|xa|phuong|dac khu|chi hoi) /, '')

/** Everybody who is an officer now. */
export async function list({ pool, now }: Office): Promise<string[]> {
  const officers = await everyOfficer(pool, now)
  return officers.length === 0 ? ['Chưa có cán bộ nào.'] : officers.map(line)
}

const line = ({ id, name, role, place, agency, hasJoined }: ListedOfficer): string =>
  `${id}: ${name}, ${ROLE[role]}, ${agency ?? place ?? 'mọi nơi'}${hasJoined ? '' : ' (chưa nhận chỗ nhắn tin)'}.`

export async function end(id: number, { pool, now }: Office): Promise<string[]> {
  if (!(await dismiss(pool, id, now))) throw new BadArgument(`Không có cán bộ nào mang số ${id}.`)
  return [`Cán bộ số ${id} không còn vai trò; các máy đang đăng nhập đã thoát.`]
}
