import { parentPort, workerData } from 'node:worker_threads'
import { readHere } from './read-here.js'

/** The reading thread: one folder, one answer. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(readHere((workerData as { dir: string }).dir))
