import MiniSearch from 'minisearch'
import type { Curriculum, Lesson } from '../domain/curriculum.js'
import { fold, readings } from '../domain/text.js'
import { COMMON_WORDS, EMPTY_WORDS, SAID_AS } from './asking-words.js'

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
const LEAST_SCORE = 180
/** What stands so far behind the best is not offered beside it. */
const LEAST_SHARE = 0.1

const FIELDS = ['title', 'can', 'asked', 'cards'] as const
type Field = (typeof FIELDS)[number]
type Entry = Record<Field | 'id', string>

/** An index of all lessons of a curriculum, and of what none of them answers; made once for each. */
export function createAsking({ lessons, asked }: Pick<Curriculum, 'lessons' | 'asked'>): Asking {
  const index = new MiniSearch<Entry>({
    fields: [...FIELDS],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 4, can: 3, asked: 4, cards: 1 },
      combineWith: 'OR',
      boostTerm: weightOf,
    },
  })
  index.addAll([...lessons.values()].map((lesson) => entryOf(lesson, asked.lessons.get(lesson.id) ?? [])))
  index.addAll(asked.elsewhere.map(entryOfElsewhere))

  const byTitle = new Map([...lessons.values()].map(({ id, title }) => [fold(title), id] as const))
  const offer = (id: string): Offer => ({ lesson: id, title: lessons.get(id)!.title })

  return {
    lessonsFor(question) {
      const text = question.slice(0, LONGEST_QUESTION)
      const exact = byTitle.get(fold(text))
      if (exact !== undefined) return [offer(exact)]
      const found = index.search(inLessonWords(text))
      const [best] = found
      if (best === undefined || best.score < LEAST_SCORE || !lessons.has(best.id)) return []
      return found
        .filter(({ id, score }) => lessons.has(id) && score >= best.score * LEAST_SHARE)
        .slice(0, MOST_OFFERS)
        .map(({ id }) => offer(id))
    },
  }
}

const entryOf = ({ id, title, can, recap, steps }: Lesson, asked: readonly string[]): Entry => ({
  id,
  title,
  can: `${can}\n${recap}`,
  asked: asked.join('\n'),
  cards: steps.flatMap((step) => (step.kind === 'card' ? [step.text] : [])).join('\n'),
})

const entryOfElsewhere = (phrases: readonly string[], at: number): Entry => ({
  id: `elsewhere ${at}`,
  title: '',
  can: '',
  asked: phrases.join('\n'),
  cards: '',
})

/** Two words together tell more than one, and what stands in every other question tells little. */
function weightOf(term: string): number {
  if (term.split(' ').every((word) => COMMON_WORDS.has(word) || EMPTY_WORDS.has(word))) return 0.4
  return term.includes(' ') ? 3 : 1
}

/**
 * The folded words of a text that tell something, and each two of them that stand side by side, or with empty words
 * between, in either order: "chu to" is more than "chu" and "to", and so is "to chu".
 */
function termsOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const words = wordsOf(line.replace(/\{[^}]*\}/g, ' '))
    const telling = words.filter((word) => word.length > 1 && !EMPTY_WORDS.has(word))
    const pairs = new Set([...pairsOf(words).filter(isTelling), ...pairsOf(telling)])
    return [...telling, ...pairs]
  })
}

const pairsOf = (words: readonly string[]): string[] =>
  words.slice(1).map((word, at) => [words[at]!, word].toSorted().join(' '))

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
