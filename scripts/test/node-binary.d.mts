export function nodeBinary(version: string): Promise<{ node: string | undefined; output: string }>
