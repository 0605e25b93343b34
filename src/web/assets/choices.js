import { make } from './make.js'

/**
 * The choices below a message, as buttons with the numbers one may type.
 *
 * @param {{ label: string, data: string }[]} buttons
 * @param {{ chosen: string }} words
 * @param {(press: { data: string, label: string, byKeyboard: boolean }) => void} onPress
 */
export function choices(buttons, words, onPress) {
  const group = make('div', 'choices current')
  group.setAttribute('role', 'group')
  group.classList.toggle('single', buttons.length === 1)
  buttons.forEach(({ label, data }, i) => {
    const face = [make('span', 'number', String(i + 1)), ' ', make('span', 'label', label)]
    const button = make('button', 'choice', ...face)
    button.type = 'button'
    button.dataset.press = data
    button.addEventListener('click', (event) => {
      if (button.getAttribute('aria-disabled') === 'true') return
      choose(group, data, words)
      sleep(group)
      onPress({ data, label, byKeyboard: event.detail === 0 })
    })
    group.append(button)
  })
  return group
}

/**
 * Marks what was chosen. The words stay and so does the focus; a second press does nothing.
 */
export function choose(group, data, words) {
  const button = [...group.children].find((child) => child.dataset.press === data)
  if (!button || button.classList.contains('chosen')) return
  button.classList.add('chosen')
  button.setAttribute('aria-disabled', 'true')
  button.append(' ', make('span', 'state', words.chosen))
}

/** Until the bot has answered, a trembling hand cannot press another choice of the group. */
function sleep(group) {
  group.classList.add('waiting')
  for (const button of group.children) button.setAttribute('aria-disabled', 'true')
}

/** Lets the choices of all waiting groups be pressed again, but for the one chosen. */
export function wakeAll(list) {
  for (const group of list.querySelectorAll('.choices.waiting')) {
    group.classList.remove('waiting')
    for (const button of group.querySelectorAll('.choice:not(.chosen)'))
      button.removeAttribute('aria-disabled')
  }
}

/** Whether these buttons are those of the group. */
export const areSame = (group, buttons) =>
  group.children.length === buttons.length &&
  buttons.every(({ data }, i) => group.children[i].dataset.press === data)

/**
 * What is left of choices that were answered: the words, with nothing to press. Of a lone way on
 * nothing is left, since the learner's own words say that it was taken.
 */
export function closed(group) {
  if (group.children.length === 1) return []
  const items = [...group.children].map((button) => {
    const item = make('li', button.className)
    item.append(...button.childNodes)
    return item
  })
  return [make('ul', 'choices closed', ...items)]
}
