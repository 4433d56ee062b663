import { networkInterfaces } from 'node:os'
import * as v from 'valibot'
import type { Proof } from '../../shared/contract.ts'
import { formatKey, type EngineKey } from '../../shared/engine.ts'
import { digestOf } from '../system/digest.ts'
import { stateDirectory, type Disk } from '../system/system.ts'
import type { Survey } from '../switching/survey.ts'

// A proof says how things were; after a day nobody should rely on it.
const validMs = 24 * 60 * 60 * 1000

const proofsShape = v.record(
  v.string(),
  v.object({
    fingerprint: v.string(),
    proof: v.object({ image: v.string(), at: v.string(), mirror: v.string(), evidence: v.array(v.string()) }),
  }),
)

type Proofs = v.InferOutput<typeof proofsShape>

function pathOf(disk: Disk): string {
  return `${stateDirectory('user', disk.places)}/proofs.json`
}

async function load(disk: Disk): Promise<Proofs> {
  const text = await disk.load(pathOf(disk)).catch(() => null)
  const parsed = v.safeParse(proofsShape, text === null ? {} : tryJson(text))
  return parsed.success ? parsed.output : {}
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

// What a proof depends on: the engine, every byte of its files, and the network that we are in.
function fingerprint({ facts, look }: Survey): string {
  const files = [...look.files.files].map(([path, state]) => [path, state.kind === 'text' ? state.digest : state.kind])
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).filter(({ internal }) => !internal).map(({ cidr }) => cidr),
  )
  return digestOf(JSON.stringify([facts.version?.text, files.toSorted(byText), addresses.toSorted(byText)]))
}

/** Keeps a proof until anything that it depends on changes. */
export async function keepProof(found: Survey, proof: Proof, disk: Disk): Promise<void> {
  const proofs = { ...(await load(disk)), [formatKey(found.key)]: { fingerprint: fingerprint(found), proof } }
  await disk.store(pathOf(disk), `${JSON.stringify(proofs, null, 2)}\n`, 0o600)
}

/** The proofs that still hold. */
export async function validProofs(found: readonly Survey[], disk: Disk): Promise<(key: EngineKey) => Proof | null> {
  const proofs = await load(disk)
  return (key) => {
    const kept = proofs[formatKey(key)]
    const survey = found.find((one) => formatKey(one.key) === formatKey(key))
    if (!kept || !survey || kept.fingerprint !== fingerprint(survey)) return null
    return Date.now() - Date.parse(kept.proof.at) < validMs ? kept.proof : null
  }
}
