import { createBubbles } from './bubbles.js'
import { createOutbox } from './outbox.js'

const log = document.querySelector('#log')
const status = document.querySelector('#status')
const composer = document.querySelector('#composer')
const field = document.querySelector('#words')
const help = document.querySelector('#help')
const more = document.querySelector('#more')
const words = log.dataset

/** A stream that has been silent for so long is dead, though the phone may not know. */
const DEAD_AFTER_MS = 50_000
const RECONNECT_MS = 3_000
/** A break shorter than this is not worth a word. */
const QUIET_BREAK_MS = 1_500

const bubbles = createBubbles(log, pressed, settle)
const outbox = createOutbox({ onSent, onRefused, onTrouble })

/** How the learner did the last thing; decides where the focus goes when the answer comes. */
let lastAct = null

function say(text) {
  const id = crypto.randomUUID?.() ?? uuid()
  lastAct = 'words'
  bubbles.showPending(id, text)
  follow()
  outbox.send({ id, text })
}

/** The words of an invitation that led here; null without any. */
function invitationHere() {
  const invitation = new URLSearchParams(location.search).get('moi') ?? ''
  return /^[a-z]{1,10}(-[a-z]{1,10}){2}$/.test(invitation) ? invitation : null
}

/** Who came through the door of the landing page has asked to begin; others are asked first. */
function begin() {
  if (location.hash !== '#bat-dau') return bubbles.hello()
  history.replaceState(null, '', location.pathname)
  say('/start')
  lastAct = 'key'
}

/**
 * Says the words once: the address loses them, so that neither a reload nor the way back says them again. Who was here
 * before has something new to say, too.
 */
function accept(invitation) {
  history.replaceState(null, '', location.pathname)
  say(`/start ${invitation}`)
  lastAct = 'key'
}

function pressed({ messageId, data, label, byKeyboard }) {
  if (messageId === 'hello') {
    say('/start')
    lastAct = byKeyboard ? 'key' : 'touch'
    return
  }
  const id = crypto.randomUUID?.() ?? uuid()
  lastAct = byKeyboard ? 'key' : 'touch'
  bubbles.showPending(id, label)
  follow()
  outbox.send({ id, press: data, messageId })
}

/** `crypto.randomUUID` is missing on a plain-http address in the local network. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What is wrong now, if anything: the line to the server, or a message that waits. */
const trouble = { line: status.textContent, outbox: null }

function showTrouble(change) {
  Object.assign(trouble, change)
  const sentence = trouble.outbox ?? trouble.line ?? ''
  if (status.textContent === sentence) return
  status.textContent = sentence
  follow()
}

function onSent({ id }) {
  bubbles.mark(id, null)
  showTrouble({ outbox: null })
}

function onRefused({ id }, sentence) {
  bubbles.mark(id, words.unsent)
  bubbles.wakeAll()
  showTrouble({ outbox: sentence ?? words.unreadable })
}

function onTrouble(sentence) {
  for (const id of bubbles.pendingIds()) bubbles.mark(id, words.waiting)
  follow()
  showTrouble({ outbox: sentence ?? words.offline })
}

/** Where `follow` left the reader. */
let followedTo = 0

/**
 * To the end, but never past the learner's last words: an answer is read from its beginning. Where
 * there is no room for both, the answer alone, so that more of its choices can be seen.
 */
function follow() {
  const own = log.querySelectorAll('.message.learner')
  const last = own[own.length - 1]
  const end = log.scrollHeight - log.clientHeight
  const top = (message) => message.offsetTop - log.offsetTop - 12
  const anchor = last && top(last) < end ? (last.nextElementSibling ?? last) : last
  log.scrollTop = anchor ? Math.min(end, top(anchor)) : end
  followedTo = log.scrollTop
  hintAtMore()
}

/** A picture has come and takes more or less room than was kept: who has scrolled meanwhile is left alone. */
function settle() {
  if (Math.abs(log.scrollTop - followedTo) < 2) follow()
  else hintAtMore()
}

/** Says that something stands below what can be seen; half a line is not worth a word. */
function hintAtMore() {
  more.hidden = log.scrollHeight - log.clientHeight - log.scrollTop < 24
}

/**
 * Who answers with keys or a screen reader finds the next choices under the finger; who types stays
 * in the field; a touch never opens the keyboard.
 */
function moveFocus() {
  if (lastAct === null || lastAct === 'words' || field.value !== '') return
  const button = bubbles.newestButton()
  if (button) button.focus({ preventScroll: true })
  else if (lastAct === 'key') field.focus({ preventScroll: true })
}

function onRow(event) {
  const row = JSON.parse(event.data)
  if (!bubbles.show(row)) return
  follow()
  if (row.body.kind === 'told' && log.getAttribute('aria-busy') === 'false') moveFocus()
}

let source = null
let signOfLife = Date.now()

function connect() {
  source?.close()
  source = new EventSource(`/chat/stream?after=${bubbles.lastId()}`)
  let telling = null
  const alive = () => {
    signOfLife = Date.now()
    clearTimeout(telling)
    telling = null
  }
  source.addEventListener('message', (event) => {
    alive()
    onRow(event)
  })
  source.addEventListener('beat', alive)
  source.addEventListener('caught-up', () => {
    alive()
    showTrouble({ line: null })
    log.setAttribute('aria-busy', 'false')
    const invitation = invitationHere()
    if (invitation !== null) accept(invitation)
    else if (bubbles.isEmpty() && !document.querySelector('#message-hello')) begin()
    follow()
  })
  source.addEventListener('error', () => {
    telling ??= setTimeout(() => showTrouble({ line: words.offline }), QUIET_BREAK_MS)
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, RECONNECT_MS)
  })
}

composer.addEventListener('submit', (event) => {
  event.preventDefault()
  const text = field.value.trim()
  field.value = ''
  field.focus()
  if (text !== '') say(text)
})

help.addEventListener('click', () => say(help.dataset.says))
more.addEventListener('click', () => log.scrollBy({ top: log.clientHeight * 0.8, behavior: 'smooth' }))
log.addEventListener('scroll', hintAtMore, { passive: true })
window.addEventListener('resize', follow)
window.addEventListener('offline', () => showTrouble({ line: words.offline }))
window.addEventListener('online', connect)
setInterval(() => {
  if (Date.now() - signOfLife < DEAD_AFTER_MS) return
  signOfLife = Date.now()
  connect()
}, 5_000)

connect()
