import { expect, it } from 'vitest'
import { baml } from './baml.ts'
import { lookAtSource, seen } from './look-at-source.fixture.ts'

const agent = `class DoneForNow {
  intent "done_for_now"
  message string
}
class DeployBackend {
  intent "deploy_backend" @description("Deploys.")
  tag string
}
class Unused {
  intent "unused"
}
type Tools = DoneForNow | DeployBackend
function DetermineNextStep(thread: string) -> Tools {
  client Fast
  prompt #"
    {{ _.role("system") }}
    You are a careful deployer. What is the next step?
    {{ thread }}
    {{ ctx.output_format }}
  "#
}
client<llm> Fast {
  provider openai
  retry_policy Twice
  options { model gpt-4o }
}
`

it('finds prompt and tools of a generated client that is not in the repository', () => {
  const files = {
    'bot/baml_src/agent.baml': agent,
    'bot/src/index.ts': `import { b } from '../baml_client'
      const next = await b.DetermineNextStep(threadToPrompt(thread), { signal })
      await b.stream.DetermineNextStep(text)`,
    'other/baml_src/agent.baml':
      'function DetermineNextStep(x: string) -> string {\n  client Fast\n  prompt #"Other"#\n}\n',
  }
  expect(seen(files, [baml])).toEqual([
    'call b.DetermineNextStep :2 system=prompt #" {{ _.role("system") }… user=threadToPrompt(thread) tools=(done_for_now undescribed declared by code; deploy_backend declared by code) schema signal retries=set',
    'call b.DetermineNextStep :3 system=prompt #" {{ _.role("system") }… user=text tools=(done_for_now undescribed declared by code; deploy_backend declared by code) schema retries=set',
  ])
  const [call] = lookAtSource(files, [baml])
  const places = call?.kind === 'call' ? call.tools.map(({ at }) => at.module.placeOf(at.node)) : []
  expect(places).toEqual([
    { file: 'bot/baml_src/agent.baml', line: 1, endLine: 4 },
    { file: 'bot/baml_src/agent.baml', line: 5, endLine: 8 },
  ])
})

it('reads the same through a committed client, a barrel and the synchronous client', () => {
  const lines = seen(
    {
      'baml_src/resume.baml':
        'class Resume {\n  name string\n}\nfunction ReadResume(text: string) -> Resume {\n  client "openai/gpt-4o"\n  prompt #"Read it."#\n}\n',
      'baml_client/index.ts': `export class BamlAsyncClient { async ReadResume(text) { return 1 } }
        export const b = new BamlAsyncClient()`,
      'models.ts': `export { b as models } from './baml_client'`,
      'index.ts': `import { models } from './models'
        import { b } from './baml_client/sync_client'
        await models.ReadResume(text); b.ReadResume(text)
        models.request.ReadResume(text)`,
    },
    [baml],
  )
  expect(lines).toEqual([
    'call b.ReadResume :3 system=prompt #"Read it."# user=text schema retries=none',
    'call b.ReadResume :3 system=prompt #"Read it."# user=text schema retries=none',
  ])
})

it('leaves look-alikes alone', () => {
  expect(seen(`import { b } from './bundle'\n b.DetermineNextStep('x')`, [baml])).toEqual([])
})
