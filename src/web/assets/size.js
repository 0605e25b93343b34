// Runs before the first paint, so that a page in large type never jumps.
{
  const KEY = 'gs-size'
  const root = document.documentElement

  const remembered = () => {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  }
  const remember = (size) => {
    try {
      localStorage.setItem(KEY, size)
    } catch {
      // A browser that keeps nothing still shows the size chosen now.
    }
  }

  const set = (size) => {
    root.dataset.size = size
    document.querySelector('button.size')?.setAttribute('aria-pressed', String(size === 'large'))
  }

  set(remembered() === 'large' ? 'large' : 'normal')

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('button.size')
    button.hidden = false
    set(root.dataset.size)
    button.addEventListener('click', () => {
      set(root.dataset.size === 'large' ? 'normal' : 'large')
      remember(root.dataset.size)
      window.dispatchEvent(new Event('resize'))
    })
  })
}
