import { expect, test } from 'vitest'
import { withProject, type Project } from './project.ts'

const own = { own: true }

function writeAgent({ write }: Project, model: string): void {
  write('prompts/hello.md', '---\ndescription: test\n---\nHello.\n')
  write('prompts/twelvefold/done-for-now.md', '---\ndescription: test\n---\nDone.\n')
  const imports = `import { defineAgent, doneForNow } from 'twelvefold'\n`
  write(
    'agents/hello/agent.ts',
    `${imports}export default defineAgent({ name: 'hello', prompt: 'hello', model: '${model}', tools: [doneForNow] })\n`,
  )
}

const script = `
import { scriptedModel } from 'twelvefold'
export default scriptedModel(() => ({ calls: [{ tool: 'done_for_now', input: { message: 'hello' } }] }))
`

test('without a key and a script the ways to a model are named, and no thread is launched', () =>
  withProject(async (project) => {
    writeAgent(project, 'openai/gpt-5')
    const { code, err } = await project.twelvefold('run', 'hello', 'hi')
    expect(code).toBe(2)
    expect(err).toContain('no model for hello: "openai/gpt-5" cannot be used (model_unavailable)')
    expect(err).toContain('set OPENAI_API_KEY')
    const list = await project.twelvefold('threads', 'list')
    expect(list.out).toBe('no threads\n')
  }, own))

test('with a key and without its package the install command is named', () =>
  withProject(async (project) => {
    writeAgent(project, 'openai/gpt-5')
    const { code, err } = await project.with({ OPENAI_API_KEY: 'k' }, 'run', 'hello', 'hi')
    expect(code).toBe(2)
    expect(err).toContain('OPENAI_API_KEY is set, and @ai-sdk/openai is not installed')
    expect(err).toContain('npm install @ai-sdk/openai')
    expect(err).not.toContain('    at ')
  }, own))

const provider = `
const usage = { inputTokens: { total: 7 }, outputTokens: { total: 5 } }
const call = { type: 'tool-call', toolCallId: 'x', toolName: 'done_for_now', input: '{"message":"hello"}' }
export const openai = (modelId) => ({
  specificationVersion: 'v3', provider: 'openai', modelId,
  doGenerate: async () => ({ content: [call], usage }),
})
`

test("with a key and its package the provider's model is called, as seen from where the agent lies", () =>
  withProject(async (project) => {
    writeAgent(project, 'openai/gpt-5')
    const manifest = { name: '@ai-sdk/openai', type: 'module', exports: { import: './index.js' } }
    project.write('agents/node_modules/@ai-sdk/openai/package.json', JSON.stringify(manifest))
    project.write('agents/node_modules/@ai-sdk/openai/index.js', provider)
    const { code, out, err } = await project.with({ OPENAI_API_KEY: 'k' }, 'run', 'hello', 'hi')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('twelvefold: hello on openai/gpt-5\n')
    expect(out).toContain('7 tokens in, 5 out\n')
  }, own))

test('without a key the script beside the agent plays the model, and says so', () =>
  withProject(async (project) => {
    writeAgent(project, 'openai/gpt-5')
    project.write('agents/hello/scripted-model.ts', script)
    const { code, out } = await project.twelvefold('run', 'hello', 'hi')
    expect(code).toBe(0)
    expect(out).toContain('hello on the scripted model (no model key found')
    expect(out).toContain('(scripted, no cost)')
  }, own))

test('doctor tells what is there and never the value of a key', () =>
  withProject(async ({ with: withKey }) => {
    const { code, out } = await withKey({ ANTHROPIC_API_KEY: 'sk-very-secret' }, 'doctor', '--json')
    expect(code).toBe(0)
    const { checks } = JSON.parse(out) as { checks: { name: string; state: string; message: string }[] }
    expect(out).not.toContain('very-secret')
    expect(checks).toContainEqual({ name: 'model', state: 'ok', message: 'ANTHROPIC_API_KEY is set' })
    expect(checks.find(({ name }) => name === 'agent')).toEqual({
      name: 'agent',
      state: 'note',
      message: 'deploybot on the scripted model',
      hint: 'ANTHROPIC_API_KEY is set; to use it: npm install @ai-sdk/anthropic',
    })
    const { out: values } = await withKey({ ANTHROPIC_API_KEY: 'sk-very-secret' }, 'config')
    expect(values).toMatch(/ANTHROPIC_API_KEY +set +environment/)
    expect(values).not.toContain('very-secret')
  }))
