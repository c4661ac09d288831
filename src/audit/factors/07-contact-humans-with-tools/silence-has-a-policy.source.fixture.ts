import { claims } from '../twelvefold.fixture.ts'
import { warehouse } from '../anthropic.fixture.ts'
import { edited } from '../sources.fixture.ts'

const withoutQuestions = edited(claims, 'requestHumanInput, doneForNow],', 'doneForNow],')

export const green = withoutQuestions

export const red = edited(withoutQuestions, ", deadline: '1d', escalateTo: ['head-of-claims']", '')

// No deadline: nobody is asked.
export const trap = warehouse
