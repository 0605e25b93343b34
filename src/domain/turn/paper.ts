import type { Curriculum } from '../curriculum.js'
import { type Phrase, type Screen, say } from '../screen.js'
import type { Mode, Reached } from '../session.js'
import { NEXT } from './item.js'

export type PaperMode = Extract<Mode, { kind: 'paper' }>

/** What a named step is for, in words. */
export function subjectOf({ level, subject }: Reached, { allSkills, areas }: Curriculum): Phrase {
  if (level === 'an-toan' || level === 'thanh-thao') return say(`paper.for.${level}`)
  const title =
    level === 'vung' ? areas.find(({ id }) => id === subject)?.name : allSkills.get(subject)?.title
  return { text: title ?? '' }
}

/** The paper to keep, and what it says in words. */
export function paperScreen(papers: readonly Reached[], curriculum: Curriculum): Screen {
  const [paper] = papers
  if (paper === undefined) return { lines: [], options: [NEXT] }
  const step = say(`paper.step.${paper.level}`)
  return {
    picture: { kind: 'paper', ...paper },
    lines: [
      say('paper.reached', { step, subject: subjectOf(paper, curriculum) }),
      say(`paper.means.${paper.level}`),
      say('paper.keep'),
    ],
    options: [NEXT],
  }
}
