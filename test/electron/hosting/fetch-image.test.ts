import { expect, test } from 'vitest'
import { fetchImage } from '../../../electron/hosting/fetch-image.ts'
import type { Ended, Processes } from '../../../electron/system/system.ts'
import { registryImages } from '../../../shared/hosting/images.ts'
import type { Notice } from '../../../shared/notice.ts'
import { idleProcesses } from '../engines/idle-processes.ts'

const digest = `sha256:${'b'.repeat(64)}`
const ok = (stdout: string): Ended => ({ code: 0, stdout, stderr: '' })
const no = (stderr: string): Ended => ({ code: 125, stdout: '', stderr })

/** An engine that has some images, and can pull others. */
function engine(here: readonly string[], reachable: readonly string[], version = 'v3.0.0') {
  const has = new Set(here)
  const asked: string[] = []
  const ran: string[] = []
  const processes: Processes = {
    ...idleProcesses,
    run: async ([, ...words]) => {
      const image = words.at(-1) ?? ''
      if (words[0] === 'pull') {
        asked.push(image)
        if (!reachable.includes(image)) return no('Error: no route to host\n')
        has.add(image)
        return ok('')
      }
      if (words[0] === 'run') {
        ran.push(words.join(' '))
        return ok(`registry github.com/distribution/distribution/v3 ${version}\n`)
      }
      const name = image.replace(/:[^/]*$/, '')
      return has.has(image) ? ok(JSON.stringify([{ Id: 'id', RepoDigests: [`${name}@${digest}`] }])) : no('not known')
    },
  }
  return { processes, asked, ran }
}

const fetch = async (of: ReturnType<typeof engine>, named: string | null, anew = false) => {
  const told: Notice[] = []
  const signal = new AbortController().signal
  const fetched = await fetchImage(of.processes, ['podman'], {
    named,
    anew,
    signal,
    tell: (one) => void told.push(one),
  })
  return { fetched, told: told.map(({ values }) => values['image']) }
}

test('places are asked in order until one gives it, and it is pinned by what was pulled', async () => {
  const of = engine([], [registryImages[2]!])
  const { fetched, told } = await fetch(of, null)
  expect(of.asked).toEqual(registryImages.slice(0, 3))
  expect(told).toEqual(registryImages.slice(0, 3))
  expect(fetched).toEqual({
    image: registryImages[2],
    pinned: `ghcr.io/distribution/distribution@${digest}`,
    digest,
    version: '3.0.0',
  })
})

test('what is here is not pulled again, unless an upgrade asks for it', async () => {
  const of = engine([registryImages[0]!], registryImages)
  await fetch(of, null)
  expect(of.asked).toEqual([])
  await fetch(of, null, true)
  expect(of.asked).toEqual([registryImages[0]])
})

test('a named one alone is asked for; where it is unknown all that was said is told', async () => {
  const of = engine([], [])
  await expect(fetch(of, 'registry.corp/registry:3')).rejects.toThrow('registry.corp/registry:3: no route to host')
  expect(of.asked).toEqual(['registry.corp/registry:3'])
  await expect(fetch(engine([], []), null)).rejects.toThrow(registryImages.at(-1)!)
})

test('one that was loaded by hand is in no registry, and as new as it will get', async () => {
  const of = engine(['localhost/registry:2'], [])
  expect((await fetch(of, 'localhost/registry:2', true)).fetched.digest).toBe(digest)
  expect(of.asked).toEqual([])
  const loaded = engine(['registry.corp/registry:3'], [])
  expect((await fetch(loaded, 'registry.corp/registry:3', true)).fetched.digest).toBe(digest)
})

test('what it is asked for its version is given nothing, and may do nothing', async () => {
  const of = engine(['evil.example/x:1'], [])
  await fetch(of, 'evil.example/x:1')
  expect(of.ran).toEqual([
    `run --rm --network none --read-only --cap-drop ALL --security-opt no-new-privileges --env OTEL_TRACES_EXPORTER=none evil.example/x@${digest} --version`,
  ])
})
