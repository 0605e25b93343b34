import { Worker } from 'node:worker_threads'
import type { Drawn } from './draw-thread.js'
import type { Drawing } from './drawing.js'

/** Draws in a thread of its own, so that no turn waits for a processor. */
export interface Drawer {
  /** The PNG; rejects when it cannot be drawn, when too many wait, and after `close`. */
  draw(drawing: Drawing): Promise<Buffer>
  close(): Promise<void>
}

export interface DrawerOptions {
  /** The script of the thread. */
  thread?: URL
  /** Milliseconds that one drawing may take; the first one of a thread also waits for it to start. */
  timeoutMs?: number
  /** How many drawings may wait; 100 take some 6 seconds. */
  maxWaiting?: number
}

interface Job {
  drawing: Drawing
  resolve: (png: Buffer) => void
  reject: (reason: Error) => void
}

/** Drawing takes some 100; a thread that runs away ends before the program does. */
const MAX_MEGABYTES = 400

const LOADER = new URL('./thread.js', import.meta.url)
const THREAD = new URL('./draw-thread.ts', import.meta.url)

/**
 * Starts its thread with the first drawing, and another one when that died: the drawing it died of is refused,
 * those that wait are drawn. An idle thread does not keep the program alive.
 */
export function createDrawer({
  thread = THREAD,
  timeoutMs = 20_000,
  maxWaiting = 100,
}: DrawerOptions = {}): Drawer {
  const waiting: Job[] = []
  let worker: Worker | null = null
  let current: (Job & { timer: NodeJS.Timeout }) | null = null
  let isClosed = false

  const settle = (how: (job: Job) => void): void => {
    if (current === null) return
    clearTimeout(current.timer)
    const job = current
    current = null
    how(job)
    next()
  }

  const next = (): void => {
    if (current !== null || isClosed) return
    const job = waiting.shift()
    if (job === undefined) {
      worker?.unref()
      return
    }
    worker ??= start()
    const timer = setTimeout(() => void worker?.terminate(), timeoutMs)
    current = { ...job, timer }
    worker.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(job.drawing)
  }

  const start = (): Worker => {
    const started = new Worker(LOADER, {
      workerData: { script: thread.href },
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
    })
    const lost = (why: string, cause?: unknown): void => {
      if (worker !== started) return
      worker = null
      settle((job) => job.reject(new Error(why, { cause })))
    }
    started.on('message', (drawn: Drawn) =>
      settle((job) =>
        'png' in drawn
          ? job.resolve(Buffer.from(drawn.png))
          : job.reject(new Error('the picture could not be drawn', { cause: drawn.error })),
      ),
    )
    started.on('error', (error) => lost('the drawing thread broke', error))
    started.on('exit', () => lost('the drawing thread ended'))
    return started
  }

  return {
    draw: (drawing) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error('no more pictures are drawn'))
        if (waiting.length >= maxWaiting) return reject(new Error('too many pictures wait to be drawn'))
        waiting.push({ drawing, resolve, reject })
        next()
      }),

    async close() {
      isClosed = true
      for (const job of waiting.splice(0)) job.reject(new Error('no more pictures are drawn'))
      await worker?.terminate()
    },
  }
}
