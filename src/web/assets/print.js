/** The button exists only where there is something that prints. */
const button = document.querySelector('#print')
button.hidden = typeof window.print !== 'function'
button.addEventListener('click', () => window.print())
