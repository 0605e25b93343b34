import { officeIn } from './office-words.js'
import { type Phrase, say } from './screen.js'
import { LONGEST_NAME, nameProblem, tidied } from './written-name.js'

/** Characters of the longest name within a family. */
const LONGEST = 30
/** Letters and marks that Vietnamese names are written with: no letter of another alphabet that only looks like one. */
const STRANGE = /[^\u0300\u0301\u0303\u0306\u0309\u031b\u0302\u0323A-Za-zĐđ\d '’.()-]|\p{M}{3}/u
/** Phones would make a link of it. */
const ADDRESS = /\p{L}\.\p{L}{2,}/u

/** Why a text is not kept as what a helper is called by their relatives; null when it is good. */
export const inviterNameProblem = (text: string): Phrase | null => familyNameProblem(text)

/** The same for what the family calls the relative: it stands in questions that are put to the elder. */
export const relativeNameProblem = (text: string): Phrase | null => familyNameProblem(text)

function familyNameProblem(text: string): Phrase | null {
  const problem = writingProblem(text)
  if (problem !== null) return problem
  return officeIn(text) === null ? null : say('helper.name-problem.office')
}

function writingProblem(text: string): Phrase | null {
  const name = tidied(text)
  if (name.length > LONGEST || text.length > LONGEST_NAME * 4) return say('helper.name-problem.long')
  if (STRANGE.test(name.normalize('NFD')) || ADDRESS.test(name)) return say('helper.name-problem.strange')
  if (!/\p{L}/u.test(name)) return say('helper.name-problem.letters')
  if (/\d{3}/u.test(name.replaceAll(/\D(?=\d)|(?<=\d)\D/gu, ''))) return say('helper.name-problem.digits')
  return nameProblem(name, 'person') === null ? null : say('helper.name-problem.strange')
}
