import type { Contact } from '../domain/curriculum.js'
import type { WallCardFile } from './card-file.js'
import { checkText } from './check-text.js'
import type { Loaded } from './curriculum.js'
import { LIMITS } from './limits.js'
import { namesIn } from './variants.js'
import type { Wording } from './wording.js'

/** Checks the words of the card for the wall, which speaks to nobody by name, and that its numbers are there. */
export function checkWallCard(
  { value, report }: Loaded<WallCardFile>,
  contacts: ReadonlyMap<string, Contact> | null,
  wording: Wording,
): void {
  const { wallLineCharacters, wallTextCharacters, cardCharacters, cardLines } = LIMITS
  const printed = (text: string, at: readonly PropertyKey[], characters: number): void => {
    checkText(text, at, report, { characters, lines: 1 }, wording)
    for (const name of namesIn(text)) report(at, `the card does not know {${name}}: it hangs on a wall`)
  }
  for (const field of ['title', 'three_words'] as const) printed(value[field], [field], wallLineCharacters)
  for (const field of ['intro', 'meaning', 'caution'] as const)
    printed(value[field], [field], wallTextCharacters)
  checkText(value.offer, ['offer'], report, { characters: cardCharacters, lines: cardLines }, wording)

  value.rows.forEach((row, index) => {
    const at = ['rows', index]
    if (value.rows.findIndex(({ id }) => id === row.id) < index)
      report([...at, 'id'], `the row ${row.id} stands twice`)
    printed(row.label, [...at, 'label'], wallLineCharacters)
    if (row.note !== undefined) printed(row.note, [...at, 'note'], wallLineCharacters)
    if (!('print' in row) || contacts === null) return
    const contact = contacts.get(row.print)
    if (contact === undefined) report([...at, 'print'], `contacts.yaml has no verified contact ${row.print}`)
    else if (!/^\d/.test(contact.elsewhere) || contact.inProvince.size > 0)
      report([...at, 'print'], `${row.print} has no number that holds everywhere`)
  })
}
