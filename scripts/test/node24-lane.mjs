// The tests of the store once more on Node 24, so that its `node:sqlite` driver runs too.
import { nodeBinary } from './node-binary.mjs'
import { runVitest } from './run-vitest.mjs'

const VERSION = '24.21.0'
const STORE_TESTS = ['src/runtime/store/']

export async function node24Lane() {
  if (hasNodeSqlite()) {
    const note = `the other lane ran on Node ${process.versions.node}, which has node:sqlite`
    return { passed: 0, failed: 0, skipped: 1, output: '', note }
  }
  const { node, output } = await nodeBinary(VERSION)
  return node ? runVitest(node, STORE_TESTS) : { passed: 0, failed: 1, skipped: 0, output }
}

/** From 22.13 on without a flag. */
function hasNodeSqlite() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 13)
}
