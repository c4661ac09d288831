import type { WireReply } from './wire.ts'

/** What follows a bad reply: an event, with the code of its error. */
export type Follows =
  | readonly [event: 'next_step_malformed', code: string]
  | readonly [event: 'tool_call_failed', code: string]
  | readonly [event: 'model_call_failed', code: string]

export interface BadReply {
  readonly says: WireReply
  readonly follows: Follows
  /** Where a provider's wire cannot say it, or its package reads it in another way; undefined where it cannot be said. */
  readonly but?: Readonly<Record<string, Follows | undefined>>
}

const malformed = (code: string): Follows => ['next_step_malformed', code]
const failedCall = (code: string): Follows => ['tool_call_failed', code]
const unreadable: Follows = ['model_call_failed', 'model_call_failed']

/** One call of the tool that acts, with these arguments. */
const acts = (text: string, more: Partial<WireReply> = {}): WireReply => ({
  calls: [{ tool: 'act', arguments: text }],
  ...more,
})
const calls = (tool: string): WireReply => ({ calls: [{ tool, arguments: '{"count":3}' }] })
const GOOD = '{"count":3}'
const done = { tool: 'done_for_now', arguments: '{"message":"done"}' }

// Where arguments stand in the body as an object, broken or forbidden ones break the body.
const inBody = { 'anthropic whole': unreadable, google: unreadable } as const

// A stream whose calls cannot be told apart breaks off in the package.
const inChatStreams = { 'openai chat streaming': unreadable, 'compatible streaming': unreadable } as const

