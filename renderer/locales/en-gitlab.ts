/** The words of the view for GitLab. */
export const gitlab = {
  title: 'GitLab',
}
