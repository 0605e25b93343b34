// Node 20 gives a thread no loader of TypeScript, also where its program has one; this brings it along.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.script)
