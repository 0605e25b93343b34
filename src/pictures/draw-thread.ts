import { parentPort } from 'node:worker_threads'
import { draw } from './draw.js'
import type { Drawing } from './drawing.js'

/** The drawing thread: one drawing in, one PNG or error out, in order. */
export type Drawn = { png: Uint8Array } | { error: unknown }

async function answer(drawing: Drawing): Promise<Drawn> {
  try {
    return { png: await draw(drawing) }
  } catch (error) {
    return { error }
  }
}

parentPort?.on('message', (drawing: Drawing) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void answer(drawing).then((drawn) => parentPort?.postMessage(drawn))
})
