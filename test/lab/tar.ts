const BLOCK = 512

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`
}

/** A ustar archive of one regular file, the same bytes every time. */
export function tarOf(name: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0)
  header.write(octal(0o644, 8), 100)
  header.write(octal(0, 8), 108) // owner
  header.write(octal(0, 8), 116) // group
  header.write(octal(content.length, 12), 124)
  header.write(octal(0, 12), 136) // time
  header.write('        0', 148) // the checksum counts as spaces; then the type: a file
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)
  return Buffer.concat([header, content, padding, Buffer.alloc(2 * BLOCK)])
}
