/**
 * Gathers calls into shared statements: one statement is under way at a time, and all that is asked
 * for meanwhile goes together in the next. A lonely call waits for the end of the event loop's turn
 * plus `windowMs`. When a shared statement fails, each call is run alone, so that only the one at fault is
 * rejected: statements must bear being repeated.
 */
export function createBatch<Entry, Result>(
  run: (entries: Entry[]) => Promise<Result[]>,
  windowMs = 0,
): (entry: Entry) => Promise<Result> {
  type Waiting = { entry: Entry; resolve: (result: Result) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let underWay = false

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const taken = waiting
      waiting = []
      try {
        const results = await run(taken.map(({ entry }) => entry))
        taken.forEach(({ resolve }, place) => resolve(results[place]!))
      } catch (error) {
        if (taken.length === 1) taken[0]!.reject(error)
        else for (const one of taken) await runAlone(one)
      }
    }
    underWay = false
  }

  async function runAlone({ entry, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve((await run([entry]))[0]!)
    } catch (error) {
      reject(error)
    }
  }

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject })
      if (underWay) return
      underWay = true
      if (windowMs > 0) setTimeout(() => void flush(), windowMs)
      else setImmediate(() => void flush())
    })
}
