import { containerdEngine } from '../lab/containerd.ts'
import { containerdSuite } from './containerd-suite.ts'

containerdSuite('containerd of Debian sid', await containerdEngine('sid'))
