import type { Notice } from '../notice.ts'
import type { AuthRule } from './auth-rules.ts'

/** Whose file a login stands in. */
export type LoginSource = 'docker' | 'podman'

/** A login that a file of this user names; nothing of its secret is in it. */
export interface KnownLogin {
  /** `host` or `host/namespace`. */
  readonly registry: string
  readonly source: LoginSource
  readonly path: string
  /** Null where only the helper that keeps it could tell. */
  readonly user: string | null
  readonly kind: 'password' | 'identity-token' | 'pass'
  /** The helper that keeps it; null for the file itself. */
  readonly helper: string | null
}

/** What the files of this user name, and what kept us from looking further. */
export interface KnownLogins {
  readonly logins: readonly KnownLogin[]
  readonly notices: readonly Notice[]
}

/** A registry whose login is wanted. */
export interface LoginPick {
  readonly registry: string
  /** Null for docker’s file first, then podman’s. */
  readonly source: LoginSource | null
  /** Typed by a person, in the place of what is on file. */
  readonly typed: { readonly user: string; readonly password: string } | null
}

/** How the login of one registry fared. */
export interface LoginVerdict {
  readonly registry: string
  /** The name under which it stands in the value. */
  readonly key: string
  readonly user: string | null
  /** `refused` keeps the whole value from being made. */
  readonly state: 'proven' | 'unproven' | 'refused'
  readonly notice: Notice
  /** The host that a person has to allow; null for none. */
  readonly realm: string | null
}

/** A value of DOCKER_AUTH_CONFIG that the core keeps, and hands over by the calls made for that. */
export interface MadeConfig {
  /** Names the value for those calls; null where a login was refused. */
  readonly id: string | null
  /** The value with dots for its secrets. */
  readonly masked: string
  readonly logins: readonly LoginVerdict[]
  /** What GitLab will do with it; empty where there is none. */
  readonly rules: readonly AuthRule[]
}

/** As what the value is handed over. */
export const handOverForms = ['line', 'config-toml'] as const
export type HandOverForm = (typeof handOverForms)[number]

/** Where GitLab keeps a variable. */
export type VariablePlace =
  | { readonly kind: 'project' | 'group'; readonly path: string }
  | { readonly kind: 'instance' }

/** How the variable is to be kept. */
export interface VariableOrder {
  /** GitLab’s own URL, with its relative root if it has one. */
  readonly gitlab: string
  readonly place: VariablePlace
  /** An access token with the scope `api`. */
  readonly token: string
  readonly visibility: 'visible' | 'masked' | 'hidden'
  readonly protected: boolean
  /** `*` for every environment; an instance knows no other. */
  readonly environment: string
  /** PEM of the authority that signed GitLab’s certificate; null for those of the system. */
  readonly ca: string | null
}
