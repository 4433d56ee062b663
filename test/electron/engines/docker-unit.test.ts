import { expect, test } from 'vitest'
import { unitFlags } from '../../../electron/engines/docker-unit.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'

const unit = '[Service]\nExecStart=/usr/sbin/dockerd -H fd:// $DOCKER_OPTS\n'
const mirror = '--registry-mirror=http://m.lan:5000'

test.each([
  ['nothing is installed', {}, []],
  ['a unit', { '/lib/systemd/system/docker.service': unit }, ['/usr/sbin/dockerd', '-H', 'fd://']],
  [
    'options of Debian, which its unit reads',
    {
      '/lib/systemd/system/docker.service': unit,
      '/etc/default/docker': `# DOCKER_OPTS="--dns 8.8.8.8"\nDOCKER_OPTS="${mirror} --debug"\n`,
    },
    ['/usr/sbin/dockerd', '-H', 'fd://', mirror, '--debug'],
  ],
  ['options without a unit', { '/etc/default/docker': `DOCKER_OPTS='${mirror}'` }, [mirror]],
  [
    'a drop-in that starts it otherwise, over two lines',
    {
      '/lib/systemd/system/docker.service': unit,
      '/etc/systemd/system/docker.service.d/10-own.conf': `[Service]\nExecStart=\nExecStart=dockerd \\\n  ${mirror}\n`,
    },
    ['dockerd', mirror],
  ],
])('%s', async (_, texts, flags) => {
  expect(await unitFlags(memoryDisk(texts as Record<string, string>))).toEqual(flags)
})
