import type { gitlab as english } from './en-gitlab.ts'

/** GitLab 畫面的用語。 */
export const gitlab: typeof english = {
  title: 'GitLab',
}
