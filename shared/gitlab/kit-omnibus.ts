import { formatEndpoint } from '../registry.ts'
import { pairNames } from './kit-names.ts'
import { portOf, type KitSetup } from './kit-options.ts'

/**
 * Lines for `/etc/gitlab/gitlab.rb` of the Linux package, with a registry of one's own (docs.gitlab.com, container
 * registry administration, “Use an external container registry”). At each reconfigure the package writes `internal_key`
 * to `registry_key_path`.
 */
export function formatOmnibus(setup: KitSetup): string {
  const { key } = pairNames(1)
  const { gitlab, registry, issuer } = setup
  return [
    '# Lines for /etc/gitlab/gitlab.rb; afterwards: gitlab-ctl reconfigure',
    `external_url '${formatEndpoint(gitlab)}'`,
    '',
    '# A registry of one’s own, such as that of compose.registry.yaml',
    "gitlab_rails['registry_enabled'] = true",
    `gitlab_rails['registry_host'] = '${registry.host}'`,
    `gitlab_rails['registry_port'] = '${portOf(registry)}'`,
    "gitlab_rails['registry_api_url'] = 'http://127.0.0.1:5000'",
    `gitlab_rails['registry_issuer'] = '${issuer}'`,
    `# Put ${key} here, root’s alone. The package copies it to registry_key_path for GitLab.`,
    `registry['internal_key'] = File.read('/etc/gitlab/${key}')`,
    "gitlab_rails['registry_key_path'] = '/var/opt/gitlab/gitlab-rails/etc/gitlab-registry.key'",
    '',
    '# Or the registry that the package brings: then it makes a pair of its own, and nothing of this kit',
    '# but the web certificate is needed. Instead of all the above:',
    `# registry_external_url '${formatEndpoint(registry)}'`,
    "# registry_nginx['ssl_certificate'] = '/etc/ssl/registry/fullchain.pem'",
    "# registry_nginx['ssl_certificate_key'] = '/etc/ssl/registry/privkey.pem'",
    '',
  ].join('\n')
}
