import { z } from 'zod'
import type { Contact } from '../domain/curriculum.js'
import { day, fact, readBy, slug, text } from './fields.js'

/** How `content/contacts.yaml` is written: whom one calls or asks, what it costs, and how sure that is. */

const sureness = { fact: fact.optional(), verified: z.boolean(), checked_on: day }

const numberSchema = z.strictObject({
  number: z
    .string()
    .regex(/^\d[\d ]*\d$/, 'a number is written in digits and spaces; in quotes if it has no space'),
  cost: z.enum(['mien-phi', 'co-tinh-cuoc', 'thuong']),
  ...sureness,
})
const saySchema = z.strictObject({ say: text, ...sureness })

/** A number, or words that say where one finds it. */
const reachable = z
  .record(z.string(), z.unknown())
  .transform((raw, context): ReachFile => readBy('say' in raw ? saySchema : numberSchema, raw, context))
export type ReachFile = z.output<typeof numberSchema> | z.output<typeof saySchema>

const head = { id: slug, title: text }
const nationwide = { ...head, provinces: z.literal('all') }
const everywhereNumber = numberSchema.extend(nationwide)
const everywhereSay = saySchema.extend(nationwide)
const differing = z.strictObject({ ...head, unknown: text, by_province: z.record(slug, reachable) })

const contact = z.record(z.string(), z.unknown()).transform((raw, context): ContactFile => {
  if ('by_province' in raw) return readBy(differing, raw, context)
  return readBy('say' in raw ? everywhereSay : everywhereNumber, raw, context)
})
export type ContactFile = z.output<typeof differing | typeof everywhereNumber | typeof everywhereSay>

export const contactsSchema = z.strictObject({ contacts: z.array(contact).min(1) })
export type ContactsFile = z.output<typeof contactsSchema>

/** Everything by which a contact is reached, with the field it stands in; `province` is null for all. */
export const reachesOf = (
  file: ContactFile,
): { province: string | null; at: readonly string[]; reach: ReachFile }[] =>
  'by_province' in file
    ? Object.entries(file.by_province).map(([province, reach]) => ({
        province,
        at: ['by_province', province],
        reach,
      }))
    : [{ province: null, at: [], reach: file }]

/** What is shown for it; a charged number never stands without the words that say so. */
const shown = (reach: ReachFile): string =>
  'say' in reach ? reach.say : `${reach.number}${reach.cost === 'co-tinh-cuoc' ? ' (có tính cước)' : ''}`

/** The verified numbers that hold in every province, without spaces. */
export const knownNumbers = ({ contacts }: ContactsFile): Set<string> =>
  new Set(
    contacts
      .flatMap(reachesOf)
      .flatMap(({ province, reach }) =>
        province === null && reach.verified && 'number' in reach ? [reach.number.replaceAll(' ', '')] : [],
      ),
  )

/**
 * The contacts that may be shown: what is not verified is left out. `nameOf` gives the name of a province by
 * the name of its file in `places/`.
 */
export function toContacts(
  { contacts }: ContactsFile,
  nameOf: (province: string) => string,
): Map<string, Contact> {
  return new Map(
    contacts.flatMap((file) => {
      const sure = reachesOf(file).filter(({ reach }) => reach.verified)
      const forAll = sure.find(({ province }) => province === null)
      const elsewhere = 'by_province' in file ? file.unknown : forAll && shown(forAll.reach)
      if (elsewhere === undefined) return []
      const inProvince = new Map(
        sure.flatMap(({ province, reach }) =>
          province === null ? [] : [[nameOf(province), shown(reach)] as const],
        ),
      )
      return [[file.id, { id: file.id, title: file.title, inProvince, elsewhere }] as const]
    }),
  )
}
