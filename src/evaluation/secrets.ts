import { maskSecrets } from '../domain/secrets.js'

export interface SecretLine {
  secret: boolean
  text: string
}

export interface SecretFigures {
  /** Share of the lines with a secret in which something was masked, from 0 to 1; NaN without any. */
  sensitivity: number
  /** Share of the others in which something was masked, from 0 to 1; NaN without any. */
  falseAlarm: number
  wrong: { text: string; expected: boolean; got: boolean }[]
}

/** How well secrets are told from years, money, hours and numbers that all may know. */
export function evaluateSecrets(lines: readonly SecretLine[]): SecretFigures {
  const judged = lines.map(({ secret, text }) => ({ secret, text, got: maskSecrets(text).masked.length > 0 }))
  const maskedShare = (secret: boolean) => {
    const those = judged.filter((one) => one.secret === secret)
    return those.filter(({ got }) => got).length / those.length
  }
  return {
    sensitivity: maskedShare(true),
    falseAlarm: maskedShare(false),
    wrong: judged
      .filter(({ secret, got }) => secret !== got)
      .map(({ secret, text, got }) => ({ text, expected: secret, got })),
  }
}
