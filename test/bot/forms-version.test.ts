import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases } from '../support/long.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PRINT = `import('./src/bot/forms/forms.ts').then(({ FORMS_VERSION }) => process.stdout.write(FORMS_VERSION))`

let copy: string
let committed: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'guong-sang-forms-'))
  for (const part of ['src', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  committed = version()
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const version = (): string =>
  execFileSync(process.execPath, ['--import', 'tsx', '-e', PRINT], {
    cwd: copy,
    encoding: 'utf8',
    timeout: 200_000,
  })

/** Each adds a step to the log of the form: a form begun before would be replayed wrongly. */
const STEPS = [
  ['hour.ts', 'await save(form, time)'],
  ['place.ts', 'await record(form, (learner) => ({ ...learner, placeId, region }), {'],
  ['settings.ts', 'const { region } = await whoIsAsked(form)'],
  ['ask.ts', 'await utter(ctx.api, calls)'],
] as const

describe('the version of the forms', () => {
  it('is the same for the same code', () => {
    expect(committed).toMatch(/^[0-9a-f]{12}$/)
    expect(version()).toBe(committed)
  })

  it.each(cases(STEPS, ([name]) => name === 'hour.ts'))('changes with a step inside %s', (name, at) => {
    const file = join(copy, 'src/bot/forms', name)
    const code = readFileSync(file, 'utf8')
    expect(code).toContain(at)
    writeFileSync(file, code.replace(at, `await form.external(() => null)\n  ${at}`))
    try {
      expect(version()).not.toBe(committed)
    } finally {
      writeFileSync(file, code)
    }
  })
})
