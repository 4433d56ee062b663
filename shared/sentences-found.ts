/** By what an engine was found. */
export const foundSentences = {
  'engine-hangs': [
    '{engine} did not answer within {seconds} s.',
    'See whether it still works; the others were not held up.',
  ],
  'found-program': ['The program {path}.', ''],
  'found-process': ['It runs as process {pid}.', ''],
  'found-files': ['The directory {path}.', ''],
  'found-file': ['The file {path}.', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
