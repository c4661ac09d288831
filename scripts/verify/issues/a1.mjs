// "To show" of A1, line by line.
export const lines = [
  {
    line:
      'kill --runs 300: SIGKILL at every event boundary, before and after each effect, and at random, a new process ' +
      'after each: lost, doubled, effects_missing, unfinished are 0, every boundary hit, some calls interrupted. ' +
      'A short form in CI.',
    proofs: [
      {
        bench: ['kill', '--runs', '300'],
        holds: (result) =>
          result.runs >= 300 &&
          result.lost === 0 &&
          result.doubled === 0 &&
          result.effects_missing === 0 &&
          result.unfinished === 0 &&
          result.boundaries > 0 &&
          result.boundaries_hit === result.boundaries &&
          result.interrupted > 0,
        shows: [
          'runs',
          'lost',
          'doubled',
          'effects_missing',
          'unfinished',
          'boundaries',
          'boundaries_hit',
          'interrupted',
        ],
      },
      { tests: 'test/', named: /kill/i },
    ],
  },
  {
    line:
      'In a system-call trace of run, no acknowledgement is written before the fdatasync that covers it ' +
      '(a test; strace).',
    proofs: [{ tests: 'test/', named: /fdatasync/i }],
  },
  {
    line:
      'approve: eight contenders in two processes, the tool runs once, all others are told the first outcome. ' +
      'A rejection, an edit, an answer after cancel, an answer after a deploy of new code, a message that arrives ' +
      'during a model call: each ends as the design says.',
    proofs: [
      { tests: '.test.ts', named: /eight contenders/i },
      { tests: '.test.ts', named: /rejection/i },
      { tests: '.test.ts', named: /\bedit/i },
      { tests: '.test.ts', named: /answer after (a )?cancel/i },
      { tests: '.test.ts', named: /deploy of new code/i },
      { tests: '.test.ts', named: /message .*during a model call/i },
    ],
  },
  {
    line:
      'Benches steps (floor_ratio at most 1.5, growth at most 1.2), bytes (raw_ratio at most 1.3, growth at most ' +
      '1.1), threads (floor_ratio at most 2), writers (slowest_share at least 0.5, stall_ms at most 100), resume ' +
      '(cold_1000 - cold_0 at most 30 ms, cold_10000 - cold_0 at most 150 ms), startup. Figures and commands in ' +
      'bench/README.md.',
    proofs: [
      {
        bench: ['steps'],
        holds: (result) => result.floor_ratio <= 1.5 && result.growth <= 1.2,
        shows: ['floor_ratio', 'growth'],
      },
      {
        bench: ['bytes'],
        holds: (result) => result.raw_ratio <= 1.3 && result.growth <= 1.1,
        shows: ['raw_ratio', 'growth'],
      },
      { bench: ['threads'], holds: (result) => result.floor_ratio <= 2, shows: ['floor_ratio'] },
      {
        bench: ['writers'],
        holds: (result) => result.slowest_share >= 0.5 && result.stall_ms <= 100 && result.lost === 0,
        shows: ['slowest_share', 'stall_ms', 'lost'],
      },
      {
        bench: ['resume'],
        holds: (result) =>
          result.cold_1000_ms - result.cold_0_ms <= 30 && result.cold_10000_ms - result.cold_0_ms <= 150,
        shows: ['cold_0_ms', 'cold_1000_ms', 'cold_10000_ms'],
      },
      {
        bench: ['startup'],
        holds: (result) => !!result.machine && !!result.node && !!result.driver,
        shows: ['machine', 'node', 'driver'],
      },
    ],
  },
  {
    line:
      'Fuzz: random event sequences through reduce, export and import; random bytes to every loader and to every ' +
      'CLI argument: only typed errors with codes come out.',
    proofs: [
      { tests: 'test/threads-fuzz', named: /any sequence of well-formed events folds/i },
      { tests: 'test/threads-fuzz', named: /export and import give back every thread/i },
      { tests: 'test/threads-fuzz', named: /random bytes to the loaders of threads/i },
      { tests: 'prompts.test.ts', named: /random bytes and random values/i },
      { tests: 'test/', named: /random bytes.*argument/i },
    ],
  },
  {
    line: 'Tried as a new user would, from a fresh clone, by the README alone.',
    proofs: [{ tests: 'test/', named: /fresh clone/i }],
  },
]
