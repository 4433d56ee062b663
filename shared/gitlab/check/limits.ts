/** How much a check takes, in files and characters: more than a registry has, and no more than is read in time. */
export const checkLimits = { files: 200, fileLength: 256 * 1024, whole: 2 * 1024 * 1024, yaml: 128 * 1024 } as const
