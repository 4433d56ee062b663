// node put-forever.ts PATH FROM: keeps pulls with increasing numbers until it is killed; prints each number once it is kept.
import { openHistory } from '../../../electron/pulls/history.ts'
import { madePull, madeRequest, mirror } from './made-pulls.ts'

const [path = '', from = '0'] = process.argv.slice(2)
const history = openHistory(path, { retention: { days: 90, megabytes: 256 } })
process.stdout.write('open\n')
for (let number = Number(from); ; number++) {
  const id = String(number)
  history.together(() => {
    history.addRequests(mirror, [{ request: madeRequest({ id, at: number }), pull: id }])
    history.putPulls([{ pull: madePull({ id, at: number }), evidence: [{ at: number, source: 'metrics', text: id }] }])
  })
  process.stdout.write(`${number}\n`)
}
