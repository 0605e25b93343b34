/** Asks every two seconds whether the telephone has confirmed this computer; then goes in by itself. */
const EVERY_MS = 2_000

if (document.querySelector('#again') !== null) {
  const ask = async () => {
    const response = await fetch('/dashboard/sign-in/state', { cache: 'no-store' })
    const { state } = await response.json()
    // "confirmed" shows the way in, "gone" new words.
    if (state !== 'waiting') location.reload()
  }
  setInterval(() => void ask().catch(() => undefined), EVERY_MS)
} else {
  document.querySelector('#enter')?.form.requestSubmit()
}
