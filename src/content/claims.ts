import { fold } from '../domain/text.js'

/** What a text states that must be sure: its figures, and what it says is written on a screen. */

const NUMBER = /\d+(?:[.,]\d+)*/g
const UNIT = /^ ?(?:%|triệu|tỷ|nghìn|ngàn|\{nghin\}|đồng|đ|ngày|giờ|tuần|tháng|năm|tuổi)/iu
const LABEL = /[«"“]([^»"”]+)[»"”]/gu

/** Its numbers of two digits and more, or with a unit; separators do not matter: "500.000" is "500000". */
export const figuresIn = (text: string): string[] =>
  [...text.matchAll(NUMBER)]
    .filter(({ 0: number, index }) => number.length > 1 || UNIT.test(text.slice(index + number.length)))
    .map(([number]) => number.replace(/\D/g, ''))

/** What stands in quotes, as it is compared. */
export const labelsIn = (text: string): string[] => [...text.matchAll(LABEL)].map(([, label]) => fold(label!))
