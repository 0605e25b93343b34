import type { WallCard } from '../domain/curriculum.js'
import type { Region } from '../domain/learner.js'
import type { Words } from './words.js'

/** The card for the wall in the words of a region; it speaks to a whole house, so to nobody in particular. */
export function wallCardIn(region: Region, card: WallCard, words: Words): WallCard {
  const said = (text: string): string => words.say({ text }, { formOfAddress: null, region })
  return {
    title: said(card.title),
    intro: said(card.intro),
    rows: card.rows.map(({ id, label, note, number }) => ({
      id,
      label: said(label),
      note: note === null ? null : said(note),
      number: number === null ? null : said(number),
    })),
    threeWords: said(card.threeWords),
    meaning: said(card.meaning),
    caution: said(card.caution),
    offer: said(card.offer),
  }
}
