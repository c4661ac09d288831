/** How often the probe wants to run. */
const EVERY_MS = 1

/**
 * Watches for stops of the event loop until the returned function is called; it returns the longest, in milliseconds.
 * A plain timer that notes how late it comes: the histogram of perf_hooks drops what happened before its first tick.
 */
export function watchEventLoop(): () => number {
  let longest = 0
  let last = performance.now()
  const tick = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last - EVERY_MS)
    last = now
  }
  const timer = setInterval(tick, EVERY_MS)
  return () => {
    // A stop that lasts until now has delayed a tick that never came.
    tick()
    clearInterval(timer)
    return longest
  }
}
