export type SecretKind = 'otp' | 'id-number' | 'card-number'
