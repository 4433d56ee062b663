import { containerdEngine } from '../lab/containerd.ts'
import { containerdSuite } from './containerd-suite.ts'

containerdSuite('containerd of this system', await containerdEngine('system'))
