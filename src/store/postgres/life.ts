import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The name of one life of a process: its id and a mark of when it began. A process id alone is used again
 * after a crash or a reboot. Null when no such process lives.
 */
export async function lifeOf(pid: number): Promise<string | null> {
  const began = process.platform === 'linux' ? await beganOnLinux(pid) : await beganElsewhere(pid)
  return began && `${pid}-${createHash('sha256').update(began).digest('hex').slice(0, 12)}`
}

/** Whether the life that `lifeOf` named still goes on. */
export async function isAlive(life: string): Promise<boolean> {
  return (await lifeOf(Number.parseInt(life, 10))) === life
}

/** Ticks since boot are only unique together with the boot they count from. */
async function beganOnLinux(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (!stat) return null
  // The name of the program stands in brackets and may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, began] = [fields[0], fields[19]]
  if (state === 'Z' || state === 'X') return null
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${boot.trim()} ${began}`
}

async function beganElsewhere(pid: number): Promise<string | null> {
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.trim() || null
}

/** The command line of a process, words parted by a blank; null when it does not live or may not be read. */
export async function commandOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return line.replaceAll('\0', ' ').trim() || null
  }
  const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.trim() || null
}
