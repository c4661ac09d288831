import { warehouse } from '../anthropic.fixture.ts'
import { claims } from '../twelvefold.fixture.ts'

export const green = claims

export const red = warehouse

export const trap = claims
