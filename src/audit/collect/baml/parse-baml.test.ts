import { expect, test } from 'vitest'
import { parseBaml } from './parse-baml.ts'

const AGENT = `// The agent
class Done {
  intent "done" @description("emit when done")
  message string? @description(#"
    what to tell
  "#)
  tags string[]
  level "low" | "high"
  @@dynamic
}

enum Color {
  RED
  BLUE @alias("blue")
}

type Answer = Done
  | Ask
  | null

function NextStep(
  // a comment
  thread: string,
  facts: map<string, int>
) -> Done | Ask[] {
  client GPT
  prompt #"
    {{ _.role("system") }} You pick the next step.
    {{ thread }} and {{- facts.a -}}
    {{ ctx.output_format }}
  "#
}

template_string Greet(name: string) #"Hello {{ name }} { "#

client<llm> GPT {
  provider openai
  retry_policy Twice
  options {
    model "gpt-4o"
    api_key env.OPENAI_API_KEY
  }
}

client<llm> Any {
  provider round-robin
  options { strategy [GPT, "openai/gpt-4o-mini"] }
}

retry_policy Twice { max_retries 2 }

generator ts {
  output_type "typescript"
  output_dir "../src"
}

test First {
  functions [NextStep, Other]
  args { thread ##"a "# b } "## }
  @@assert({{ this.intent == "done" }})
}
`

test('functions have parameters, a return type, a client and a prompt, each with its place', () => {
  const { functions, problems } = parseBaml(AGENT, 'agent.baml')
  expect(problems).toEqual([])
  expect(functions).toMatchObject([
    {
      name: 'NextStep',
      line: 21,
      endLine: 32,
      parameters: [
        { name: 'thread', type: { text: 'string' }, line: 23 },
        { name: 'facts', type: { text: 'map<string,int>' }, line: 24 },
      ],
      returns: { text: 'Done | Ask[]', members: ['Done', 'Ask'], list: false, optional: false },
      client: 'GPT',
      prompt: {
        line: 27,
        endLine: 31,
        insertions: [
          { expression: 'thread', line: 29 },
          { expression: 'facts.a', line: 29 },
        ],
      },
    },
  ])
})

test('classes, enums and aliases are the types of what comes back', () => {
  const { classes, enums, aliases } = parseBaml(AGENT, 'agent.baml')
  expect(classes).toMatchObject([{ name: 'Done', line: 2, endLine: 10, dynamic: true }])
  expect(classes[0]!.fields).toMatchObject([
    { name: 'intent', literal: 'done', description: 'emit when done', line: 3 },
    {
      name: 'message',
      type: { members: ['string'], optional: true },
      description: 'what to tell',
      endLine: 6,
    },
    { name: 'tags', type: { members: ['string'], list: true }, literal: undefined },
    { name: 'level', type: { members: ['"low"', '"high"'] }, literal: undefined },
  ])
  expect(enums).toMatchObject([{ name: 'Color', values: ['RED', 'BLUE'], dynamic: false }])
  expect(aliases).toMatchObject([
    { name: 'Answer', type: { members: ['Done', 'Ask', 'null'], optional: true } },
  ])
})

test('clients, templates, tests and generators are read', () => {
  const { clients, templates, tests, generators } = parseBaml(AGENT, 'agent.baml')
  expect(clients).toMatchObject([
    { name: 'GPT', provider: 'openai', model: 'gpt-4o', retries: 'Twice', strategy: [] },
    { name: 'Any', provider: 'round-robin', model: undefined, strategy: ['GPT', 'openai/gpt-4o-mini'] },
  ])
  expect(templates).toMatchObject([{ name: 'Greet', text: { text: 'Hello {{ name }} { ' } }])
  expect(tests).toMatchObject([{ name: 'First', functions: ['NextStep', 'Other'] }])
  expect(generators).toMatchObject([{ name: 'ts', outputType: 'typescript', outputDir: '../src' }])
})

test.each([
  ['(A | B)[]', { members: ['A', 'B'], list: true, optional: false }],
  ['A[]?', { members: ['A'], list: true, optional: true }],
  ['("a" | 1 | true)?', { members: ['"a"', '1', 'true'], list: false, optional: true }],
  ['A[] | B?', { members: ['A', 'B'], list: false, optional: false }],
  ['map<string, A | B>', { members: ['map<string,A|B>'], list: false, optional: false }],
])('the type %s', (type, expected) => {
  expect(parseBaml(`function F() -> ${type} {\n}`, 'a.baml').functions[0]!.returns).toMatchObject(expected)
})

test('unknown blocks and words are skipped', () => {
  const { functions, problems } = parseBaml(
    'workflow X { function Inner { } }\nlet y = 1\nfunction F(a: int) -> int {\n  client: "openai/gpt-4o"\n  prompt: #"{{ a }}"#\n}',
    'a.baml',
  )
  expect(functions).toMatchObject([{ name: 'F', client: 'openai/gpt-4o', prompt: { text: '{{ a }}' } }])
  expect(problems).toEqual([])
})

test('a broken block is a problem; the blocks after it are read', () => {
  const { functions, classes, problems } = parseBaml(
    'function F(a: string) -> Done {\n  client GPT\n  prompt #"hi"#\n\nclass Done {\n  a string\n}\n',
    'a.baml',
  )
  expect(problems).toMatchObject([{ reason: 'a block that does not end', line: 1, endLine: 4 }])
  expect(functions).toMatchObject([{ name: 'F', client: 'GPT', prompt: { text: 'hi' } }])
  expect(classes).toHaveLength(1)
})

test('a text without an end is a problem, not a hang', () => {
  expect(parseBaml('function F() -> string {\n  prompt #"never', 'a.baml').problems[0]).toMatchObject({
    reason: 'a text that does not end',
    line: 2,
  })
})
