/**
 * The room a screen has: three short lines and 300 characters in all. The program adds the line of
 * navigation to a card, the choices to an item, and the echo and the answer to what is said after
 * an answer; what is left is the room here. Characters are counted with the longest form of address.
 */
export const LIMITS = {
  cardLines: 2,
  cardCharacters: 260,
  itemLines: 3,
  /** The text of an item with its choices. */
  itemCharacters: 280,
  /** A Telegram button shows this many whole. */
  choiceCharacters: 45,
  /** Thought, reason and next time together. */
  kindnessCharacters: 200,
  /** The same with the choice taken and the right choice, which the program repeats. */
  answerCharacters: 240,
  titleCharacters: 60,
  canCharacters: 70,
  recapCharacters: 90,
  /** What to try in real life, and what to say to the family. */
  realLifeCharacters: 120,
  tellFamilyCharacters: 110,
  skillTitleCharacters: 30,
  skillCanCharacters: 70,
  beliefCharacters: 90,
  thoughtCharacters: 70,
  /** What is asked and hinted beside the picture of a task, and what a wrong tap would do. */
  askCharacters: 110,
  hintCharacters: 90,
  thenCharacters: 120,
  /** In the picture: the name of the made-up app, a message, and each other text. */
  screenTitleCharacters: 24,
  messageCharacters: 140,
  partCharacters: 90,
  /** A scam: how it begins, and each thing to do. */
  openingCharacters: 160,
  doCharacters: 100,
  /** The card for the wall: a title or row, and each longer text. */
  wallLineCharacters: 40,
  wallTextCharacters: 120,
} as const

/** A lesson of the path, and the short one in which learner and program get to know each other. */
export const SHAPES = {
  lesson: { cards: [4, 7], items: [3, 5] },
  'lam-quen': { cards: [1, 3], items: [1, 2] },
} as const

/** How many variants a question and a task have: enough that nobody meets the same one soon. */
export const VARIANTS = { question: [1, 60], task: [12, 60] } as const

/** What a core skill needs: questions with three choices in so many variants, and tasks. */
export const ENOUGH = { questions: 8, variants: 40, tasks: 1 } as const

/** How evenly the right answers lie, judged from so many questions on. */
export const BALANCE = { from: 8, mostLongest: 0.4, mostInPlace: 0.5, leastInPlace: 1 / 6 } as const

/** How many steps every variant of a task has. */
export const TASK_STEPS = [4, 6] as const

/** How many core skills an area has; an area is recognised when all of them are. */
export const CORE_SKILLS = 4
