import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const TICKS_PER_SECOND = 100

/** CPU seconds (user and system) a process has used since it began. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** CPU seconds of a process and all its living children: PostgreSQL answers with one process a connection. */
export function cpuSecondsOfTree(root: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === root)
  return [root, ...children].reduce((sum, pid) => sum + (safely(() => cpuSeconds(pid)) ?? 0), 0)
}

const parentOf = (pid: number): number | null =>
  safely(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  })

function safely<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

export interface Started {
  child: ChildProcess
  pid: number
  line: string
}

/** Starts a TypeScript file as a process of its own; resolves with the first line it prints that fits. */
export async function startProcess(
  file: string,
  env: Record<string, string>,
  fits: RegExp,
): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    if (fits.test(line)) return { child, pid: child.pid!, line }
  }
  throw new Error(`${file} ended before it was ready`)
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
