import { expect, test } from 'vitest'
import { formatWebUrl, parseWebUrl } from '../../../../shared/gitlab/check/web-url.ts'

test.each([
  ['https://R.example.com', 'https://r.example.com'],
  ['https://r:443/', 'https://r'],
  ['http://r:443/x/', 'http://r:443/x'],
  ['HTTP://[::1]:5000', 'http://[::1]:5000'],
  ['http://docker_registry:5000', 'http://docker_registry:5000'],
])('%s is %s', (text, same) => {
  const url = parseWebUrl(text)
  expect(url && formatWebUrl(url)).toBe(same)
})

test.each([
  '',
  'r:5000',
  'ftp://r',
  'https://',
  'https://me:secret@r',
  'https://r:0',
  'https://r:70000',
  'https://r/?a',
  'https://a b',
])('%j is none', (text) => {
  expect(parseWebUrl(text)).toBeNull()
})
