// A rule that can be switched off by a comment is advice. Where a rule is wrong, change the rule.
const SWITCHES = /(?:\/\/|\/\*)\s*(?:oxlint|eslint)-disable|@ts-(?:ignore|nocheck)\b|prettier-ignore/

export const noExemptions = {
  name: 'no-exemptions',
  appliesTo: (path) => !path.startsWith('test/guards/') && path !== 'scripts/rules/no-exemptions.mjs',
  find: (file) =>
    file.text
      .split('\n')
      .flatMap((text, index) =>
        SWITCHES.test(text) ? [{ line: index + 1, message: 'no comment switches a rule off' }] : [],
      ),
}
