const LONGEST_OWN = 140

const LINK =
  /https?:|hxxps?:|www\.|\[\.\]|(?:zalo|t)\.me\/|bit\.ly|[a-z0-9]\.(?:vn|com|net|org|info|top|vip|xyz|cc|apk|shop|site|link|club|online|app)\b/i

/** Words of somebody else, or too many to be a command or a choice: 140 characters and more. */
export const isLong = (text: string): boolean => text.trim().length >= LONGEST_OWN

export const hasLink = (text: string): boolean => LINK.test(text.slice(0, LONGEST_OWN))

/** The text with a word in the place of each address. */
export const withoutLinks = (text: string): string =>
  text.replace(/\S+/g, (piece) => (hasLink(piece) ? (/apk/i.test(piece) ? 'app' : 'link') : piece))

/** A message that was forwarded or pasted is never obeyed and never taken for an answer. */
export const isPasted = (text: string): boolean => isLong(text) || text.trim().includes('\n')
