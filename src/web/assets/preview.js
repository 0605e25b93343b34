/** Looks every second whether the content is still good; a whole reload would lose the place on the page. */
const EVERY_MS = 1_000

async function look() {
  const answer = await fetch(location.href).catch(() => null)
  if (answer === null || !answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const problems = document.querySelector('#problems')
  const now = fresh.querySelector('#problems')
  if (now !== null && now.innerHTML !== problems.innerHTML) problems.replaceWith(now)
}

setInterval(() => void look(), EVERY_MS)
