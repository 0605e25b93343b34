import { loadCurriculum } from '../../../src/content/load.js'
import { inRoot, locales, words } from './words.js'

export { locales, words }

/** The lessons, questions and tasks that people really meet. */
export const curriculum = loadCurriculum(inRoot('content'))
