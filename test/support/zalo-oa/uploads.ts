import { OaError } from './oa-error.js'

const LASTS_MS = 7 * 24 * 60 * 60 * 1000
const LARGEST = 1024 * 1024
const MOST_A_MONTH = 5_000
const PNG = '89504e470d0a1a0a'
const JPG = 'ffd8ff'

export const isPicture = (bytes: Buffer): boolean => {
  const head = bytes.toString('hex', 0, 8)
  return bytes.length <= LARGEST && (head === PNG || head.startsWith(JPG))
}

/** The pictures that were uploaded, for seven days, at most 5,000 in a month. */
export class Uploads {
  private readonly known = new Map<string, { name: string; until: number }>()
  private readonly months = new Map<string, number>()

  constructor(private readonly clock: () => Date) {}

  add(name: string, bytes: Buffer): string {
    if (!isPicture(bytes)) throw new OaError(-201, 'file is not a jpg or png of at most 1 MB', true)
    const month = this.clock().toISOString().slice(0, 7)
    const nth = (this.months.get(month) ?? 0) + 1
    if (nth > MOST_A_MONTH) throw new OaError(-211, 'out of quota of uploads')
    this.months.set(month, nth)
    const id = `attachment-${this.known.size + 1}-of-the-stand-in`
    this.known.set(id, { name, until: this.clock().getTime() + LASTS_MS })
    return id
  }

  /** The name of the file. */
  find(id: string): string {
    const found = this.known.get(id)
    if (found === undefined || this.clock().getTime() >= found.until) {
      throw new OaError(-100, 'attachment has expired')
    }
    return found.name
  }
}
