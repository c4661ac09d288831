// "To show" of B1, line by line.
const atLeast = (value, bound) => typeof value === 'number' && value >= bound

/** Kinds with ten labels or more: a kind with fewer says little. */
const frequentKinds = ({ kinds }) => Object.values(kinds).filter(({ labels }) => labels >= 10)

export const lines = [
  {
    line:
      'corpus on the twelve repositories: agents precision and recall at least 0.95; all findings precision at least ' +
      '0.95, recall at least 0.85, and each kind with ten labels or more at least 0.9 and 0.8; factors lenient at ' +
      'least 0.95, contradictions at most 0.03; false alarms 0.',
    proofs: [
      {
        bench: ['corpus'],
        holds: (result) =>
          result.repositories === 12 &&
          atLeast(result.agents_precision, 0.95) &&
          atLeast(result.agents_recall, 0.95) &&
          atLeast(result.findings_precision, 0.95) &&
          atLeast(result.findings_recall, 0.85) &&
          frequentKinds(result).length > 0 &&
          frequentKinds(result).every((kind) => atLeast(kind.precision, 0.9) && atLeast(kind.recall, 0.8)) &&
          atLeast(result.factors_lenient, 0.95) &&
          result.contradictions <= 0.03 &&
          result.false_alarms === 0,
        shows: [
          'agents_precision',
          'agents_recall',
          'findings_precision',
          'findings_recall',
          'factors_exact',
          'factors_lenient',
          'contradictions',
          'false_alarms',
          'kinds',
        ],
      },
    ],
  },
  {
    line:
      'hollow: at least twelve hollow agents over six frameworks score under 20; renaming every identifier and ' +
      'stripping every comment changes no verdict; at least 25 (fixture, guard) pairs where deleting the guard ' +
      'flips exactly its verdict.',
    proofs: [
      {
        bench: ['hollow'],
        holds: (result) =>
          result.agents >= 12 &&
          result.unseen === 0 &&
          result.frameworks >= 6 &&
          result.worst_score < 20 &&
          result.renamed_changes === 0 &&
          result.guards_flipped >= 25,
        shows: ['agents', 'frameworks', 'worst_score', 'renamed_changes', 'guards', 'guards_flipped'],
      },
    ],
  },
  {
    line:
      'audit: on 5,000 or more real files mixed_ratio at most 0.8, dense_ratio at most 2, growth at most 1.1; 1,000 ' +
      'mixed files in under a second.',
    proofs: [
      {
        bench: ['audit'],
        holds: (result) =>
          result.files >= 5_000 &&
          result.mixed_ratio <= 0.8 &&
          result.dense_ratio <= 2 &&
          result.growth <= 1.1 &&
          result.mixed_1000_ms < 1_000,
        shows: ['files', 'mixed_ratio', 'dense_ratio', 'growth', 'mixed_1000_ms', 'cold_ms'],
      },
    ],
  },
  {
    line:
      'Fuzz: truncated, binary, deeply nested, 5 MB, non-UTF-8, cyclic-import and symlink-loop inputs: no crash, no ' +
      'hang over 5 s, no file outside the root is read.',
    proofs: [
      { tests: 'test/audit', named: /truncated/i },
      { tests: 'test/audit', named: /binary/i },
      { tests: 'test/audit', named: /nested/i },
      { tests: 'test/audit', named: /5 MB/i },
      { tests: 'test/audit', named: /UTF-8/i },
      { tests: 'test/audit', named: /cycl/i },
      { tests: 'test/audit', named: /symlink/i },
      { tests: 'test/audit', named: /outside/i },
    ],
  },
  {
    line:
      'Five well-known agent repositories audited and the reports read, line by line, as their authors would: what ' +
      'is wrong in them is written down.',
    proofs: [{ tests: 'test/audit', named: /five repositories/i }],
  },
  {
    line:
      'The project audits itself with the gate: every agent in agents/ met, no waiver, no suppression; a planted ' +
      'violation of each is caught.',
    proofs: [
      {
        bench: ['compliance'],
        holds: (result) =>
          result.validators === 12 &&
          result.validators_that_flip === 12 &&
          result.agents > 0 &&
          result.agents_met === result.agents &&
          result.inline_prompts === 0 &&
          result.tools > 0 &&
          result.tools_tool_response === result.tools &&
          result.agents_over_200 === 0 &&
          result.uncompacted_errors === 0 &&
          result.impure_decides === 0 &&
          result.planted >= 5 &&
          result.planted_caught === result.planted,
        shows: [
          'validators',
          'validators_that_flip',
          'agents',
          'agents_met',
          'inline_prompts',
          'tools',
          'tools_tool_response',
          'agents_over_200',
          'uncompacted_errors',
          'impure_decides',
          'planted',
          'planted_caught',
        ],
      },
    ],
  },
]
