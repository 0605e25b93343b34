import MiniSearch from 'minisearch'
import type { Curriculum, Lesson } from '../domain/curriculum.js'
import { fold, readings } from '../domain/text.js'
import { EMPTY_WORDS, SAID_AS } from './asking-words.js'

/** A lesson that may answer what was asked. */
export interface Offer {
  lesson: string
  title: string
}

/** Finds lessons for a question in one's own words. */
export interface Asking {
  /** At most three lessons, the likeliest first; none when nothing is near enough. Never throws. */
  lessonsFor(text: string): Offer[]
}

const MOST_OFFERS = 3
/** Of a longer text only so much is read, in characters: nobody asks so long. */
const LONGEST_QUESTION = 200
/** What a question must at least reach; found by trying on the set of questions, see the tests. */
const LEAST_SCORE = 120
/** What stands so far behind the best is not offered beside it. */
const LEAST_SHARE = 0.1

const FIELDS = ['title', 'can', 'cards'] as const
type Field = (typeof FIELDS)[number]

/** An index of all lessons of a curriculum; made once for each. */
export function createAsking({ lessons }: Pick<Curriculum, 'lessons'>): Asking {
  const index = new MiniSearch<Record<Field | 'id', string>>({
    fields: [...FIELDS],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 4, can: 3, cards: 1 },
      combineWith: 'OR',
      boostTerm: (term) => (term.includes(' ') ? 2 : 1),
    },
  })
  index.addAll([...lessons.values()].map(entryOf))

  const byTitle = new Map([...lessons.values()].map(({ id, title }) => [fold(title), id] as const))
  const offer = (id: string): Offer => ({ lesson: id, title: lessons.get(id)!.title })

  return {
    lessonsFor(asked) {
      const text = asked.slice(0, LONGEST_QUESTION)
      const exact = byTitle.get(fold(text))
      if (exact !== undefined) return [offer(exact)]
      const found = index.search(inLessonWords(text))
      const best = found[0]?.score ?? 0
      if (best < LEAST_SCORE) return []
      return found
        .slice(0, MOST_OFFERS)
        .filter(({ score }) => score >= best * LEAST_SHARE)
        .map(({ id }) => offer(String(id)))
    },
  }
}

const entryOf = ({ id, title, can, recap, steps }: Lesson): Record<Field | 'id', string> => ({
  id,
  title,
  can: `${can}\n${recap}`,
  cards: steps.flatMap((step) => (step.kind === 'card' ? [step.text] : [])).join('\n'),
})

/** The folded words of a text, and each two that stand side by side: "tien dien" is more than "tien" and "dien". */
function termsOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const words = wordsOf(line.replace(/\{[^}]*\}/g, ' '))
    const pairs = words.slice(1).map((word, at) => `${words[at]!} ${word}`)
    return [...words.filter((word) => word.length > 1 && !EMPTY_WORDS.has(word)), ...pairs.filter(isTelling)]
  })
}

const wordsOf = (text: string): string[] => (readings(text).at(-1)?.words ?? []).slice(0, 400)

const isTelling = (pair: string): boolean => !pair.split(' ').every((word) => EMPTY_WORDS.has(word))

/** The question, and on lines of their own what its words are called in the lessons. */
function inLessonWords(text: string): string {
  const words = wordsOf(text)
  const said = new Set<string>()
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST_SAID); to++) {
      const meant = saidAs.get(words.slice(from, to).join(' '))
      if (meant !== undefined) said.add(meant)
    }
  }
  return [words.join(' '), ...said].join('\n')
}

const saidAs = new Map(Object.entries(SAID_AS))
const LONGEST_SAID = Math.max(...[...saidAs.keys()].map((key) => key.split(' ').length))
