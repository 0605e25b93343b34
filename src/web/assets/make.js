/** An element with its class and what stands in it; strings become text, never HTML. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}
