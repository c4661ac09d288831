/** No match is no proof: a test that was renamed or is skipped shows as missing. */
export function proveByTests({ tests, named = /^/ }, results) {
  const matching = results.filter(({ file, name }) => file.includes(tests) && named.test(name))
  const passed = matching.filter(({ status }) => status === 'passed')
  const others = matching
    .filter(({ status }) => status !== 'passed')
    .map(({ name, status }) => `${name} ${status}`)
  return {
    ok: passed.length > 0 && others.length === 0,
    figures: matching.length ? [`${passed.length} passed`, ...others].join(', ') : 'no such test',
  }
}
