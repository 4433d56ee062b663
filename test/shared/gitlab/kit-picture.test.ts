import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { pictureShapes, pictureSize, pictureWords } from '../../../shared/gitlab/kit-picture.ts'
import { formatSvg } from '../../../shared/gitlab/kit-svg.ts'
import { formatPicture } from '../../../shared/gitlab/kit-terminal.ts'
import { root } from '../../house/sources.ts'

it('is the picture of the user page', () => {
  expect(readFileSync(`${root}build/gitlab/registry-certificates.svg`, 'utf8')).toBe(formatSvg(pictureWords))
})

it('lies within its frame', () => {
  for (const shape of pictureShapes(pictureWords)) {
    if (shape.kind === 'line') continue
    const { width, height } = shape.kind === 'box' ? shape : { width: 0, height: 0 }
    expect(shape.x).toBeGreaterThan(0)
    expect(shape.x + width).toBeLessThan(pictureSize.width)
    expect(shape.y + height).toBeLessThan(pictureSize.height)
  }
})

it('writes text that XML would read as its own', () => {
  expect(formatSvg({ ...pictureWords, gitlab: 'a<b>&' })).toContain('>a&lt;b>&amp;</text>')
})

it('fits a terminal of 80 columns, every line of its frames as long', () => {
  const lines = formatPicture()
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80)
  const frames = lines.slice(0, 15).filter((line) => /[│┐┘]$/.test(line) && line.length > 60)
  expect(new Set(frames.map((line) => line.length)).size).toBe(1)
  expect(frames.length).toBe(14)
})
