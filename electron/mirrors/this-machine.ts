const names: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** Whether an image of this platform, `linux/arm64/v8`, runs on this machine. */
export function isOfThisMachine(platform: string | null): boolean {
  return platform !== null && `${platform}/`.startsWith(`linux/${names[process.arch] ?? process.arch}/`)
}
