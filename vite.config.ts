import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'

/** What the host provides: Node's modules, with and without `node:`, and Electron. */
const provided = [...builtinModules, /^node:/, /^electron(\/|$)/]

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The entries among `names` that exist, as Rolldown wants them: `{main: '/…/electron/main.ts'}`. */
function entries(...names: readonly string[]): Record<string, string> {
  const found = names.filter((name) => existsSync(here(`electron/${name}.ts`)))
  return Object.fromEntries(found.map((name) => [name, here(`electron/${name}.ts`)]))
}

/** Tells Node that the files beside it are modules: installed, they stand below no package.json of ours. */
const moduleMarker: Plugin = {
  name: 'module-marker',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{"type":"module"}\n' })
  },
}

const ofFaces =
  /\/shared\/sentences-(?:doctor|pulls(?:-\w+)?|hosting|mirrors-speed|policy|profiles|setup|tasks|gitlab-(?:auth|check|kit|runner-jobs))\.ts$/

/** Leaves sentences that no code of root says out of what runs as root; a test asks whether one says them. */
const withoutFaces: Plugin = {
  name: 'without-faces',
  load(id) {
    const [, name] = (ofFaces.test(id) && /^export const (\w+)/m.exec(readFileSync(id, 'utf8'))) || []
    return name === undefined ? null : `export const ${name} = {}`
  },
}

/** Code for Node: everything bundled but Electron and Node itself, so that a package carries no node_modules. */
function nodeBundle(
  outDir: string,
  input: Record<string, string>,
  format: 'es' | 'cjs',
  ...more: readonly Plugin[]
): EnvironmentOptions {
  const extension = format === 'es' ? 'js' : 'cjs'
  return {
    consumer: 'server',
    resolve: { noExternal: true, builtins: provided },
    build: {
      outDir: here(outDir),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input,
        plugins: [...(format === 'es' ? [moduleMarker] : []), ...more],
        external: provided,
        // @iarna/toml looks for util.inspect by eval, inside a try: nothing of ours reaches it.
        onLog: (level, log, handler) => {
          if (log.code !== 'EVAL' || !log.id?.includes('@iarna/toml')) handler(level, log)
        },
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunks/[name]-[hash].${extension}`,
          // A sandboxed preload can load no other file of ours: it must be one.
          ...(format === 'cjs' && { codeSplitting: false }),
        },
      },
    },
  }
}

const bundles: Record<string, EnvironmentOptions> = {
  node: nodeBundle('dist/node', entries('main', 'cli', 'serve'), 'es'),
  // On its own, so that the file run as root shares no chunk with the rest.
  helper: nodeBundle('dist/helper', entries('helper'), 'es', withoutFaces),
  preload: nodeBundle('dist/preload', entries('preload'), 'cjs'),
}

const hasInput = (bundle: EnvironmentOptions): boolean =>
  Object.keys(bundle.build?.rolldownOptions?.input ?? {}).length > 0

const hasPage = existsSync(here('renderer/index.html'))

export default defineConfig({
  root: here('renderer'),
  base: './',
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: here('dist/client'),
        emptyOutDir: true,
        target: 'chrome154',
        modulePreload: { polyfill: false },
        // The content security policy allows no inline script, style or font.
        assetsInlineLimit: 0,
      },
    },
    ...Object.fromEntries(Object.entries(bundles).filter(([, bundle]) => hasInput(bundle))),
  },
  builder: {
    async buildApp(builder) {
      for (const [name, environment] of Object.entries(builder.environments)) {
        if (name === 'ssr' || (name === 'client' && !hasPage)) continue
        await builder.build(environment)
      }
    },
  },
})
