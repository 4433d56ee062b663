import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Blank</title>
    <script type="module" src="./main.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>
`

const script = `import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
createRoot(document.querySelector('#root')).render(createElement('h1', null, 'Blank'))
`

/** A React page that says one word. */
export interface BlankPage {
  readonly folder: string
  remove(): void
}

/** Builds one with the same Vite, React and target as the window. */
export async function buildBlankPage(): Promise<BlankPage> {
  const root = mkdtempSync(join(tmpdir(), 'pullcord-blank-'))
  writeFileSync(join(root, 'index.html'), page)
  writeFileSync(join(root, 'main.js'), script)
  const packages = (name: string): string => fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url))
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    resolve: { alias: { react: packages('react'), 'react-dom': packages('react-dom') } },
    build: { target: 'chrome154', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  })
  return { folder: join(root, 'dist'), remove: () => rmSync(root, { recursive: true, force: true }) }
}
