import type { PartFile, TaskStepFile } from './exercise-schema.js'
import { LIMITS } from './limits.js'
import { checkRoom } from './check-text.js'
import { namesIn } from './variants.js'
import { anyOf } from './plain-words.js'
import { screenTrustProblems } from './trust-words.js'
import type { Wording } from './wording.js'
import type { Report } from './yaml-file.js'

/** Names that no practice screen bears: what people do here must not be taken for a company's own app. */
const BRANDS = anyOf([
  'Vietcombank', 'BIDV', 'Agribank', 'VietinBank', 'Techcombank', 'MoMo', 'ZaloPay', 'Shopee', 'Lazada',
  'Tiki', 'Viettel', 'VinaPhone', 'MobiFone', 'Facebook',
]) // prettier-ignore

/** These may be spoken of, but no practice screen pretends to be theirs. */
const SPOKEN_OF = anyOf(['VNeID', 'Zalo', 'VssID'])

/** Checks what a picture shows beside its touchable places. */
export function checkScreen(
  screen: TaskStepFile['screen'],
  at: readonly PropertyKey[],
  report: Report,
  wording: Wording,
): void {
  checkScreenText(screen.title, [...at, 'title'], report, LIMITS.screenTitleCharacters, wording)
  for (const [name] of screen.title.matchAll(SPOKEN_OF))
    report([...at, 'title'], `the screen cannot be called ${name}`)
  screen.parts.forEach((part, index) => checkPart(part, [...at, 'parts', index], report, wording))
}

function checkPart(part: PartFile, at: readonly PropertyKey[], report: Report, wording: Wording): void {
  if ('message' in part) {
    checkScreenText(part.message, [...at, 'message'], report, LIMITS.messageCharacters, wording, true)
    checkScreenText(part.from, [...at, 'from'], report, LIMITS.partCharacters, wording)
  } else if ('field' in part) {
    checkScreenText(part.field, [...at, 'field'], report, LIMITS.partCharacters, wording)
    checkScreenText(part.value, [...at, 'value'], report, LIMITS.partCharacters, wording)
    const both = part.field.length + part.value.length
    if (both > LIMITS.partCharacters)
      report(
        [...at, 'value'],
        `with its name it has ${both} characters, at most ${LIMITS.partCharacters} are allowed`,
      )
  } else {
    checkScreenText(part.note, [...at, 'note'], report, LIMITS.partCharacters, wording)
  }
}

/** Checks a text in a picture. It is what a screen says, not what we say: our words for learners do not bind it. */
export function checkScreenText(
  text: string,
  at: readonly PropertyKey[],
  report: Report,
  characters: number,
  wording: Wording,
  isMessage = false,
): void {
  checkRoom(text, at, report, { characters, lines: 1 }, wording)
  for (const message of screenTrustProblems(text, isMessage)) report(at, message)
  for (const name of namesIn(text)) report(at, `a screen does not know {${name}}: it speaks to anybody`)
  for (const [brand] of text.matchAll(BRANDS)) report(at, `${brand} is a real name: make one up`)
  if (/["“”]/.test(text)) report(at, 'write «…» for quotes')
  if (/\p{Extended_Pictographic}/u.test(text)) report(at, 'it has an emoji')
}
