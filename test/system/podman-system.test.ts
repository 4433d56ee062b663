import { podmanEngine } from '../lab/podman-engines.ts'
import { podmanSuite } from './podman-suite.ts'

podmanSuite('podman of this system', await podmanEngine('system'))
