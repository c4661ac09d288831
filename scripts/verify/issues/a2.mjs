// "To show" of A2, line by line.
export const lines = [
  {
    line:
      'stateless: of 40 planted impurities at least 34 caught, each miss named in the docs; no false alarm on 25 pure ' +
      'controls; off_ns within noise of a plain call.',
    proofs: [
      {
        bench: ['stateless'],
        holds: (result) =>
          result.planted >= 40 &&
          result.caught / result.planted >= 34 / 40 &&
          result.controls >= 25 &&
          result.false_alarms === 0 &&
          // A call takes under a nanosecond: its noise is a good part of it.
          result.off_ns <= result.plain_ns * 1.25 + 0.5,
        shows: ['planted', 'caught', 'missed', 'controls', 'false_alarms', 'off_ns', 'plain_ns'],
      },
      { tests: 'test/stateless', named: /each miss is named in docs/i },
      { tests: 'test/cli/stateless', named: /reads the clock fails in run/i },
    ],
  },
  {
    line:
      'A table in the tests: 30 kinds of bad model reply by provider, each with the event that follows and the number ' +
      'of effects (0).',
    proofs: [
      { tests: 'test/wire/bad-replies', named: /at least thirty kinds/i },
      { tests: 'test/wire/bad-replies', named: /no effect, and the model is asked again/i },
    ],
  },
  {
    line: 'pack: doors_failing 0 on three versions of Node; install_mb at most 35, packages at most 50.',
    proofs: [
      {
        bench: ['pack'],
        holds: (result) =>
          result.doors >= 8 &&
          result.doors_failing === 0 &&
          result.nodes === 3 &&
          result.typescripts >= 4 &&
          result.peers_untold === 0 &&
          result.install_mb <= 35 &&
          result.packages <= 50,
        shows: [
          'doors',
          'doors_failing',
          'failing',
          'nodes',
          'typescripts',
          'peers',
          'peers_untold',
          'install_mb',
          'packages',
        ],
      },
      { tests: 'test/package', named: /imported and required without a peer/i },
      { tests: 'test/package', named: /importing must do nothing/i },
      { tests: 'test/package', named: /declarations of every door compile/i },
      { tests: 'test/package', named: /publint/i },
      { tests: 'test/package', named: /where a peer is missing/i },
      { tests: 'test/examples', named: /prints what it should/i },
      { tests: 'test/examples', named: /every door has an example/i },
    ],
  },
  {
    line:
      'Property tests: whatever policies are combined, no thread of 10,000 random ones runs past its budgets or stalls ' +
      'without a reason.',
    proofs: [{ tests: 'test/properties', named: /whatever policies are combined, no thread of 10000/i }],
  },
  {
    line: 'The kill, approve and steps benches of A1 still hold, with parallel calls and children in the mix.',
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
          'missed',
          'interrupted',
        ],
      },
      {
        bench: ['approve'],
        holds: (result) =>
          result.contenders === 8 &&
          result.processes === 2 &&
          result.tool_runs === 1 &&
          result.sibling_runs === 2 &&
          result.told_first_outcome === 7,
        shows: ['contenders', 'processes', 'tool_runs', 'sibling_runs', 'told_first_outcome'],
      },
      {
        bench: ['steps'],
        holds: (result) => result.floor_ratio <= 1.5 && result.growth <= 1.2 && result.mixed_ratio <= 1.5,
        shows: ['floor_ratio', 'growth', 'mixed_ratio'],
      },
      { tests: 'test/crash/kill', named: /kill/i },
      { tests: 'test/crash/approve', named: /eight contenders/i },
      { tests: 'test/crash/processes', named: /killed among parallel calls/i },
      { tests: 'test/tools/parallel-calls', named: /no sibling runs twice/i },
      { tests: 'test/tools/parallel-calls', named: /after a crash among parallel calls/i },
    ],
  },
]
