import { composed } from '../domain/text.js'

/**
 * One spelling for every letter, so that the secrets guard reads what people read. PostgreSQL keeps
 * neither NUL nor half a surrogate pair; one such message must not stand before all others.
 */
export const storable = (text: string): string =>
  composed(text)
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
