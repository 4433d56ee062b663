import { contextBridge, ipcRenderer } from 'electron'

// All that the page is given: that a shell is there, and one MessagePort to main for each load.
// The page hears about neither `ipcRenderer` nor channel names, so it cannot speak to main in any other way.

contextBridge.exposeInMainWorld('pullcordShell', true)

// A page is ready once its deferred scripts, and so its listener, have run: that is what this event waits for.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('pullcord-port'))

ipcRenderer.on('pullcord-port', ({ ports }) => {
  window.postMessage({ kind: 'pullcord-port' }, location.origin, [...ports])
})

ipcRenderer.on('pullcord-link', (_event, link: unknown) => {
  window.postMessage({ kind: 'pullcord-link', link }, location.origin)
})

// Main asks after many frames whether this thread still runs; see transports/ipc.ts.
ipcRenderer.on('pullcord-alive', () => ipcRenderer.send('pullcord-alive'))