/** The tool takes `{ count: number }`. None of these may run it. */
export const badReplies: Readonly<Record<string, BadReply>> = {
  'prose in place of a call': { says: { text: 'I think I should act.' }, follows: malformed('no_call') },
  'nothing at all': { says: {}, follows: malformed('empty_reply') },
  'white space': { says: { text: ' \n\t ' }, follows: malformed('empty_reply') },
  'the call as JSON among words': {
    says: { text: 'Calling: {"name":"act","arguments":{"count":3}}' },
    follows: malformed('no_call'),
  },
  'the call in tags': {
    says: { text: '<tool_call>{"name":"act","arguments":{"count":3}}</tool_call>' },
    follows: malformed('no_call'),
  },
  'arguments that break off': {
    says: acts('{"count":'),
    follows: malformed('malformed_input'),
    but: inBody,
  },
  'arguments in prose': {
    says: acts('three, please'),
    follows: malformed('malformed_input'),
    but: inBody,
  },
  'a comma too many': { says: acts('{"count":3,}'), follows: malformed('malformed_input'), but: inBody },
  'single quotes': { says: acts("{'count':3}"), follows: malformed('malformed_input'), but: inBody },
  'a comment in JSON': {
    says: acts('{"count":3 /* three */}'),
    follows: malformed('malformed_input'),
    but: inBody,
  },
  'two objects in a row': {
    says: acts('{"count":3}{"count":4}'),
    follows: malformed('malformed_input'),
    but: inBody,
  },
  'NaN in JSON': { says: acts('{"count":NaN}'), follows: malformed('malformed_input'), but: inBody },
  'a list as arguments': { says: acts('[3]'), follows: malformed('malformed_input') },
  'a number as arguments': { says: acts('3'), follows: malformed('malformed_input') },
  'JSON in JSON': {
    says: acts('"{\\"count\\":3}"'),
    follows: malformed('malformed_input'),
    // The package reads it twice: what comes out is a good call.
    but: { 'google streaming': undefined },
  },
  'a number beyond all numbers': {
    says: acts('{"count":1e999}'),
    follows: malformed('not_json'),
    // The package has made null of it.
    but: { 'anthropic whole': failedCall('invalid_input'), google: failedCall('invalid_input') },
  },
  'null as arguments': {
    says: acts('null'),
    follows: malformed('malformed_input'),
    but: { google: failedCall('invalid_input') },
  },
  'no member': { says: acts('{}'), follows: failedCall('invalid_input') },
  'a word for a number': { says: acts('{"count":"three"}'), follows: failedCall('invalid_input') },
  'null for a number': { says: acts('{"count":null}'), follows: failedCall('invalid_input') },
  'the input in an envelope': {
    says: acts('{"input":{"count":3}}'),
    follows: failedCall('invalid_input'),
  },
  'an unknown tool': { says: calls('format_disk'), follows: failedCall('unknown_tool') },
  'a tool in capitals': { says: calls('Act'), follows: failedCall('unknown_tool') },
  'a tool with a prefix': { says: calls('functions.act'), follows: failedCall('unknown_tool') },
  'constructor as a tool': { says: calls('constructor'), follows: failedCall('unknown_tool') },
  '__proto__ as a tool': { says: calls('__proto__'), follows: failedCall('unknown_tool') },
  'a tool without a name': { says: calls(''), follows: failedCall('unknown_tool'), but: inChatStreams },
  'a tool with an endless name': { says: calls('a'.repeat(5_000)), follows: malformed('malformed_call') },
  'the key __proto__': {
    says: acts('{"count":3,"__proto__":{"admin":true}}'),
    follows: malformed('forbidden_key'),
    but: inBody,
  },
  '__proto__ deep inside': {
    says: acts('{"count":3,"more":[{"__proto__":{"admin":true}}]}'),
    follows: malformed('forbidden_key'),
    but: inBody,
  },
  'the key constructor.prototype': {
    says: acts('{"count":3,"constructor":{"prototype":{"admin":true}}}'),
    follows: malformed('forbidden_key'),
    but: inBody,
  },
  'nesting without end': {
    says: acts(`{"count":3,"more":${'['.repeat(2_000)}${']'.repeat(2_000)}}`),
    follows: malformed('not_json'),
  },
  'a huge input': {
    says: acts(`{"count":3,"more":"${'x'.repeat(300_000)}"}`),
    follows: malformed('input_too_large'),
  },
  'calls without end': {
    says: { calls: Array.from({ length: 40 }, () => ({ tool: 'act', arguments: GOOD })) },
    follows: malformed('too_many_calls'),
  },
  'two endings': { says: { calls: [done, done] }, follows: malformed('two_endings') },
  'two calls with one id': {
    says: { calls: ['1', '2'].map((n) => ({ id: 'call_x', tool: 'act', arguments: `{"count":${n}}` })) },
    follows: malformed('duplicate_call_id'),
    // Without ids on the wire, and in streams of chat completions, the package gives the second one an id of its own.
    but: { google: undefined, 'openai chat streaming': undefined, 'compatible streaming': undefined },
  },
  'a good call beside a broken one': {
    says: {
      calls: [
        { tool: 'act', arguments: GOOD },
        { tool: 'act', arguments: '[]' },
      ],
    },
    follows: malformed('malformed_input'),
  },
  'a call that was cut off by length': {
    says: acts(GOOD, { end: 'length' }),
    follows: malformed('cut_off'),
  },
  'words that were cut off by length': {
    says: { text: 'And then', end: 'length' },
    follows: malformed('cut_off'),
  },
  'a call before a filter': { says: acts(GOOD, { end: 'filter' }), follows: malformed('refused') },
  'a refusal': { says: { text: 'I cannot help.', end: 'refusal' }, follows: malformed('refused') },
  'an error of the model': {
    says: acts(GOOD, { end: 'error' }),
    follows: malformed('model_error'),
    but: { 'openai ': unreadable, anthropic: undefined },
  },
  'a reply that breaks off': { says: acts(GOOD, { fault: 'cut' }), follows: unreadable },
  'a reply that ends early': { says: acts(GOOD, { fault: 'end' }), follows: unreadable },
  'a reply that never ends': { says: acts(GOOD, { fault: 'stall' }), follows: unreadable },
  'a page of HTML': { says: { body: '<html>Bad gateway</html>' }, follows: unreadable },
  'JSON of another kind': {
    says: { body: '{"ok":true}' },
    follows: unreadable,
    but: { 'google whole': malformed('empty_reply') },
  },
  'an empty body': { says: { body: '' }, follows: unreadable },
}
