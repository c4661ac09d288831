import type { FileFacts, Unread } from '../facts/facts.ts'
import type { Program } from './program/program.ts'
import type { Reach } from './source/reach.ts'
import type { SourceListing } from './source/source-files.ts'

/** How many files there are, and which of those that matter could not be read whole. */
export function fileFactsOf(listing: SourceListing, reach: Reach, program: Program): FileFacts {
  const problems = program.modules.flatMap(({ path, parsed }) =>
    parsed.problem === undefined ? [] : [{ path, ...parsed.problem }],
  )
  const unreadOf = ({ path, reason, line, endLine }: (typeof problems)[number]): Unread => ({
    file: path,
    reason,
    line,
    endLine,
  })
  return {
    total: listing.files.length,
    read: program.modules.length - problems.length,
    partly: problems.filter(({ partly }) => partly).map(unreadOf),
    unread: [...listing.unread, ...reach.unread, ...problems.filter(({ partly }) => !partly).map(unreadOf)],
    otherLanguages: listing.otherLanguages,
  }
}
