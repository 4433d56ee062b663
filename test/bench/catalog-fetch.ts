// One walk by a loop of fetch that checks nothing, in a process of its own: node catalog-fetch.js URL
import { tellWalk } from './catalog-told.ts'

const began = performance.now()
const names: string[] = []
for (let path: string | null = '/v2/_catalog?n=1000'; path !== null;) {
  const answer: Response = await fetch(new URL(path, process.argv[2]))
  const { repositories } = (await answer.json()) as { readonly repositories: readonly string[] }
  names.push(...repositories)
  path = /<([^>]+)>/.exec(answer.headers.get('link') ?? '')?.[1] ?? null
}
tellWalk(names.length, began)
