const NOBODY = 65534

/**
 * Does the work with an ordinary user's rights to files: root may write where nobody may. As any other user it is
 * simply done.
 */
export async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work()
  process.setegid?.(NOBODY)
  process.seteuid?.(NOBODY)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}
