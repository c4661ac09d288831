// Factor 11: the same agent from wherever its users are, and the answer back to where they asked.
import type { Factor } from '../factor.ts'
import { answersGoToTheChannelThatAsked } from './answers-go-to-the-channel-that-asked.ts'
import { machinesStartRunsThatReachPeople } from './machines-start-runs-that-reach-people.ts'
import { severalKindsOfTriggerStartIt } from './several-kinds-of-trigger-start-it.ts'
import { theAgentKnowsNoTransport } from './the-agent-knows-no-transport.ts'
import { triggersAreCheckedAndDeduplicated } from './triggers-are-checked-and-deduplicated.ts'

export const factor11: Factor = {
  number: 11,
  slug: 'trigger-from-anywhere',
  title: 'Trigger from anywhere',
  word: 'triggers',
  essay: 'content/factor-11-trigger-from-anywhere.md',
  requirements: [
    theAgentKnowsNoTransport,
    severalKindsOfTriggerStartIt,
    answersGoToTheChannelThatAsked,
    triggersAreCheckedAndDeduplicated,
    machinesStartRunsThatReachPeople,
  ],
}
