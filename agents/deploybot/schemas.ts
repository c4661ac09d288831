import { z } from 'zod'

export const environments = ['staging', 'production'] as const

export const environment = z.enum(environments).describe('where the service runs')

/** No slash and no leading dash: a tag is also the name of a folder, and never an option of git. */
export const tag = z
  .string()
  .regex(/^[A-Za-z0-9][\w.+-]{0,99}$/, 'write a tag as list_git_tags names it, such as v1.4.0')
  .describe('a tag of the repository, such as v1.4.0')

/** Subjects of commits, the newest first. */
export const changes = z.array(z.string())

export const deployment = z.object({
  tag: z.string(),
  environment: z.enum(environments),
  previous: z.string().nullable(),
  changes,
})
