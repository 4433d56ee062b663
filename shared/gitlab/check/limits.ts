/**
 * How much a check takes, in files and characters: more than a registry has, and no more than is read in time. `read`
 * counts what files repeat of each other as well, and `merged` the names that merge keys of YAML bring.
 */
export const checkLimits = {
  files: 200,
  fileLength: 256 * 1024,
  whole: 2 * 1024 * 1024,
  yaml: 128 * 1024,
  read: 4 * 1024 * 1024,
  merged: 500_000,
} as const
