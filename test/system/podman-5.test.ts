import { rounds } from '../runs.ts'
import { podmanEngine } from '../lab/podman-engines.ts'
import { podmanSuite } from './podman-suite.ts'

// They differ little: in the short form the older one is switched alone.
podmanSuite('podman 5 of trixie', await podmanEngine('trixie', 5), rounds(1, 5))
podmanSuite('podman 5 of sid', await podmanEngine('sid', 5))
