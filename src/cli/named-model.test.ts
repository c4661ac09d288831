import { expect, test } from 'vitest'
import { namedModel, type Unusable } from './named-model.ts'

/** As Node, and jiti over it, say it. */
const nothingInstalled = (name: string) =>
  Promise.reject(
    Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- /srv/agent.ts`), {
      code: 'MODULE_NOT_FOUND',
    }),
  )

const unusable = async (name: string, env: Record<string, string> = {}) =>
  (await namedModel(name, { env, load: nothingInstalled, file: '/srv/agent.ts' })) as Unusable

test('with a key and without its package the install command is named', async () => {
  expect(await unusable('openai/gpt-5', { OPENAI_API_KEY: 'k' })).toEqual({
    problem: 'OPENAI_API_KEY is set, and @ai-sdk/openai is not installed',
    hint: 'npm install @ai-sdk/openai',
    note: 'OPENAI_API_KEY is set; to use it: npm install @ai-sdk/openai',
  })
})

test('a model at a URL names its package where that is not installed', async () => {
  const { problem, hint } = await unusable('http://127.0.0.1:11434/v1#llama3')
  expect(problem).toContain('@ai-sdk/openai-compatible is not installed')
  expect(hint).toBe('npm install @ai-sdk/openai-compatible')
})

test('a password in a URL is refused, and not repeated', async () => {
  const refused = await unusable('https://ada:pass1234@models.example/v1#llama3')
  expect(refused.problem).toBe('the URL of a model at models.example holds a password')
  expect(JSON.stringify(refused)).not.toContain('pass1234')
  expect(refused.hint).toContain('OPENAI_COMPATIBLE_API_KEY')
})

test.each(['toString/x', '__proto__/x', 'x', '', 'openai', 'http://', 'http://127.0.0.1/v1#'])(
  'the name "%s" is no model, and says what is',
  async (name) => {
    const { hint } = await unusable(name, { OPENAI_API_KEY: 'k' })
    expect(hint).toMatch(/openai\/MODEL|#/)
  },
)

test('a package that is there and broken is not taken for one that is missing', async () => {
  const load = () =>
    Promise.reject(Object.assign(new Error("Cannot find module 'zod'"), { code: 'MODULE_NOT_FOUND' }))
  const broken = namedModel('openai/gpt-5', { env: { OPENAI_API_KEY: 'k' }, load, file: '/srv/agent.ts' })
  await expect(broken).rejects.toMatchObject({
    code: 'model_unavailable',
    message: expect.stringContaining("cannot be loaded: Cannot find module 'zod'") as string,
    hint: 'npm install @ai-sdk/openai@latest',
  })
  const empty = namedModel('openai/gpt-5', {
    env: { OPENAI_API_KEY: 'k' },
    load: () => Promise.resolve({}),
    file: '/srv/agent.ts',
  })
  await expect(empty).rejects.toMatchObject({ message: '@ai-sdk/openai exports no openai' })
})
