/** Where few pulls begin, until somebody says otherwise. */
export const usualThreshold = 20

/** How many pulls of the quota are few, as it was typed; null for what settings would refuse. */
export function parseThreshold(text: string): number | null {
  const value = /^\s*\d{1,7}\s*$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= 1_000_000 ? value : null
}
