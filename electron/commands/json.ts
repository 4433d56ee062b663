import type { EngineStatus, PlanView, Status, SwitchReport } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'

/** The shapes that scripts may rely on: keys may come, none goes. */

/** `pullcord status --json` */
export function statusJson(status: Status): unknown {
  return {
    switch: status.switch,
    strict: status.strict,
    profile: status.profile ?? null,
    policy: policyJson(status),
    engines: status.engines.map(engineJson),
    guests: (status.guests ?? []).map(({ why, ...guest }) => ({ ...guest, why: why.message })),
    mirrors: status.mirrors.map(({ upstream, url, insecure, ca, health, latencyMs, notice }) => ({
      upstream,
      url,
      insecure,
      ca: ca?.sha256 ?? null,
      health,
      latencyMs,
      reason: notice?.message ?? null,
    })),
  }
}

function policyJson({ policy }: Status): unknown {
  if (!policy) return null
  const { note: _, damage, ...rules } = policy
  return { ...rules, damage: damage && damage.message }
}

function engineJson({ notice, notes, found, ...engine }: EngineStatus): unknown {
  return {
    ...engine,
    reason: notice?.message ?? null,
    remedy: notice?.hint ?? null,
    notes: notes.map(({ message }) => message),
    found: found.map(({ message }) => message),
  }
}

/** `pullcord plan on|off --json` */
export function planJson({ changes, reloads, refused, notes }: PlanView): unknown {
  return {
    changes: changes.map(({ engine, ...change }) => ({ ...change, engine: formatKey(engine) })),
    reloads: reloads.map(({ engine, how, stops, consent }) => ({
      engine: engine.id,
      how,
      stops,
      consent: consent?.message ?? null,
    })),
    refused: refused.map(({ engine, path, line, column, notice }) => ({
      engine: formatKey(engine),
      path,
      line,
      column,
      why: notice.message,
      hint: notice.hint,
    })),
    notes: notes.map(({ engine, notice }) => ({ engine: formatKey(engine), message: notice.message })),
  }
}

/** `pullcord on|off --json` */
export function reportJson({ to, changed, engines, status }: SwitchReport): unknown {
  const failed = engines.find(({ failure }) => failure !== null)?.failure
  return {
    ...(failed && { error: errorJson(failed) }),
    to,
    changed,
    engines: engines.map(({ engine, changed: touched, failure, notes }) => ({
      ...engine,
      changed: touched,
      error: failure && errorJson(failure),
      notes: notes.map(({ message }) => message),
    })),
    status: statusJson(status),
  }
}

/** The inside of every `{"error": …}`. */
export function errorJson({ code, message, hint, values }: Notice): unknown {
  return { code, message, hint, path: String(values.path ?? '').startsWith('/') ? values.path : null }
}
