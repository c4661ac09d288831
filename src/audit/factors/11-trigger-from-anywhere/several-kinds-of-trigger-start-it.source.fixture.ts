import { newsletter } from '../ai-sdk.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'

export const green = newsletter

const { 'src/cli.ts': _cli, ...served } = newsletter
export const red = { ...served, 'package.json': newsletter['package.json']!.replace(/,"bin":.*}/, '}') }

// Nothing starts it here: it is published for others to call.
export const trap = warehouse
