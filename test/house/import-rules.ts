import { posix } from 'node:path'
import type { Source } from './sources.ts'

/** What the files of a zone may import, beside their own zone. */
interface Rule {
  /** A folder, or a single file where one has rules of its own; the first zone that holds a file is its zone. */
  readonly zone: string
  readonly zones: readonly string[]
  /** npm packages by name; `node:` stands for Node's own modules. */
  readonly packages: readonly string[]
}

const parsers = ['@iarna/toml', 'jsonc-parser', 'yaml']
const reach = ['shared', 'electron/system']
const switching = [...reach, 'electron/engines', 'electron/switching']
// What runs as root by leave of an administrator. What it bundles is looked at by a test of its own.
const helperCode = [...switching, 'electron/helper']

/** Who may import whom. A file in no zone breaks the rule by itself; `test` may import anything. */
const rules: readonly Rule[] = [
  { zone: 'shared', zones: [], packages: [...parsers, 'valibot'] },
  { zone: 'renderer', zones: ['shared'], packages: ['react', 'react-dom'] },
  { zone: 'electron/helper.ts', zones: helperCode, packages: ['node:'] },
  { zone: 'electron/helper', zones: helperCode, packages: ['node:'] },
  { zone: 'electron/system', zones: ['shared'], packages: ['node:', ...parsers] },
  { zone: 'electron/engines', zones: reach, packages: ['node:'] },
  { zone: 'electron/switching', zones: switching, packages: ['node:'] },
  { zone: 'electron/guests', zones: [...reach, 'electron/switching/place.ts'], packages: ['node:'] },
  { zone: 'electron/mirrors', zones: reach, packages: ['node:'] },
  { zone: 'electron/pulls', zones: reach, packages: ['node:'] },
  {
    zone: 'electron/collector',
    zones: [...reach, 'electron/pulls', 'electron/mirrors'],
    packages: ['node:', 'valibot'],
  },
  { zone: 'electron/hosting', zones: [...reach, 'electron/mirrors'], packages: ['node:', 'valibot'] },
  { zone: 'electron/gitlab', zones: reach, packages: ['node:'] },
  {
    zone: 'electron/service',
    zones: [
      ...switching,
      'electron/guests',
      'electron/mirrors',
      'electron/pulls',
      'electron/gitlab',
      'electron/hosting',
    ],
    packages: ['node:', 'valibot'],
  },
  { zone: 'electron/transports/ipc.ts', zones: ['shared', 'electron/transports'], packages: ['node:', 'electron'] },
  { zone: 'electron/transports', zones: ['shared'], packages: ['node:', 'ws', 'valibot'] },
  { zone: 'electron/commands', zones: ['shared'], packages: ['node:'] },
  { zone: 'electron/shell', zones: ['shared', 'electron'], packages: ['node:', 'electron'] },
  { zone: 'electron/main.ts', zones: ['shared', 'electron'], packages: ['node:', 'electron'] },
  { zone: 'electron/preload.ts', zones: ['shared'], packages: ['electron'] },
  { zone: 'electron/serve.ts', zones: ['shared', 'electron'], packages: ['node:'] },
  { zone: 'electron/collect.ts', zones: ['shared', 'electron'], packages: ['node:'] },
  { zone: 'electron/cli.ts', zones: ['shared', 'electron', 'package.json'], packages: ['node:'] },
  { zone: 'build', zones: [], packages: ['node:', '@playwright/test'] },
]

/** Every import in a source that its zone may not have, as `from -> to`. */
export function forbiddenImports({ path, text }: Source): readonly string[] {
  const rule = rules.find(({ zone }) => isIn(path, zone))
  if (rule === undefined) return [`${path} is in no zone`]
  return specifiers(text)
    .filter((specifier) => !allowed(path, specifier, rule))
    .map((specifier) => `${path} -> ${specifier}`)
}

function allowed(path: string, specifier: string, { zone, zones, packages }: Rule): boolean {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    return [zone, ...zones].some((folder) => isIn(target, folder))
  }
  return packages.some((name) =>
    name === 'node:' ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
  )
}

const isIn = (path: string, zone: string): boolean => path === zone || path.startsWith(`${zone}/`)

/** What a source imports, types included: `import … from`, `export … from`, `import '…'` and `import('…')`. */
export function specifiers(text: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const forms = [
    /^\s*(?:import|export)\b[^'"`;()]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g,
  ]
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''))
}
