import type { Agent } from '../../runtime/agents/agent.ts'
import type { Check } from './check.ts'

/** Which secrets the tools and toolsets of an agent name and the environment has not; never what they are. */
export function checkSecrets(
  { name, tools, toolsets = [] }: Agent,
  env: Readonly<Record<string, string | undefined>>,
): Check[] {
  const owners = [...tools, ...toolsets]
  const missing = [...new Set(owners.flatMap(({ secrets }) => secrets))].filter((secret) => !env[secret])
  return missing.map((secret): Check => {
    const users = owners.filter(({ secrets }) => secrets.includes(secret)).map((owner) => owner.name)
    return {
      name: 'secret',
      state: 'note',
      message: `${secret} is not set: ${users.join(', ')} of ${name} cannot be used`,
      hint: `set ${secret} in the environment`,
    }
  })
}
