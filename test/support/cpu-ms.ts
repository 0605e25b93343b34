/** Milliseconds of a processor that this process has used since `from`; others who use the machine do not count. */
export function cpuMs(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1_000
}
