import { z } from 'zod'

const id = z.union([z.string().regex(/^\d{1,32}$/), z.number().int().positive()]).transform(String)

// Both names are told.
const about = z.object({ oa_id: id.optional().catch(undefined), oaid: id.optional().catch(undefined) })

/** The number of the OA in what Zalo tells of it; null where there is none to be read. */
export function oaIdIn(data: unknown): string | null {
  const read = about.safeParse(data)
  return read.success ? (read.data.oa_id ?? read.data.oaid ?? null) : null
}
