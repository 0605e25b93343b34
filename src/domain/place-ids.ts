import type { Place } from './curriculum.js'
import { fold } from './text.js'

/** The id of a place that has none yet: "huyện Bến Lức" → huyen-ben-luc, "Tây Ninh" → tay-ninh. */
export const placeIdOf = (name: string): string => fold(name).replaceAll(' ', '-')

/** "Tỉnh Long An", "Thành phố Cần Thơ" as a province is named: Long An. */
export const provinceName = (name: string): string => name.replace(/^(?:tỉnh|thành phố)\s+/iu, '')

/** A district or province before the mergers of 2025. */
export interface FormerUnit {
  id: string
  name: string
}

/** The former provinces in which these communes lay; one that lives on by its name has the id of today's. */
export const formerProvincesOf = (places: readonly Place[]): FormerUnit[] =>
  distinct(places.flatMap(({ formerly }) => formerly.flatMap((address) => formerProvince(address) ?? [])))

/** The former districts, each with its province. */
export const formerDistrictsOf = (places: readonly Place[]): (FormerUnit & { province: FormerUnit })[] =>
  distinct(
    places.flatMap(({ formerly }) =>
      formerly.flatMap((address) => {
        const name = address.split(',').at(-2)?.trim()
        const province = formerProvince(address)
        if (name === undefined || province === null) return []
        return [{ id: `${province.id}-${placeIdOf(name)}`, name: capital(name), province }]
      }),
    ),
  )

/** The province in which a commune of today lay before; null where it came from several, or none is known. */
export function formerProvinceOf(place: Place): FormerUnit | null {
  const [first, ...more] = formerProvincesOf([place])
  return first === undefined || more.length > 0 ? null : first
}

/** "thị trấn Bến Lức, huyện Bến Lức, tỉnh Long An": Long An. */
function formerProvince(address: string): FormerUnit | null {
  const last = address.split(',').at(-1)?.trim() ?? ''
  if (!last.startsWith('tỉnh ')) return null
  const name = provinceName(last)
  return { id: placeIdOf(name), name }
}

const distinct = <T extends FormerUnit>(units: readonly T[]): T[] => [
  ...new Map(units.map((unit) => [unit.id, unit])).values(),
]

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
