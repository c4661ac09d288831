import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { nodeBinary } from '../scripts/test/node-binary.mjs'
import { loadedDriver } from './agent/open-bench.ts'
import { report, tell } from './figures/report.ts'
import { rounded } from './figures/statistics.ts'
import { withFolder } from './figures/with-folder.ts'
import { compileDoors } from './pack/compile-doors.ts'
import { compilers } from './pack/compilers.ts'
import { doorsOf, optionalPeersOf, readManifest } from './pack/doors.ts'
import { lintTarball } from './pack/lint-tarball.ts'
import { makeTarball } from './pack/make-tarball.ts'
import { untoldPeers } from './pack/missing-peers.ts'
import { openDoor } from './pack/open-door.ts'
import { addPackage, installedProject, sizeOf } from './pack/project.ts'
import { repository } from './processes/compile.ts'

const NODES = ['20.20.2', '22.23.3', '24.21.0']

/**
 * The package as a user gets it: `npm pack`, installed by npm in an empty project on three versions of Node. Every door
 * is imported and required there, without a peer of any; what is said where a peer is missing; publint and
 * are-the-types-wrong; four versions of TypeScript compile against the declarations. It needs a registry.
 */
export default async function pack(): Promise<object> {
  const manifest = readManifest(repository)
  const doors = doorsOf(manifest)
  // Outside of the repository, whose own packages would be found.
  const folder = mkdtempSync(join(tmpdir(), 'twelvefold-pack-'))
  try {
    const tarball = await makeTarball(folder)
    const failing = new Map<string, string[]>(doors.map((door) => [door, []]))
    const peersUntold: string[] = []
    const sizes: ReturnType<typeof sizeOf>[] = []
    const projects = NODES.map((version) => ({ version, project: join(folder, `node-${version}`) }))
    for (const { version, project } of projects) {
      await installedProject(project, tarball, await nodeOf(version))
      sizes.push(sizeOf(project))
      await openAll(project, await nodeOf(version), failing)
    }
    const versions = await compileAll(projects[0]!.project, failing)
    for (const { version, project } of projects) {
      const node = await nodeOf(version)
      const addDriver = (): Promise<void> => addPackage(project, node, 'libsql')
      const untold = await untoldPeers(project, node, optionalPeersOf(manifest), addDriver)
      peersUntold.push(...untold.map((line) => tellOf(`Node ${version}, ${line}`)))
    }
    const lint = await lintTarball(tarball)
    for (const line of lint) tell(line)
    const driver = await withFolder((place) => loadedDriver(join(place, 'driver.db')))
    const failingDoors = doors.filter((door) => lint.length > 0 || failing.get(door)!.length > 0)
    const figures = {
      doors: doors.length,
      doors_failing: failingDoors.length,
      failing: failingDoors,
      nodes: NODES.length,
      typescripts: versions.length,
      peers: optionalPeersOf(manifest).length,
      peers_untold: peersUntold.length,
      install_mb: rounded(Math.max(...sizes.map(({ mb }) => mb))),
      packages: Math.max(...sizes.map(({ packages }) => packages)),
    }
    return report(figures, driver)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** This one where it is of that version: it need not be fetched. */
async function nodeOf(version: string): Promise<string> {
  if (process.versions.node === version) return process.execPath
  const { node, output } = await nodeBinary(version)
  if (node === undefined) throw new Error(output)
  return node
}

async function openAll(project: string, node: string, failing: ReadonlyMap<string, string[]>): Promise<void> {
  for (const [door, problems] of failing) {
    for (const way of ['import', 'require'] as const) {
      for (const problem of await openDoor(project, node, way, door)) {
        problems.push(tellOf(`${door} in ${basename(project)}: ${problem}`))
      }
    }
  }
}

/** All doors at once; where that fails, each by itself, to name the door. */
async function compileAll(
  project: string,
  failing: ReadonlyMap<string, string[]>,
): Promise<readonly string[]> {
  await addPackage(project, process.execPath, '@types/node')
  const versions = await compilers()
  for (const { version, path } of versions) {
    tell(`TypeScript ${version}`)
    if ((await compileDoors(project, path, [...failing.keys()])).length === 0) continue
    for (const [door, problems] of failing) {
      for (const line of await compileDoors(project, path, [door])) {
        problems.push(tellOf(`TypeScript ${version}, ${door}: ${line}`))
      }
    }
  }
  return versions.map(({ version }) => version)
}

function tellOf(line: string): string {
  tell(line)
  return line
}
