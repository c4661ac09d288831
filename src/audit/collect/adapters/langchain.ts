import type { Sighting } from '../sighting.ts'
import type { Adapter, Site } from './adapter.ts'
import { seeAgent, seeExecutor, seeToolNode, text } from './langchain/agents.ts'
import { seeLooseRun, seeRun } from './langchain/calls.ts'
import { seeEntrypoint, seeGraph } from './langchain/graph.ts'
import { AGENTS, CLASSIC_REACT, EXECUTORS, GRAPHS, NAME, RUN, graphPath, path } from './langchain/names.ts'
import { MEMORY, STORE, seeStore } from './langchain/stores.ts'
import { BASE_CLASS, MAKER, TOOL_CLASS, classTool, madeTool } from './langchain/tools.ts'
import { humanSighting, siteOf } from './make-sighting.ts'

export const langchain: Adapter = {
  name: NAME,
  title: 'LangChain and LangGraph',
  packages: /^(@langchain\/|langchain(\/|$)|deepagents(\/|$))/,
  calls: [
    { path: graphPath(GRAPHS), see: seeGraph },
    { path: graphPath('entrypoint'), see: seeEntrypoint },
    {
      path: graphPath('interrupt'),
      see: (site) => [humanSighting(NAME, siteOf(site), 'approval', { durable: true })],
    },
    { path: path('ToolNode'), see: seeToolNode },
    {
      path: path(AGENTS),
      see: (site) => (CLASSIC_REACT.test(`${site.path}()`) ? [] : seeAgent(site)),
    },
    {
      path: path(
        String.raw`(${EXECUTORS})(\.(fromAgentAndTools|fromLLMAndTools|fromLLM))?|initializeAgentExecutor(WithOptions)?`,
      ),
      see: seeExecutor,
    },
    {
      path: /^(langchain|@langchain\/classic)\/hub(\/\w+)?:(\*\.)?pull$|^langchainhub:|^langsmith:.*\.pullPrompt\w*$/,
      see: (site) => [text(siteOf(site), 'framework-prompt', 'a prompt that is pulled from the hub')],
    },
    { path: MAKER, see: ownTool },
    { path: TOOL_CLASS, see: ownTool },
    { path: STORE, see: seeStore },
    { path: MEMORY, see: seeStore },
    {
      path: new RegExp(
        String.raw`^(@langchain\/|langchain[:\/]|deepagents:).*\(\)(\.\w+(\(\))?)*\.(${RUN})$`,
      ),
      see: seeRun,
    },
  ],
  loose: [
    {
      path: new RegExp(
        String.raw`^parameter:.*\.(bindTools|withStructuredOutput)\(\)(\.\w+\(\))*\.(${RUN})$`,
      ),
      see: seeLooseRun,
    },
  ],
  classes: [
    {
      path: BASE_CLASS,
      see: ({ program, module, node }) => {
        const tool = classTool(program, module, node)
        return tool === undefined ? [] : [tool]
      },
    },
  ],
}

/** A tool where it is defined, also when no list holds it. */
function ownTool(site: Site): Sighting[] {
  const made = { kind: 'called', of: site.callee, site: siteOf(site) } as const
  const tool = madeTool(site.program, made, `${site.path}()`)
  return tool === undefined ? [] : [tool]
}
