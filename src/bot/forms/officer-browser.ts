import type { Context } from 'grammy'
import type { Officer } from '../../domain/role.js'
import { type Option, say } from '../../domain/screen.js'
import type { Thing } from '../../domain/two-words.js'
import type { OfficerDesk } from '../../services/officer-desk.js'
import type { Speaker } from '../speak.js'
import { type Form, choose, tellLine } from './ask.js'
import { askTwoWords } from './officer-words.js'

const SURE: Option[] = [
  { id: 'yes', label: say('officer.browser-mine'), words: ['dung', 'phai', 'vang'] },
  { id: 'no', label: say('officer.browser-not-mine'), words: ['khong phai', 'khong'] },
]

/**
 * Lets a computer in that shows two words and a picture. Which picture it is has to be chosen, and one wrong choice
 * ends that computer's waiting: whoever is told the words on the telephone does not see it.
 */
export async function confirmBrowser(
  form: Form,
  ctx: Context,
  speaker: Speaker,
  desk: OfficerDesk,
  officer: Officer,
): Promise<void> {
  const words = await askTwoWords(form, ctx, speaker, desk, [
    say('officer.browser-words'),
    say('officer.browser-where'),
  ])
  if (typeof words !== 'string') return tellLine(form, ctx, speaker, words.left)
  const things = await form.external(({ turn }) => desk.thingsBeside(words, turn.now))
  const thing = await choose(form, ctx, speaker, {
    lines: [say('officer.thing-ask')],
    options: things.map((id) => ({ id, label: say(`officer.thing.${id}`) })),
  })
  if (thing === null) return tellLine(form, ctx, speaker, say('officer.left'))
  const sure = await choose(form, ctx, speaker, {
    lines: [
      say('officer.browser-shows', { thing: say(`officer.thing.${thing}`), words }),
      say('officer.browser-sure'),
    ],
    options: SURE,
  })
  if (sure === null) return tellLine(form, ctx, speaker, say('officer.left'))
  const isIn = await form.external(async ({ turn }) => {
    const picture = thing as Thing
    const isRight = sure === 'yes' && (await desk.isWaiting(words, picture, turn.now))
    turn.events.push(
      isRight
        ? { kind: 'browser-confirmed', officerId: officer.id, words, picture }
        : { kind: 'browser-refused', officerId: officer.id, words },
    )
    return isRight
  })
  const last =
    sure === 'no' ? 'officer.browser-refused' : isIn ? 'officer.browser-in' : 'officer.browser-none'
  return tellLine(form, ctx, speaker, say(last))
}
