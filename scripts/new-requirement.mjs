// `npm run new-requirement -- F02-R6 prompts-are-short`: a requirement and its three cases, as facts and
// as source, from src/audit/factors/_template/, and its place in the list of its factor.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const factors = 'src/audit/factors'
const [id = '', slug = ''] = process.argv.slice(2)
const number = /^F(0[1-9]|1[0-2])-R[1-9]\d*$/.exec(id)?.[1]
const folder = number && readdirSync(factors).find((name) => name.startsWith(`${number}-`))

if (!folder || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug)) {
  console.error('npm run new-requirement -- F02-R6 a-slug-that-is-good-when-true')
  process.exitCode = 2
} else {
  create(join(factors, folder))
}

function create(home) {
  const name = slug.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase())
  const sentence = slug.replaceAll('-', ' ')
  const words = {
    name,
    id,
    slug,
    factor: Number(number),
    title: sentence[0].toUpperCase() + sentence.slice(1),
  }
  for (const kind of ['.ts', '.fixture.ts', '.source.fixture.ts']) {
    const template = readFileSync(join(factors, '_template', `requirement${kind}.template`), 'utf8')
    const text = template.replaceAll(/__(\w+?)__/g, (_, word) => words[word])
    // Never over one that is there.
    writeFileSync(join(home, `${slug}${kind}`), text, { flag: 'wx' })
    console.log(join(home, `${slug}${kind}`))
  }
  const index = join(home, 'index.ts')
  const listed = readFileSync(index, 'utf8')
    .replace('\n\nexport const', `\nimport { ${name} } from './${slug}.ts'\n\nexport const`)
    .replace(/\n {2}\],\n\}\n$/, `\n    ${name},\n  ],\n}\n`)
  writeFileSync(index, listed)
  console.log(index)
}
