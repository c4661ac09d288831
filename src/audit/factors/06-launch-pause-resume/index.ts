// Factor 6: a run is started, left alone and taken up again by simple calls.
import type { Factor } from '../factor.ts'
import { aLaunchReturnsAnId } from './a-launch-returns-an-id.ts'
import { aResumeIsConsumedOnce } from './a-resume-is-consumed-once.ts'
import { aResumeRepeatsNoEffect } from './a-resume-repeats-no-effect.ts'
import { aWebhookCanResume } from './a-webhook-can-resume.ts'
import { itCanPauseBeforeAToolRuns } from './it-can-pause-before-a-tool-runs.ts'
import { pausingPersistsAndLetsGo } from './pausing-persists-and-lets-go.ts'

export const factor06: Factor = {
  number: 6,
  slug: 'launch-pause-resume',
  title: 'Launch, pause, resume',
  word: 'pause',
  essay: 'content/factor-06-launch-pause-resume.md',
  requirements: [
    aLaunchReturnsAnId,
    pausingPersistsAndLetsGo,
    itCanPauseBeforeAToolRuns,
    aResumeRepeatsNoEffect,
    aResumeIsConsumedOnce,
    aWebhookCanResume,
  ],
}
