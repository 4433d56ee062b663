/** How much a check takes: more files than a registry has, and none so long. */
export const checkLimits = { files: 200, fileLength: 256 * 1024 } as const
