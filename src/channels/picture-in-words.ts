/** What is said in the place of a picture that cannot be shown, by our name of it; empty where nothing is to be said. */
export type PictureInWords = (name: string) => string

/**
 * The words of a message whose picture did not get through, with what it shows above them: a question about a picture
 * can be answered without it. Where a platform would not take both (`longest` code points), the words alone.
 */
export function withPictureInWords(words: string, shown: string, longest: number): string {
  if (shown === '') return words
  const both = `${shown}\n\n${words}`.normalize('NFC')
  return Array.from(both).length <= longest ? both : words
}
