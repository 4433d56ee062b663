import type { gitlabRunner as english } from './en-gitlab-runner.ts'

/** 這台機器上的 runner 的用語。 */
export const gitlabRunner: typeof english = {
  title: 'Runner',
  about: '這台機器上 gitlab-runner 的 job 從哪裡取得 image。',
  none: '這台機器上找不到 gitlab-runner。',
  noneHint: 'Pullcord 會尋找它的行程、程式與 config.toml。',
  empty: '那裡沒有註冊任何 runner。',
  turnOn: '讓 job 使用 mirror…',
  turnOff: '停止使用…',
  way: { covered: '經過 mirror', bypass: '繞過 mirror', note: '提醒' },
  passes: (count) => `${count} 條路徑繞過 mirror`,
  allCovered: '全部經過 mirror',
  beside: '值得知道',
  snippets: 'Pullcord 不會寫入的地方',
  snippet: {
    'daemon-json': '那些 Docker 所在之處的 /etc/docker/daemon.json',
    'config-map': '叢集的 ConfigMap，放在 job 的 namespace',
    'config-toml': 'config.toml 的 [runners.kubernetes] 之下',
  },
}
