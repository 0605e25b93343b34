import { xmlText } from './xml-text.js'

/** A text as it stands in an office's paper: percents written as the plan writes them, 17% beside its 50%. */
export const officeText = (text: string): string => xmlText(text.replaceAll(/(?<=\d) %/g, '%'))
