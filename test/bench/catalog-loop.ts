// One walk by a loop on one connection of node:http that checks nothing, in a process of its own: node catalog-loop.js URL
import { Agent, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { tellWalk } from './catalog-told.ts'

const began = performance.now()
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const names: string[] = []
for (let path: string | null = '/v2/_catalog?n=1000'; path !== null;) {
  const url = new URL(path, process.argv[2])
  const answer = await new Promise<IncomingMessage>((resolve) => get(url, { agent }, resolve))
  const { repositories } = JSON.parse(await text(answer)) as { readonly repositories: readonly string[] }
  names.push(...repositories)
  path = /<([^>]+)>/.exec(String(answer.headers.link ?? ''))?.[1] ?? null
}
agent.destroy()
tellWalk(names.length, began)
