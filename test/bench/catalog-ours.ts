// One walk by our walker, in a process of its own: node catalog-ours.js URL
import { walkCatalog } from '../../electron/mirrors/catalog-walk.ts'
import { makeMirror } from '../../shared/registry.ts'
import { tellWalk } from './catalog-told.ts'

const mirror = makeMirror('docker.io', process.argv[2] ?? '')
if (!mirror.ok) throw new Error(mirror.notice.message)
const began = performance.now()
const { count, isComplete } = await walkCatalog(mirror.value, {
  signal: new AbortController().signal,
  onProgress: () => undefined,
})
tellWalk(isComplete ? count : -1, began)
