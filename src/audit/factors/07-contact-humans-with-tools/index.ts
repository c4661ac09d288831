import type { Factor } from '../factor.ts'

export const factor07: Factor = {
  number: 7,
  slug: 'contact-humans-with-tools',
  title: 'Contact humans with tools',
  word: 'humans',
  essay: 'content/factor-07-contact-humans-with-tools.md',
  requirements: [],
}
