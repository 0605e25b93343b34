/**
 * A text in quotes (passed over, also one that never ends), or a whole number of 16 digits or more that is no part of a
 * longer number. Each letter is looked at once: what begins like a text always is one.
 */
const TEXT_OR_BIG = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|(?<![\d.eE+-])\d{16,}(?![\d.eE])/gs

/**
 * JSON with its big whole numbers as texts: ids are larger than 2^53, and read as numbers they would be those of
 * somebody else. Zalo writes them as texts; this is for the day it does not.
 */
export const quoteBigNumbers = (json: string): string =>
  json.replace(TEXT_OR_BIG, (found) => (found.startsWith('"') ? found : `"${found}"`))
