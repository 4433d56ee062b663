import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { formatWord, parseWord } from '../../../electron/guests/words.ts'
import { randomFrom } from '../../random.ts'
import { propertyLimit, runs } from '../../runs.ts'

test.each([
  ['/etc/docker', ':/etc/docker'],
  ['', '='],
  ['-', ':-'],
  ['a b', '=YSBi'],
  ['$(id)', '=JChpZCk='],
  [null, '-'],
])('%j is spelled %s', (word, spelled) => {
  expect(formatWord(word)).toBe(spelled)
})

test('any bytes come back, on one line and in one word', propertyLimit, () => {
  const random = randomFrom(3)
  for (let run = 0; run < runs; run++) {
    const bytes = Buffer.from(Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256)))
    const spelled = formatWord(random() < 0.5 ? bytes : bytes.toString('utf8'))
    expect(spelled).toMatch(/^[:=]?[A-Za-z0-9/._:+@%,=-]*$/)
    expect([bytes.toString('hex'), Buffer.from(bytes.toString('utf8')).toString('hex')]).toContain(
      parseWord(spelled)?.toString('hex'),
    )
  }
  expect(parseWord('-')).toBeNull()
})
