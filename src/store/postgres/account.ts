import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { CannotStart } from './cannot-start.js'

/**
 * As whom the PostgreSQL programs run. PostgreSQL refuses to run as root, so root lends it an unprivileged
 * account; everybody else runs it as themselves.
 */
export interface Account {
  /** Null: as ourselves. */
  lent: { uid: number; gid: number } | null
  /**
   * The capability that lets the lent account pass directories it could not enter, such as a DATA_DIR below
   * /root; null when it needs none.
   */
  capability: string | null
}

export interface Outcome {
  code: number | null
  /** What the program wrote to its standard output and error. */
  output: string
}

const OURSELVES: Account = { lent: null, capability: null }
/** In the order we like them: one made for PostgreSQL, then ones that own nothing on a usual system. */
const LENDABLE = ['postgres', 'nobody', 'daemon']
const CAPABILITIES = ['dac_read_search', 'dac_override']

/**
 * Chooses the account for a database directory; an existing one stays with its owner.
 * @throws CannotStart when no account can reach `paths` (directories that must be entered).
 */
export async function chooseAccount(cluster: string, paths: string[]): Promise<Account> {
  const me = process.getuid?.() ?? -1
  const owner = await stat(cluster).catch(() => null)
  if (me !== 0) {
    if (!owner || owner.uid === me || me === -1) return OURSELVES
    throw new CannotStart(`${cluster} belongs to another user; start Gương Sáng as the user who made it.`)
  }

  const lent = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : await firstLendable()
  for (const capability of [null, ...CAPABILITIES]) {
    const account = { lent, capability }
    if (await canEnter(account, paths)) return account
  }
  throw new CannotStart(
    `PostgreSQL may not run as root, and user ${lent.uid} cannot enter ${paths.join(' and ')}; allow it with chmod o+x on the directories above, set DATA_DIR to another directory, or start Gương Sáng as another user.`,
  )
}

/** Gives a database directory that root owns, as after a restored backup, to the lent account. */
export async function handOver(cluster: string, account: Account): Promise<void> {
  const { lent } = account
  if (!lent || (await stat(cluster)).uid === lent.uid) return
  const { code, output } = await runAs(OURSELVES, 'chown', ['-R', `${lent.uid}:${lent.gid}`, cluster])
  if (code !== 0) throw new CannotStart(`${cluster} cannot be given to user ${lent.uid}: “${output.trim()}”.`)
}

/** Runs a program to its end, in a session of its own, so that Ctrl-C at our terminal does not reach it. */
export function runAs(account: Account, program: string, args: string[], input = ''): Promise<Outcome> {
  const { lent, capability } = account
  const command = lent && capability ? 'setpriv' : program
  const allArgs = lent && capability ? [...lending(lent, capability), program, ...args] : args
  return new Promise((resolve) => {
    const child = spawn(command, allArgs, {
      cwd: '/',
      // Nothing of our own surroundings may change how PostgreSQL behaves, or the language of its messages.
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
      stdio: 'pipe',
      detached: true,
      ...(lent && !capability ? lent : {}),
    })
    let output = ''
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ code: null, output: output + error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

function lending({ uid, gid }: { uid: number; gid: number }, capability: string): string[] {
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    // Else the capability would not count where PostgreSQL asks access(2) for its own programs.
    '--securebits=+no_setuid_fixup',
    '--',
  ]
}

async function canEnter(account: Account, paths: string[]): Promise<boolean> {
  const { code } = await runAs(account, '/bin/sh', [
    '-c',
    'for path; do cd "$path" || exit 1; done',
    'sh',
    ...paths,
  ])
  return code === 0
}

async function firstLendable(): Promise<{ uid: number; gid: number }> {
  for (const name of LENDABLE) {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => runAs(OURSELVES, 'id', [flag, name])))
    if (uid?.code === 0 && gid?.code === 0) return { uid: Number(uid.output), gid: Number(gid.output) }
  }
  throw new CannotStart(
    'PostgreSQL may not run as root, and this machine has no user postgres or nobody; add one, or start Gương Sáng as another user.',
  )
}
