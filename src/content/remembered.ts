/**
 * The same function, which works each text out once: most texts stand in many variants as they are. What it
 * remembers stays for the life of the process; content is reread in threads of their own.
 */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (known.has(text)) return known.get(text)!
    const found = work(text)
    known.set(text, found)
    return found
  }
}
