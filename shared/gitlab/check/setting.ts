/** One setting, and where it was found. */
export interface Setting {
  /** As a person would search for it: `GITLAB_REGISTRY_ISSUER`, `auth.token.issuer`, `gitlab_rails['registry_issuer']`. */
  readonly name: string
  readonly value: string
  /** `compose.yaml:14`; empty for a default that nobody wrote. */
  readonly place: string
  /** It uses a variable that is set nowhere here; what it really holds is not known. */
  readonly isUnset?: boolean
}

/** What a finding about a setting points at. */
export function subjectOf({ place, name }: Setting): string {
  return place === '' ? name : `${place} ${name}`
}

/** Whether a setting says yes, in the spellings of YAML, Ruby and shell scripts. */
export function isYes(setting: Setting | null): boolean {
  return /^(?:true|yes|on|1)$/i.test(setting?.value ?? '')
}

/** What a setting holds; null where that is not known, or nothing. */
export function said(setting: Setting | null): string | null {
  return setting === null || setting.isUnset === true || setting.value === '' ? null : setting.value
}
