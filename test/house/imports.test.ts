import { describe, expect, test } from 'vitest'
import { forbiddenImports, specifiers } from './import-rules.ts'
import { sources } from './sources.ts'

describe('who may import whom', () => {
  test('the sources keep to the table', () => {
    const found = sources(/^(electron|renderer|shared|build)\/.*\.(ts|tsx|mjs)$/).flatMap(forbiddenImports)
    expect(found).toEqual([])
  })

  test.each([
    ['shared/plan.ts', "import { readFile } from 'node:fs/promises'"],
    ['shared/plan.ts', "import type { System } from '../electron/system/system.ts'"],
    ['renderer/main.tsx', "import { app } from 'electron'"],
    ['renderer/main.tsx', "import { apply } from '../electron/system/apply.ts'"],
    ['electron/engines/podman.ts', "import { health } from '../mirrors/health.ts'"],
    ['electron/switching/switch.ts', "export { Tray } from 'electron'"],
    ['electron/commands/on.ts', "const { service } = await import('../service/service.ts')"],
    ['electron/transports/http.ts', "import { service } from '../service/service.ts'"],
    ['electron/preload.ts', "import { join } from 'node:path'"],
    ['electron/other.ts', ''],
  ])('%s may not: %s', (path, text) => {
    expect(forbiddenImports({ path, text })).toHaveLength(1)
  })

  test.each([
    ['shared/codecs/toml.ts', "import { parse } from '@iarna/toml'"],
    ['renderer/main.tsx', "import { createRoot } from 'react-dom/client'"],
    ['electron/transports/ipc.ts', "import { ipcMain } from 'electron'"],
    ['electron/engines/docker.ts', "import { docker } from '../../shared/engines/docker.ts'"],
    ['electron/engines/docker.ts', "import { info } from './docker/info.ts'"],
  ])('%s may: %s', (path, text) => {
    expect(forbiddenImports({ path, text })).toEqual([])
  })

  test('an import over several lines is seen, one in a comment is not', () => {
    const text =
      "import {\n  a,\n  type B,\n} from './a.ts'\n// import c from './c.ts'\n/* import './d.ts' */\nimport './e.css'\n"
    expect(specifiers(text)).toEqual(['./a.ts', './e.css'])
  })
})
