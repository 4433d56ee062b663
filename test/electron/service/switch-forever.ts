// node switch-forever.ts ROOT ENGINE: turns one engine below ROOT on, to other mirrors, back by an undo and off, until it is killed.
import { rootAt } from '../system/root-at.ts'
import { cycle } from './crash-cycle.ts'

const [root = '', engine = ''] = process.argv.slice(2)
for (;;) {
  await cycle(rootAt(root).disk, engine)
  process.stdout.write('.')
}
