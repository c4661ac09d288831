import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openaiChat } from '../wire/formats/openai-chat.ts'
import { openaiResponses } from '../wire/formats/openai-responses.ts'
import { withWireServer } from '../wire/wire-server.ts'
import { withProject, type Project } from './project.ts'

const own = { own: true }

function writeAgent({ write }: Project, model: string): void {
  write('prompts/hello.md', '---\ndescription: test\n---\nHello.\n')
  for (const name of ['done-for-now', 'malformed-reply', 'failed-call'])
    write(`prompts/twelvefold/${name}.md`, `---\ndescription: test\n---\n${name}\n`)
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
    expect(err).toContain(
      'no model for hello: "openai/gpt-5" cannot be used: there is no key (model_unavailable)',
    )
    for (const way of ['set OPENAI_API_KEY', 'http://127.0.0.1:11434/v1#', 'scripted-model.ts'])
      expect(err).toContain(way)
    const list = await project.twelvefold('threads', 'list')
    expect(list.out).toBe('no threads\n')
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
    expect(out).toContain('7 tokens in, 5 out · cost unknown\n')
  }, own))

test.each([
  ['nobody/gpt-5', '"nobody/gpt-5" cannot be used', 'anthropic/MODEL, openai/MODEL, google/MODEL'],
  ['openai/', '"openai/" cannot be used', 'openai/MODEL'],
  ['http://127.0.0.1:1/v1', 'names no model', 'write the URL, "#" and the model'],
])('a name that names no model, %s, is told what names do', (name, problem, hint) =>
  withProject(async (project) => {
    writeAgent(project, name)
    const { code, err } = await project.with({ OPENAI_API_KEY: 'k' }, 'run', 'hello', 'hi')
    expect(code).toBe(2)
    expect(err).toContain(problem)
    expect(err).toContain(hint)
  }, own),
)

/** The packages of this repository, as if they were installed in the project. */
function link({ folder }: Project, ...packages: readonly string[]): void {
  mkdirSync(join(folder, 'agents/node_modules/@ai-sdk'), { recursive: true })
  for (const name of packages) {
    const target = new URL(`../../node_modules/${name}`, import.meta.url)
    symlinkSync(target, join(folder, 'agents/node_modules', name), 'dir')
  }
}

const greets = { calls: [{ tool: 'done_for_now', arguments: '{"message":"hello"}' }] }

test('a model at a URL is called through the real package, without a key, and recorded by its URL', () =>
  withWireServer(openaiChat, [greets], (server) =>
    withProject(async (project) => {
      writeAgent(project, `${server.url}/v1#llama3:8b`)
      link(project, '@ai-sdk/openai-compatible')
      const { code, out, err } = await project.twelvefold('run', 'hello', 'hi')
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain(`twelvefold: hello on ${server.url}/v1#llama3:8b\n`)
      expect(out).toContain('40 tokens in, 7 out · cost unknown\n')
      expect(server.requests[0]).toMatchObject({ path: '/v1/chat/completions', body: { model: 'llama3:8b' } })
    }, own),
  ))

test('a named provider is called through the real package with its key', () =>
  withWireServer(openaiResponses, [greets], (server) =>
    withProject(async (project) => {
      writeAgent(project, 'openai/gpt-5')
      link(project, '@ai-sdk/openai')
      const env = { OPENAI_API_KEY: 'sk-very-secret-0123456789', OPENAI_BASE_URL: `${server.url}/v1` }
      const { code, out, err } = await project.with(env, 'run', 'hello', 'hi')
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('twelvefold: hello on openai/gpt-5\n')
      expect(server.requests[0]!.headers.authorization).toBe('Bearer sk-very-secret-0123456789')
      const [id = ''] = /thread (\w+)/.exec(out)?.slice(1) ?? []
      const { out: log } = await project.with(env, 'threads', 'export', id)
      expect(log).toContain('"model":{"id":"openai/gpt-5","source":"provider"}')
      expect(log).not.toContain('very-secret')
    }, own),
  ))

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
      state: 'ok',
      message: 'deploybot on anthropic/claude-sonnet-4-5',
    })
    const { out: values } = await withKey({ ANTHROPIC_API_KEY: 'sk-very-secret' }, 'config')
    expect(values).toMatch(/ANTHROPIC_API_KEY +set +environment/)
    expect(values).not.toContain('very-secret')
  }))
