// Runs inside a lab machine: prints a line for every change of its network.
import { watchNetwork } from '../../electron/service/network-watch.ts'
import { realProcesses } from '../../electron/system/real-processes.ts'

watchNetwork(realProcesses, () => console.log('changed'), new AbortController().signal)
setInterval(() => undefined, 60_000)
console.log('watching')
