// A reference agent fits in one reading: its folder holds at most 200 lines beside tools, schemas and tests.
const LIMIT = 200
const NOT_COUNTED = /(^|\/)(tools|schemas)(\/|\.ts$)|\.test\.ts$/

export const agentSize = {
  name: 'agent-size',
  findInTree: (files) =>
    [...linesByAgent(files)]
      .filter(([, lines]) => lines > LIMIT)
      .map(([path, lines]) => ({ path, message: `${lines} lines; an agent holds at most ${LIMIT}` })),
}

function linesByAgent(files) {
  const sums = new Map()
  for (const { path, text } of files) {
    const [, folder, rest] = /^(agents\/[^/]+)\/(.+)$/.exec(path) ?? []
    if (!folder || NOT_COUNTED.test(rest)) continue
    sums.set(folder, (sums.get(folder) ?? 0) + text.split('\n').length - 1)
  }
  return sums
}
