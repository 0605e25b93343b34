import { parentPort, threadId } from 'node:worker_threads'
import type { PaperDrawing } from '../../../src/pictures/paper.js'

/** Stands in for the drawing thread: does what the title says, and answers with the title and its own number. */
const obey = (title: string): void => {
  if (title === 'die') process.exit(1)
  if (title === 'throw') throw new Error('thrown on purpose')
  if (title === 'hang') return
  const drawn = title === 'refuse' ? { error: new Error('refused on purpose') } : { png: told(title) }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(drawn)
}

const told = (title: string): Uint8Array => new Uint8Array(Buffer.from(`${title} ${threadId}`))

parentPort!.on('message', (drawing: PaperDrawing) => obey(drawing.title))
