/** A process of its own that holds the lock of a sender until it is frozen or killed. */
import { createLocks } from '../../src/store/chat-lock.js'

const [url, freedAfterMs] = process.argv.slice(2)
const quiet = { info: () => undefined, warn: () => undefined }
const locks = await createLocks(url!, quiet, Number(freedAfterMs))
const taken = await locks.take('sender', 'telegram')
process.send!({ taken })
// Whether it still believes so, whenever it is asked.
process.on('message', () => void process.send!({ holds: locks.holds('sender', 'telegram') }))
process.once('disconnect', () => process.exit(0))
