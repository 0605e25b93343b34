/** Letters that are read aloud and typed without a doubt; no digits, so that no guard takes a code for a secret. */
export const CODE_LETTERS = 'abcdeghkmnpqrstuvxy'
export const CODE_LENGTH = 20

const TYPED = new RegExp(
  `^(?:/start(?:@\\w{1,64})?\\s+)?cb[-\\s]?((?:[${CODE_LETTERS}][-\\s]?){${CODE_LENGTH}})$`,
  'i',
)

/** The letters of an officer's one-time code, typed or as a link brings it ("/start cb-…"); null for anything else. */
export function readOfficerCode(text: string): string | null {
  const found = TYPED.exec(text.trim())
  return found === null ? null : found[1]!.replaceAll(/[^a-z]/gi, '').toLowerCase()
}

/** The code as it is shown and linked: "cb-abcde-ghkmn-…". */
export const officerCode = (letters: string): string => `cb-${letters.match(/.{1,5}/g)!.join('-')}`
