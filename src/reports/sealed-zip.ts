import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The first day that a zip can name; in local time, as zips write it. */
const NO_DAY = new Date(1980, 0, 1)

/**
 * The same office file without the hour at which it was written, so that the same figures give the same bytes; `at` stands
 * in its properties.
 */
export function sealedZip(bytes: Uint8Array, at: Date): Uint8Array {
  const files = unzipSync(bytes)
  const core = files['docProps/core.xml']
  if (core !== undefined) files['docProps/core.xml'] = strToU8(dated(strFromU8(core), at))
  return zipSync(files, { level: 6, mtime: NO_DAY })
}

const dated = (xml: string, at: Date): string =>
  xml.replaceAll(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${at.toISOString().slice(0, 19)}Z`)
