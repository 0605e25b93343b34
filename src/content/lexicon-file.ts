import { z } from 'zod'
import type { RegionalWord } from '../domain/curriculum.js'
import { text } from './fields.js'
import type { YamlFile } from './yaml-file.js'

/** How `content/lexicon.yaml` is written: the words that differ between North and South. */
export const lexiconSchema = z.strictObject({
  words: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+(_[a-z]+)*$/, 'a word is named by small letters and _'),
      bac: text,
      nam: text,
    }),
  ),
})
export type LexiconFile = z.output<typeof lexiconSchema>

/** Checks that no word stands twice, nor as one of the forms of address. */
export function checkLexicon({ value, report }: YamlFile<LexiconFile> & { value: LexiconFile }): void {
  const ids = value.words.map(({ id }) => id)
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index) report(['words', index, 'id'], `the word ${id} stands twice`)
    if (id === 'goi' || id === 'xung') report(['words', index, 'id'], `{${id}} already means something else`)
  })
}

/** The words by id. */
export const toLexicon = ({ words }: LexiconFile): Map<string, RegionalWord> =>
  new Map(words.map(({ id, bac, nam }) => [id, { bac, nam }]))
