import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

/** How a project may be set up: the resolution of Node with its types, or that of a bundler with a browser's. */
const modes = [
  { name: 'nodenext', module: 'nodenext', lib: ['ES2022'], types: ['node'] },
  { name: 'bundler', module: 'esnext', lib: ['ES2022', 'DOM'], types: [] },
] as const

/**
 * Compiles a program that names every export of the doors, against their declarations, which are checked too
 * (`skipLibCheck: false`). The project has @types/node. Returns what the compiler says.
 */
export async function compileDoors(
  folder: string,
  compiler: string,
  doors: readonly string[],
): Promise<readonly string[]> {
  writeFileSync(join(folder, 'program.ts'), program(doors))
  const problems: string[] = []
  for (const { name, module, lib, types } of modes) {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      target: 'es2022',
      moduleResolution: name,
      module,
      lib,
      types,
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }))
    const { code, out } = await runProgram(folder, [process.execPath, compiler, '--pretty', 'false'])
    if (code !== 0)
      problems.push(
        ...out
          .trim()
          .split('\n')
          .map((line) => `${name}: ${line}`),
      )
  }
  return problems
}

/** A name that is no type error is one that a door exports: `any` would mean that its declarations were not found. */
function program(doors: readonly string[]): string {
  const lines = doors.map(
    (door, i) =>
      `import * as door${i} from '${door}'\n` +
      `type Names${i} = keyof typeof door${i} extends never ? 'no names' : string extends keyof typeof door${i} ? 'any' : true\n` +
      `export const isTyped${i}: Names${i} = true`,
  )
  return `${lines.join('\n')}\n`
}
