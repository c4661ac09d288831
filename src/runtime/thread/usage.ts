/** Tokens of one reply as its provider reports them. What it does not report is absent: unknown, and not 0. */
export interface Usage {
  /** All of the input, cached or not. */
  readonly inputTokens?: number
  /** All of the output, reasoning too. */
  readonly outputTokens?: number
  /** Of the input, what was read from the provider's cache. */
  readonly cachedInputTokens?: number
  /** Of the input, what was written to the provider's cache. */
  readonly cacheWriteTokens?: number
  /** Of the output, what was thought and not said. */
  readonly reasoningTokens?: number
}

/** What a child took, with all of its own children. */
export interface ChildUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  /** Replies whose tokens were not reported. */
  readonly unmeasured?: number
  readonly cost?: number
  /** A model whose price is not known: the cost is then what is known of it. */
  readonly unpriced?: string
}
