// node race-forever.ts ROOT: turns docker below ROOT to and fro, whatever comes of it, until its input ends; then
// tells in one line of JSON when it was at writing.
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'
import { rootAt } from '../system/root-at.ts'
import { timed, type Span } from './race-times.ts'

const [root = ''] = process.argv.slice(2)
const spans: Span[] = []
const place = workplace(timed(rootAt(root).disk, spans), 'docker@20.10', null, 'system')
const state = { ended: false }
process.stdin.on('end', () => (state.ended = true)).resume()
process.stdout.write('.\n')
while (!state.ended) {
  await turn(place, 'on', settingsWith(mirrorsOf(['docker.io=http://one:5000'])))
  await turn(place, 'off', settingsWith([]))
}
process.stdout.write(`${JSON.stringify(spans)}\n`)
