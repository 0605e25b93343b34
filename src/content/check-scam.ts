import { fold } from '../domain/text.js'
import type { Contact } from '../domain/curriculum.js'
import { checkText } from './check-text.js'
import type { Loaded } from './curriculum.js'
import { nameOf } from './files.js'
import { LIMITS } from './limits.js'
import type { ScamFile } from './scam-file.js'
import type { Wording } from './wording.js'

/** Checks one kind of scam: its words, both spellings of its red flags, and whom it says to call. */
export function checkScam(
  { file, value, report }: Loaded<ScamFile>,
  contacts: ReadonlyMap<string, Contact> | null,
  lessonIds: readonly string[],
  wording: Wording,
): void {
  if (nameOf(file) !== value.id) report(['id'], `the scam ${value.id} must stand in ${value.id}.yaml`)
  const { titleCharacters, openingCharacters, doCharacters } = LIMITS
  checkText(value.title, ['title'], report, { characters: titleCharacters, lines: 1 }, wording)
  const opening = { characters: openingCharacters, lines: 1, sentences: 3 }
  checkText(value.opening, ['opening'], report, opening, wording)
  value.do.forEach((text, index) =>
    checkText(text, ['do', index], report, { characters: doCharacters, lines: 1, sentences: 2 }, wording),
  )
  value.red_flags.forEach((flag, index) => {
    const at = ['red_flags', index]
    const without = fold(flag.with)
    if (fold(flag.without) !== without || /[\p{M}đ]/iu.test(flag.without.normalize('NFD')))
      report([...at, 'without'], `without its marks it is "${without}"`)
    if (value.red_flags.findIndex((other) => fold(other.with) === without) < index)
      report([...at, 'with'], `the red flag "${flag.with}" stands twice`)
  })
  value.baits.forEach((bait, index) => {
    if (/[a-z0-9*-]\.[a-z]/i.test(bait) || /https?:/i.test(bait))
      report(['baits', index], 'an address of swindlers is defanged: write [.] for its dots')
  })
  value.call.forEach((id, index) => {
    if (contacts !== null && !contacts.has(id))
      report(['call', index], `contacts.yaml has no verified contact ${id}`)
  })
  value.taught_in.forEach((id, index) => {
    if (!lessonIds.includes(id)) report(['taught_in', index], `there is no lesson ${id} in lessons/`)
  })
}
