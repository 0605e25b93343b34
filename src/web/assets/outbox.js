const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000
const PATIENCE_MS = 15_000

/**
 * Sends what the learner says, one after another. What did not arrive is sent again under the same
 * id, so that the server takes it once.
 *
 * @param {{ onSent: (message) => void, onRefused: (message, sentence: string | null) => void,
 *   onTrouble: (sentence: string | null) => void }} told
 */
export function createOutbox({ onSent, onRefused, onTrouble }) {
  const queue = []
  let running = false

  async function run() {
    if (running) return
    running = true
    let pause = FIRST_PAUSE_MS
    while (queue.length > 0) {
      // One after another: the order in which the learner spoke is part of what was said.
      const answer = await post(queue[0])
      if (answer.kind === 'again') {
        onTrouble(answer.sentence)
        await rest(answer.afterMs ?? pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
        continue
      }
      const message = queue.shift()
      pause = FIRST_PAUSE_MS
      if (answer.kind === 'sent') onSent(message)
      else onRefused(message, answer.sentence)
    }
    running = false
  }

  return {
    send(message) {
      queue.push(message)
      void run()
    },
  }
}

async function post(message) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const response = await fetch('/chat/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(message),
      signal: patience.signal,
    })
    if (response.ok) return { kind: 'sent' }
    const sentence = await sentenceOf(response)
    if (response.status === 429) return { kind: 'again', sentence, afterMs: secondsToWait(response) * 1_000 }
    return response.status >= 500 ? { kind: 'again', sentence } : { kind: 'refused', sentence }
  } catch {
    return { kind: 'again', sentence: null }
  } finally {
    clearTimeout(timer)
  }
}

const secondsToWait = (response) => Number(response.headers.get('Retry-After')) || 1

const sentenceOf = async (response) => {
  try {
    return (await response.json()).message ?? null
  } catch {
    return null
  }
}

/** Waits, but no longer than until the phone has a network again. */
const rest = (ms) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done)
  })
