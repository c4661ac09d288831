// One violation of each thing that the project promises of its own agents, to be planted in a copy of them.

export interface Violation {
  readonly requirement: string
  readonly file: string
  /** Stands once in the file. */
  readonly instead: string
  readonly planted: string
}

const agent = 'agents/deploybot/agent.ts'
const tool = 'agents/deploybot/tools/list-git-tags.ts'
const answer = 'return succeeded({ tags: (await repository.tags()).slice(0, MAX_TAGS) })'

export const violations: readonly Violation[] = [
  {
    requirement: 'F02-R2',
    file: agent,
    instead: "prompt: 'deploybot/next-step',",
    planted:
      "prompt: 'You deploy the tags of a git repository, and you roll back when something has gone wrong.',",
  },
  {
    requirement: 'F04-R6',
    file: tool,
    instead: answer,
    planted: "return (await repository.tags()).join(', ') as never",
  },
  {
    requirement: 'F09-R2',
    file: tool,
    instead: answer,
    planted: `try {
        ${answer}
      } catch (error) {
        return succeeded({ tags: [String((error as Error).stack)] })
      }`,
  },
  {
    requirement: 'F10-R1',
    file: agent,
    instead: 'standardLoop(thread),',
    planted: `tooLong(thread.events.length) ?? standardLoop(thread),
})

function tooLong(length: number): undefined {
${Array.from({ length: 200 }, (_, line) => `  if (length === ${1000 + line}) console.log(length)`).join('\n')}
  return undefined
}

void ({`,
  },
  {
    requirement: 'F12-R1',
    file: agent,
    instead: 'limits(thread,',
    planted: '(Date.now() % 2 === 0 ? undefined : standardLoop(thread)) ??\n    limits(thread,',
  },
]
