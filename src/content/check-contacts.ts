import { type ContactsFile, reachesOf } from './contacts-file.js'
import type { Loaded } from './curriculum.js'
import { type FactsFile, isSure } from './facts-file.js'

/** Checks that no contact stands twice, that provinces are known, and that what is called verified is. */
export function checkContacts(
  { value, report }: Loaded<ContactsFile>,
  facts: FactsFile | null,
  provinces: readonly string[],
): void {
  const ids = value.contacts.map(({ id }) => id)
  value.contacts.forEach((contact, index) => {
    if (ids.indexOf(contact.id) < index)
      report(['contacts', index, 'id'], `the contact ${contact.id} stands twice`)
    for (const { province, at, reach } of reachesOf(contact)) {
      const here = ['contacts', index, ...at]
      if (province !== null && !provinces.includes(province))
        report(here, `there is no places/${province}.yaml`)
      if ('number' in reach && reach.number.startsWith('1900') && reach.cost !== 'co-tinh-cuoc')
        report([...here, 'cost'], 'a 1900 number is co-tinh-cuoc')
      const known = facts?.facts.find(({ id }) => id === reach.fact)
      if (reach.fact !== undefined && facts !== null && known === undefined)
        report([...here, 'fact'], `there is no fact ${reach.fact} in facts.yaml`)
      if (!reach.verified || !('number' in reach)) continue
      if (reach.fact === undefined)
        report([...here, 'verified'], 'a verified number names the fact it rests on')
      else if (known !== undefined && !isSure(known))
        report([...here, 'verified'], `it is not: ${reach.fact} is not sure`)
    }
  })
}
