// Names that say nothing gather everything.
const FORBIDDEN = /^(utils?|helpers?|commons?|libs?|core|managers?|services?)$/

export const forbiddenNames = {
  name: 'forbidden-names',
  appliesTo: () => true,
  find: (file) =>
    file.path
      .split('/')
      .flatMap((part) => part.split('.')[0].split('-').slice(-1))
      .filter((part) => FORBIDDEN.test(part))
      .map((part) => ({ line: 1, message: `"${part}" says nothing: name it for what it holds` })),
}
