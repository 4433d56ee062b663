import { contextBridge, ipcRenderer } from 'electron'

// All that the page is given: that a shell is there, and on its word one MessagePort to main.
// The page hears about neither `ipcRenderer` nor channel names, so it cannot speak to main in any other way.

contextBridge.exposeInMainWorld('pullcordShell', true)

window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source === window && isReady(data)) ipcRenderer.send('pullcord-port')
})

ipcRenderer.on('pullcord-port', ({ ports }) => {
  window.postMessage({ kind: 'pullcord-port' }, location.origin, [...ports])
})

// Main asks after many frames whether this thread still runs; see transports/ipc.ts.
ipcRenderer.on('pullcord-alive', () => ipcRenderer.send('pullcord-alive'))

function isReady(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'pullcord-ready'
}
