// node put-some.ts PATH NAME COUNT: keeps some pulls one by one, each with a name of its own.
import { openHistory } from '../../../electron/pulls/history.ts'
import { madePull, put } from './made-pulls.ts'

const [path = '', name = '', count = '0'] = process.argv.slice(2)
const history = openHistory(path)
for (let number = 0; number < Number(count); number++) put(history, madePull({ id: `${name}${number}`, at: number }))
history.close()
