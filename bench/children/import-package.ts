// A process that imports the package and has one agent ready.
import { benchAgent } from '../agent/bench-agent.ts'

benchAgent()
