import { loadCurriculum } from '../../../src/content/load.js'
import { createWords } from '../../../src/bot/words.js'
import { inRoot, locales } from './words.js'

export { locales }

/** The lessons, questions and tasks that people really meet. */
export const curriculum = loadCurriculum(inRoot('content'))

/** The words that people really read, with those of their region and place. */
export const words = createWords(locales, { content: curriculum })
