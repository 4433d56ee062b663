import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sentences } from '../../shared/sentences.ts'
import { root } from '../house/sources.ts'

const source = ['shared', 'electron'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('sentences'))
    .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8')),
)

test.each(Object.entries(sentences))('%s is whole sentences', (_, [message, hint]) => {
  for (const text of [message, hint].filter((one) => one !== '')) {
    expect(text).toMatch(/^(?:[A-Z“{]|docker|podman|dockerd|containerd|gitlab-runner)/)
    expect(text.replaceAll(/\{\w*\}/g, 'x')).not.toMatch(/[{}]|\s\s|^\s|\s$/)
  }
})

test('every sentence is said somewhere', () => {
  const all = source.join('\n')
  expect(Object.keys(sentences).filter((code) => !all.includes(`'${code}'`))).toEqual([])
})
