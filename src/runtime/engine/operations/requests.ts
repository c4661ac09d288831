import type { Asked } from '../asked.ts'
import { pathTo, summaryOf } from '../thread-path.ts'
import type { Workshop } from '../workshop.ts'

/** The one inbox: what root threads ask and what their children ask, of all threads or of one and all below it. */
export async function requests({ store }: Workshop, under?: string): Promise<readonly Asked[]> {
  const asked = await Promise.all(
    (await store.requests()).map(async (request): Promise<Asked> => {
      const { threadId } = request
      const [path, summary] = await Promise.all([pathTo(store, threadId), summaryOf(store, threadId)])
      return { ...request, agent: summary?.agent ?? '', path }
    }),
  )
  return under === undefined ? asked : asked.filter(({ path }) => path.includes(under))
}
