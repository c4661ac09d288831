import { expect, test } from 'vitest'
import { secretValues } from './secret-values.ts'

test('what the environment holds under the name of a secret is one, where it is long enough', () => {
  const env = {
    GITHUB_TOKEN: 'token-of-github',
    OPENAI_API_KEY: 'key-of-openai',
    pgpassword: 'not-a-name-of-words',
    PG_PASSWORD: 'password-of-postgres',
    KEY: 'a-key-by-itself',
    SHORT_SECRET: 'none',
    MONKEY: 'an-animal-and-no-key',
    HOME: '/home/somebody',
    EMPTY_TOKEN: undefined,
  }
  expect(secretValues(env)).toEqual([
    'token-of-github',
    'key-of-openai',
    'password-of-postgres',
    'a-key-by-itself',
  ])
})
