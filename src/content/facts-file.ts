import { z } from 'zod'
import { fact, text } from './fields.js'
import type { YamlFile } from './yaml-file.js'

/** How `content/facts.yaml` is written: what lessons rest on, where it was read, and how sure it is. */
export const factsSchema = z.strictObject({
  facts: z
    .array(
      z.strictObject({
        id: fact,
        claim: text,
        /** V: read in a source; V/M: a part of it; M-H, M-M, M-L: from memory. */
        sure: z.enum(['V', 'V/M', 'M-H', 'M-M', 'M-L']),
        /** It may have changed since: to be checked on the living source. */
        verify: z.boolean().default(false),
        sources: z.array(z.string().regex(/^https?:\/\/\S+$/, 'it must be an address')).default([]),
      }),
    )
    .min(1),
})
export type FactsFile = z.output<typeof factsSchema>

/** Checks that no fact stands twice. */
export function checkFactIds({ value, report }: YamlFile<FactsFile> & { value: FactsFile }): void {
  const ids = value.facts.map(({ id }) => id)
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index) report(['facts', index, 'id'], `the fact ${id} stands twice`)
  })
}

/** Whether a text may state it as it is. */
export const isSure = ({ sure, verify }: FactsFile['facts'][number]): boolean => sure === 'V' && !verify
