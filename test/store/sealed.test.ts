import { describe, expect, it } from 'vitest'
import { createSeal } from '../../src/store/sealed.js'

const SECRET = 'mot-bi-mat-dai-hon-ba-muoi-hai-ky-tu'
const seal = createSeal(SECRET, 'tokens')

describe('what is sealed', () => {
  it('is opened by the same secret alone, for the same purpose, as what it was', () => {
    const sealed = seal.seal('access-của-OA', 'access 7')
    expect(sealed).not.toContain('access')
    expect(seal.open(sealed, 'access 7')).toBe('access-của-OA')
    expect(createSeal(SECRET, 'tokens').open(sealed, 'access 7')).toBe('access-của-OA')
    expect(seal.open(sealed, 'refresh 7')).toBeNull()
    expect(createSeal(SECRET, 'other').open(sealed, 'access 7')).toBeNull()
    expect(createSeal(`${SECRET}x`, 'tokens').open(sealed, 'access 7')).toBeNull()
  })

  it('is another text each time', () => {
    expect(seal.seal('x', 'a')).not.toBe(seal.seal('x', 'a'))
  })

  it('is not opened when a single letter was changed or cut off', () => {
    const sealed = seal.seal('access', 'a')
    const bytesOf = (text: string): Buffer => Buffer.from(text.replace('v1.', ''), 'base64url')
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1)
      // The last letter holds bits that are no part of the bytes.
      if (changed.startsWith('v1.') && bytesOf(changed).equals(bytesOf(sealed))) continue
      expect(seal.open(changed, 'a')).toBeNull()
    }
    for (const broken of ['', 'v1.', 'v1', sealed.slice(0, -4), `v2${sealed.slice(2)}`])
      expect(seal.open(broken, 'a')).toBeNull()
  })

  it('has a digest that tells only whether two texts are the same', () => {
    expect(seal.digest('x')).toBe(createSeal(SECRET, 'tokens').digest('x'))
    expect(seal.digest('x')).not.toBe(seal.digest('y'))
    expect(seal.digest('x')).not.toBe(createSeal(`${SECRET}x`, 'tokens').digest('x'))
  })
})
