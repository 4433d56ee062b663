import { expect, test } from 'vitest'
import { isGitlabRb, readGitlabRb } from '../../../../shared/gitlab/check/gitlab-rb.ts'

test.each([
  ["external_url 'https://g'", 'external_url', 'https://g'],
  ['external_url = "https://g"', 'external_url', 'https://g'],
  ["registry_external_url 'https://r:5050' # here", 'registry_external_url', 'https://r:5050'],
  [`gitlab_rails["registry_issuer"] = "a'b"`, "gitlab_rails['registry_issuer']", "a'b"],
  ["registry['enable']=false", "registry['enable']", 'false'],
  ["registry_nginx['listen_port'] = 5005", "registry_nginx['listen_port']", '5005'],
])('%s', (line, name, value) => {
  const found = readGitlabRb('gitlab.rb', `# comment\n${line}\n`)
  expect([...found.values()]).toEqual([{ name, value, place: 'gitlab.rb:2' }])
  expect(isGitlabRb(line)).toBe(true)
})

test('what is commented, computed or something else is not seen', () => {
  const text = "# external_url 'a'\nexternal_url ENV['X']\nputs 'x'\nregistry['x'] == 'y'\n"
  expect(readGitlabRb('gitlab.rb', text).size).toBe(0)
})
