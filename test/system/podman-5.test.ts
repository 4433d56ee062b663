import { podmanEngine } from '../lab/podman-engines.ts'
import { podmanSuite } from './podman-suite.ts'

podmanSuite('podman 5 of trixie', await podmanEngine('trixie', 5))
podmanSuite('podman 5 of sid', await podmanEngine('sid', 5))
