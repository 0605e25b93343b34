import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimServer } from '../../../src/store/postgres/claim.js'
import { lifeOf } from '../../../src/store/postgres/life.js'
import { exclusively } from '../../../src/store/postgres/queue.js'
import { startChild } from './start-child.js'
import { inLongRun } from '../../support/long.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'guong-sang-claim-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('the claim of a server', () => {
  it('is refused to a second server, in one sentence that names the first', async () => {
    const giveBack = await claimServer(dataDir)
    const child = startChild('claim', dataDir)
    expect(await child.said).toBe(
      `failed Another Gương Sáng server (process ${process.pid}) already runs on ${dataDir}; stop it first, or set DATA_DIR to another directory.`,
    )
    await child.kill()
    await giveBack()
    await (
      await claimServer(dataDir)
    )()
  })

  inLongRun(() => {
    it('is taken over from a killed server', async () => {
      const child = startChild('claim', dataDir)
      expect(await child.said).toBe('done')
      await expect(claimServer(dataDir)).rejects.toThrow(`process ${child.process.pid}`)
      await child.kill()
      await (
        await claimServer(dataDir)
      )()
    })
  })

  it('is taken over from a dead process whose number another one has now', async () => {
    await (
      await claimServer(dataDir)
    )()
    const stranger = `1.${process.pid}-0123456789ab.1`
    expect(stranger).not.toContain(await lifeOf(process.pid))
    await writeFile(join(dataDir, 'server', stranger), '')
    await (
      await claimServer(dataDir)
    )()
    expect(await readdir(join(dataDir, 'server'))).toEqual([])
  })

  it('goes to exactly one of many that come at the same moment', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => claimServer(dataDir)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('exclusive work', () => {
  it('is done by one at a time', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 2))
      inside--
    }
    await Promise.all(Array.from({ length: 20 }, () => exclusively(join(dataDir, 'lock'), work)))
    expect(most).toBe(1)
  })
})
