/** Reads the words of the page aloud with the phone's own Vietnamese voice. */
const button = document.querySelector('#play')
const label = document.querySelector('#play-words')
const note = document.querySelector('#voice')
const text = document.querySelector('#words').textContent

/** A voice that has not begun by then will not begin. */
const SILENT_MS = 4_000
const speech = window.speechSynthesis

const vietnamese = () => speech.getVoices().find((voice) => voice.lang.toLowerCase().startsWith('vi'))

const show = (playing) => {
  label.textContent = playing ? button.dataset.stop : button.dataset.play
  button.classList.toggle('playing', playing)
}

const sorry = () => {
  show(false)
  note.hidden = false
  note.textContent = button.dataset.noVoice
}

const play = () => {
  // Some phones list no voices and still speak, so only a list without Vietnamese is an answer.
  if (speech === undefined || (speech.getVoices().length > 0 && vietnamese() === undefined)) return sorry()
  const words = new SpeechSynthesisUtterance(text)
  words.lang = 'vi-VN'
  words.rate = 0.9
  words.voice = vietnamese() ?? null
  let begun = false
  words.addEventListener('start', () => (begun = true))
  words.addEventListener('end', () => show(false))
  words.addEventListener('error', ({ error }) => {
    if (error === 'canceled' || error === 'interrupted') show(false)
    else sorry()
  })
  note.hidden = true
  show(true)
  speech.cancel()
  speech.speak(words)
  setTimeout(() => {
    if (begun || !button.classList.contains('playing')) return
    speech.cancel()
    sorry()
  }, SILENT_MS)
}

button.addEventListener('click', () => {
  if (!button.classList.contains('playing')) return play()
  speech.cancel()
  show(false)
})

// Chromium fills the list of voices only after it was asked once.
speech?.getVoices()
window.addEventListener('pagehide', () => speech?.cancel())
