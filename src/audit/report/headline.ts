import type { Facts } from '../facts/facts.ts'
import type { Audited } from '../score/scored.ts'
import { count, oneLine } from './text.ts'

/** One line: what is there and how well the worst of it does. For a status line, a log, a badge. */
export function headline(audited: Audited): string {
  const { score, facts } = audited
  const worst = score.agents.find(({ agent }) => agent === score.worst)
  const rest = worst
    ? [
        score.agents.length === 1
          ? `${worst.name} ${worst.met}/${worst.applicable} factors met`
          : `worst: ${worst.name}, ${worst.met}/${worst.applicable} factors met`,
        `raw ${score.raw} · adjusted ${score.adjusted}`,
      ]
    : []
  return oneLine([inventoryLine(facts), ...rest, ...warnings(audited)].join(' · '), 400)
}

/** `4 agents in 212 files · Vercel AI SDK 6, Slack` */
export function inventoryLine({ agents, files, frameworks, orphans }: Facts): string {
  if (agents.length > 0) {
    const names = frameworks.map(({ title, version }) =>
      // A major version of 0 says nothing.
      version === undefined || version === '0' ? title : `${title} ${version}`,
    )
    const there = names.length > 0 ? [names.join(', ')] : []
    return [`${count(agents.length, 'agent')} in ${count(files.total, 'file')}`, ...there].join(' · ')
  }
  // Whoever has agents where this tier cannot look must not read that there are none.
  const isBlind = files.otherLanguages.length > 0 || files.unread.length > 0 || orphans.length > 0
  const read = count(files.total, 'JavaScript or TypeScript file')
  return isBlind ? `no agent found in what was read: ${read}` : `no agents in ${read}`
}

/** What the audit did not see, one sentence each. */
export function warnings({ facts, findings }: Pick<Audited, 'facts' | 'findings'>): readonly string[] {
  const { files, orphans, toolErrors } = facts
  const broken = findings.filter(({ verdict }) => verdict === 'tool-error').length
  const other = files.otherLanguages.map(
    ({ language, files: number, sdk }) =>
      `${count(number, `${language} file`)} ${number === 1 ? 'calls' : 'call'} ${sdk}: not read; probe ${number === 1 ? 'it' : 'them'}`,
  )
  const own = [
    orphans.length > 0
      ? `incomplete: ${count(orphans.length, 'model call')} ${orphans.length === 1 ? 'belongs' : 'belong'} to no agent`
      : '',
    files.unread.length > 0 ? `${count(files.unread.length, 'file')} could not be read` : '',
    files.partly.length > 0 ? `${count(files.partly.length, 'file')} read in part` : '',
    toolErrors.length > 0 ? `the audit itself failed on ${count(toolErrors.length, 'file')}` : '',
    broken > 0 ? `${count(broken, 'check')} failed: a bug of the audit` : '',
  ]
  return [...other, ...own.filter((line) => line !== '')]
}
