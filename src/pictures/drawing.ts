import type { Words } from '../bot/words.js'
import { type Day, dayText } from '../domain/calendar.js'
import type { Level } from '../domain/exercise.js'
import { type Phrase, say } from '../domain/screen.js'
import { isInLink } from '../domain/three-words.js'
import type { ChainChartDrawing } from './chain-chart.js'
import type { InvitationDrawing } from './invitation.js'
import type { PaperDrawing } from './paper.js'
import type { PracticeScreenDrawing } from './practice-screen.js'
import type { Shown } from './shown.js'

/** A picture with all its words; plain data, so that it may go to another thread. */
export type Drawing = PracticeScreenDrawing | PaperDrawing | ChainChartDrawing | InvitationDrawing

/** Pictures are the same for everybody: their words name neither the learner nor ourselves. */
const EVERYBODY = { formOfAddress: null, region: 'nam' } as const

export function drawingOf(shown: Shown, words: Words): Drawing {
  const spoken = (phrase: Phrase): string => words.say(phrase, EVERYBODY)
  if (shown.kind === 'task') {
    const { screen, places } = shown
    return { kind: 'practice-screen', pill: spoken(say('practice-screen.pill')), screen, places }
  }
  return {
    kind: 'paper',
    from: spoken(say('paper.from')),
    title: spoken(say('paper.title')),
    step: spoken(say(`paper.step.${shown.level}`)),
    subject: spoken(subjectOf(shown.level, shown.title)),
    date: spoken(say('paper.date', dateParts(shown.day))),
    honest: [spoken(say('paper.unsupervised')), spoken(say('paper.not-official'))],
  }
}

/** The picture of a link with its three words. */
export const invitationDrawing = (invitation: { link: string; words: string }, words: Words): Drawing => ({
  kind: 'invitation',
  from: words.say(say('paper.from'), EVERYBODY),
  link: invitation.link,
  scan: words.say(say('invitation-picture.scan'), EVERYBODY),
  typing: words.say(
    say(isInLink(invitation.words, invitation.link) ? 'invitation-picture.or' : 'invitation-picture.then'),
    EVERYBODY,
  ),
  words: invitation.words,
})

function subjectOf(level: Level, title: string): Phrase {
  switch (level) {
    case 'lam-duoc':
    case 'lam-chac':
      return say('paper.for-skill', { title })
    case 'vung':
      return say('paper.for-area', { title })
    case 'an-toan':
    case 'thanh-thao':
      return say(`paper.for.${level}`)
  }
}

function dateParts(day: Day): { day: number; month: number; year: number } {
  const [year, month, date] = dayText(day).split('-').map(Number)
  return { day: date!, month: month!, year: year! }
}
