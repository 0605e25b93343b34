import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps secrets that the database must not tell. */
export interface Seal {
  /** The text, encrypted; `about` says what it is, and nothing else opens it. */
  seal(text: string, about: string): string
  /** Null for what was not sealed with this key, as this, or was changed. */
  open(sealed: string, about: string): string | null
  /** Tells whether two texts are the same without telling them. */
  digest(text: string): string
}

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM with a key derived (HKDF-SHA-256) from SECRET for this purpose alone. Another SECRET opens nothing. */
export function createSeal(secret: string, purpose: string): Seal {
  const keyFor = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `${purpose} ${use}`, 32))
  const [sealing, digesting] = [keyFor('seal'), keyFor('digest')]
  return {
    seal(text, about) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, about) {
      const [version, content = ''] = sealed.split('.')
      const bytes = Buffer.from(content, 'base64url')
      if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES))
        return Buffer.concat([body, decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    digest: (text) => createHmac('sha256', digesting).update(text).digest('base64url'),
  }
}
