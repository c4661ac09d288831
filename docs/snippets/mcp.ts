import { defineAgent, doneForNow, mcpServer, openOutput } from 'twelvefold'

const files = mcpServer({
  name: 'files',
  command: 'npx',
  args: ['-y', '@modelcontextprotocol/server-filesystem', '/srv/docs'],
  tools: ['read_text_file', 'list_directory'],
})

const github = mcpServer({
  name: 'github',
  url: 'https://api.githubcopilot.com/mcp/',
  secrets: ['GITHUB_TOKEN'],
  headers: ({ GITHUB_TOKEN }) => ({ authorization: `Bearer ${GITHUB_TOKEN}` }),
  effects: { add_issue_comment: 'once' },
  descriptions: { add_issue_comment: { prompt: 'triage/add-comment' } },
})

export const triage = defineAgent({
  name: 'triage',
  prompt: 'triage/next-step',
  model: 'anthropic/claude-sonnet-4-5',
  tools: [openOutput, doneForNow],
  toolsets: [files, github],
})
