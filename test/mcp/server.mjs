// A real MCP server for the tests: `node server.mjs stdio|http`. What it did it writes to the file of LEDGER, a line each.
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { z } from 'zod'

const note = (line) => appendFileSync(process.env.LEDGER, `${line}\n`)
const said = (text) => ({ content: [{ type: 'text', text }] })

function addTrouble(server) {
  server.registerTool('refuse', { inputSchema: z.object({}) }, async () => ({
    ...said('the tracker is read-only\n  at tracker.js:1'),
    isError: true,
  }))
  server.registerTool(
    'wait',
    { inputSchema: z.object({}), annotations: { readOnlyHint: true } },
    (_, { mcpReq }) => {
      const { progressToken } = mcpReq._meta ?? {}
      void mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress: 1, total: 4, message: 'waiting' },
      })
      note('waiting')
      return new Promise((resolve) => {
        mcpReq.signal.addEventListener('abort', () => {
          note('aborted')
          resolve(said('aborted'))
        })
      })
    },
  )
  server.registerTool('die', { inputSchema: z.object({}) }, () => {
    note('died')
    process.exit(7)
  })
  server.registerTool(
    'grow',
    { inputSchema: z.object({}), annotations: { readOnlyHint: true } },
    async () => {
      server.registerTool('extra', { description: 'New.', inputSchema: z.object({}) }, async () =>
        said('extra'),
      )
      return said('grown')
    },
  )
}

function makeServer() {
  const server = new McpServer({ name: 'tracker', version: '1.0.0' })
  const number = z.object({ number: z.number().int() })
  server.registerTool(
    'get-issue',
    {
      description: 'Reads an issue.',
      inputSchema: number,
      outputSchema: z.object({ title: z.string() }),
      annotations: { readOnlyHint: true },
    },
    async ({ number: n }) => ({ ...said(`issue ${n}`), structuredContent: { title: `issue ${n}` } }),
  )
  server.registerTool(
    'addLabel',
    { description: 'Labels an issue.', inputSchema: number, annotations: { idempotentHint: true } },
    async ({ number: n }, { mcpReq }) => {
      note(`labelled ${n} ${String(mcpReq._meta['twelvefold/idempotencyKey'])}`)
      return said('labelled')
    },
  )
  server.registerTool('create_issue', { inputSchema: z.object({ title: z.string() }) }, async ({ title }) => {
    note(`created ${title}`)
    return said(`created with ${process.env.TRACKER_TOKEN ?? 'no token'}`)
  })
  addTrouble(server)
  return server
}

process.stderr.write(`tracker begins with ${process.env.TRACKER_TOKEN ?? 'no token'}\n`)
if (process.argv[2] === 'stdio') {
  serveStdio(makeServer)
  process.stdin.on('close', () => note('stopped'))
} else {
  const { fetch } = createMcpHandler(makeServer)
  const server = createServer(async (incoming, outgoing) => {
    const stop = new AbortController()
    outgoing.on('close', () => stop.abort())
    note(`asked by ${incoming.headers.authorization}`)
    const body = await new Response(incoming).text()
    const request = new Request(`http://127.0.0.1${incoming.url}`, {
      method: incoming.method,
      headers: Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      ...(body === '' ? {} : { body }),
      signal: stop.signal,
    })
    const response = await fetch(request)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body) for await (const chunk of response.body) outgoing.write(chunk)
    outgoing.end()
  })
  server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
}
