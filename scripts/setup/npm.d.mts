export function npm(...args: string[]): [command: string, args: string[]]
