import type { Factor } from '../factor.ts'

export const factor06: Factor = {
  number: 6,
  slug: 'launch-pause-resume',
  title: 'Launch, pause, resume',
  word: 'pause',
  essay: 'content/factor-06-launch-pause-resume.md',
  requirements: [],
}
