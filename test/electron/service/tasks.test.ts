import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeAnnouncer } from '../../../electron/service/announcer.ts'
import { makeTasks } from '../../../electron/service/tasks.ts'
import type { Progress } from '../../../shared/tasks.ts'
import { notice } from '../../../shared/notice.ts'

const begun = () => {
  const news = makeAnnouncer()
  const told: Progress[] = []
  news.on('progress', (progress) => told.push(progress))
  return { tasks: makeTasks(news), told }
}
const fails = (code: string) => expect.objectContaining({ notice: expect.objectContaining({ code }) })
const untilStopped = async (signal: AbortSignal): Promise<void> => wait(60_000, undefined, { signal })

test('a piece of work tells how far it is, under its own name', async () => {
  const { tasks, told } = begun()
  const busy = notice('busy')
  expect(
    await tasks.run('speed 1', async (_, tell) => {
      tell(busy)
      tell(busy, 1, 2)
      return 'done'
    }),
  ).toBe('done')
  expect(told).toEqual([
    { task: 'speed 1', notice: busy, done: null, total: null },
    { task: 'speed 1', notice: busy, done: 1, total: 2 },
  ])
})

test('one that is stopped fails as stopped, and its name is free again', async () => {
  const { tasks } = begun()
  const first = tasks.run('a', untilStopped)
  await expect(tasks.run('a', untilStopped)).rejects.toEqual(fails('task-taken'))
  tasks.stop('a')
  await expect(first).rejects.toEqual(fails('task-stopped'))
  expect(await tasks.run('a', () => Promise.resolve(1))).toBe(1)
})

test('the end of the core ends them all, and a name that nobody bears is no fault', async () => {
  const { tasks } = begun()
  tasks.stop('nobody')
  const first = tasks.run('a', untilStopped)
  const ended = expect(first).rejects.toEqual(fails('task-stopped'))
  await tasks.close()
  await ended
})
