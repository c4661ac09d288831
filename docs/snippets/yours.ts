// What a program has already that takes one of the doors: stands for it in doors.ts.
import type { generateText, LanguageModel } from 'ai'
import type { Thread } from 'twelvefold'
import type { Tool } from 'twelvefold/tools'

export declare const messages: { role: 'user' | 'assistant' | 'tool'; content: string }[]
export declare const thrown: unknown
export declare const ticket: string
export declare const trusted: { readonly queues: readonly string[] }
export declare const thread: Thread
export declare const lookUpOrder: Tool
export declare const describe: (prompt: string) => Promise<string>
export declare const generate: typeof generateText
export declare const model: LanguageModel
