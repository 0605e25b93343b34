import { areSame, choices, choose, closed, wakeAll } from './choices.js'
import { make } from './make.js'

const LISTENING = /^https?:\/\/[^/]+\/nghe\//
const LINK = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)]/g

/** The text with its links made pressable; a listening link says what it does. */
function withLinks(text, words) {
  const parts = []
  let end = 0
  for (const { 0: address, index } of text.matchAll(LINK)) {
    const listens = LISTENING.test(address)
    const link = make('a', listens ? 'listen' : '', listens ? words.listen : address)
    link.href = address
    parts.push(text.slice(end, index), link)
    end = index + address.length
  }
  return [...parts, text.slice(end)]
}

/** The name under which a phone keeps a paper. */
const KEPT_AS = 'giay-ghi-nhan.png'

/** Puts a picture above the words of a bubble, with a link to it when it is one to keep. */
function showPicture(bubble, { name, alt, keep }, words, onSettled) {
  const address = `/hinh/${encodeURIComponent(name)}`
  const image = make('img', 'picture')
  const parts = [image]
  if (keep) {
    const link = make('a', 'keep', words.keep)
    link.href = address
    link.download = KEPT_AS
    parts.push(link)
  }
  image.addEventListener('load', onSettled)
  // The words are enough without it.
  image.addEventListener('error', () => {
    for (const part of parts) part.remove()
    bubble.classList.remove('pictured')
    onSettled()
  })
  Object.assign(image, { alt, width: 720, loading: 'lazy', src: address })
  bubble.classList.add('pictured')
  bubble.querySelector('.words').before(...parts)
}

/**
 * Draws the rows of the chat, each once.
 *
 * @param {HTMLElement} list the log; its data attributes hold the words
 * @param {(press: { messageId: string, data: string, label: string, byKeyboard: boolean }) => void} onPress
 * @param {() => void} onSettled a picture has come, or is gone
 */
export function createBubbles(list, onPress, onSettled) {
  const words = list.dataset
  const rows = new Map()
  const pending = new Map()
  let lastId = '0'
  /** Messages whose choices stand again below a later one. */
  const movedTo = new Map()
  let newest = null
  let hello = null

  /** The word that opens a chat, alone or before the three words of a link, is no word of a person. */
  const spoken = (text) => {
    const [, invitation] = /^\/start ([a-z]+-[a-z]+-[a-z]+)$/.exec(text) ?? []
    if (invitation) return invitation.replaceAll('-', ' ')
    return text === '/start' ? words.start : text
  }

  const bubble = (who, text) =>
    make(
      'p',
      'bubble',
      make('span', 'unseen', `${who === 'bot' ? words.bot : words.learner} `),
      make('span', 'words', ...withLinks(spoken(text), words)),
    )

  const ownMessage = (text) => make('div', 'message learner', bubble('learner', text))

  function said({ clientId, text, press }) {
    const group = press ? groupOf(press.messageId) : null
    if (group) choose(group, press.data, words)
    const message = ownMessage(text)
    const waiting = pending.get(clientId)
    pending.delete(clientId)
    if (waiting) waiting.replaceWith(message)
    else list.append(message)
    return message
  }

  function told(id, { text, buttons, picture }) {
    wakeAll(list)
    newest?.classList.remove('current')
    // The same choices stand again below the new words: once is enough.
    if (newest && areSame(newest, buttons)) {
      movedTo.set(newest.dataset.message, id)
      newest.remove()
    }
    newest = null
    const says = bubble('bot', text)
    if (picture) showPicture(says, picture, words, onSettled)
    says.id = `words-${id}`
    const message = make('div', 'message bot', says)
    if (buttons.length > 0) {
      newest = choices(buttons, words, (press) => onPress({ messageId: id, ...press }))
      newest.dataset.message = id
      newest.setAttribute('aria-labelledby', says.id)
      message.append(newest)
    }
    list.append(message)
    return message
  }

  const groupOf = (messageId) =>
    movedTo.has(messageId)
      ? groupOf(movedTo.get(messageId))
      : (rows.get(messageId)?.querySelector('div.choices') ?? null)

  function draw({ id, body }) {
    if (body.kind === 'told') return told(id, body)
    if (body.kind === 'said') return said(body)
    // Closed because its choices stand below a later message: those stay.
    if (movedTo.has(body.messageId)) return null
    const group = groupOf(body.messageId)
    group?.replaceWith(...closed(group))
    return null
  }

  return {
    /** Draws a row; false when it is on the page already. */
    show(row) {
      if (rows.has(row.id)) return false
      hello?.remove()
      rows.set(row.id, draw(row))
      lastId = row.id
      return true
    },
    /** The learner's words at once, before the server has them. */
    showPending(clientId, text) {
      hello?.remove()
      const message = ownMessage(text)
      pending.set(clientId, message)
      list.append(message)
    },
    /** Says below a bubble how far it has come; null when it has arrived. */
    mark(clientId, state) {
      const message = pending.get(clientId)
      message?.querySelector('.state')?.remove()
      if (state) message?.append(make('span', 'state', state))
    },
    /** The first thing to press, until something was said; its press names the message 'hello'. */
    hello() {
      hello = told('hello', { text: words.hello, buttons: [{ label: words.start, data: 'start' }] })
      hello.querySelector('.number').remove()
      hello.querySelector('.choice').classList.add('unnumbered')
    },
    /** Lets buttons be pressed again whose press was not taken. */
    wakeAll: () => wakeAll(list),
    pendingIds: () => [...pending.keys()],
    isEmpty: () => rows.size === 0 && pending.size === 0,
    lastId: () => lastId,
    newestButton: () => newest?.querySelector('button.choice') ?? null,
  }
}
