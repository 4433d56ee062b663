import { readFileSync } from 'node:fs'

/** One case of a golden file: what is asked for, and the text before and after it. */
export interface Golden {
  readonly name: string
  /** The words of the line below the name. */
  readonly asked: readonly string[]
  readonly before: string
  readonly after: string
}

/**
 * Reads the cases of a golden file. A case is `=== name`, a line with what is asked for, `--- before` and
 * `--- after`. In texts `→` stands for a tab, `␍` for a carriage return, and `␄` ends a text without a newline.
 */
export function readGolden(name: string): readonly Golden[] {
  const [, ...cases] = readFileSync(new URL(name, import.meta.url), 'utf8').split(/^=== /m)
  return cases.map((text) => {
    const [head = '', before = '', after = ''] = text.split(/^--- (?:before|after)\n/m)
    const [title = '', asked = ''] = head.split('\n')
    return { name: title, asked: asked.split(' ').filter((word) => word !== ''), before: plain(before), after: plain(after) }
  })
}

function plain(text: string): string {
  return text.replace(/\n(?=$|\n$)/, '\n').replaceAll('→', '\t').replaceAll('␍', '\r').replace(/␄\n*$/, '')
}
