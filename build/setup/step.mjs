import { spawn } from 'node:child_process'

const tailLines = 40

/** Whether a step redraws its line each second (a terminal) or speaks every 20 seconds (a log). */
const live = process.stderr.isTTY

/**
 * Runs one long step: a line on stderr says what is happening and for how long; its output shows only if it fails.
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv, readonly timeoutMs?: number }} [options]
 * @returns {Promise<void>} rejects with an error that carries the end of the output
 */
export function step(title, command, args, options = {}) {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  const say = (/** @type {string} */ mark) => {
    process.stderr.write(live ? `\r\u001b[K${mark} ${title} (${seconds()})` : `${mark} ${title} (${seconds()})\n`)
  }
  say('…')
  const ticking = setInterval(() => say('…'), live ? 1000 : 20_000)
  /** @type {Buffer[]} */
  const output = []

  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      ...(options.env && { env: options.env }),
      ...(options.timeoutMs !== undefined && { timeout: options.timeoutMs }),
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file there
      shell: process.platform === 'win32',
    })
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    const finish = (/** @type {string | null} */ failure) => {
      clearInterval(ticking)
      say(failure === null ? '✓' : '✗')
      if (live) process.stderr.write('\n')
      if (failure === null) return resolve()
      const tail = Buffer.concat(output).toString().trimEnd().split('\n').slice(-tailLines).join('\n')
      reject(new Error(`${title}: ${failure}${tail && `\n${tail}`}`))
    }
    child.once('error', (error) => finish(error.message))
    child.once('close', (code, signal) => finish(code === 0 ? null : `ended with ${signal ?? `code ${code}`}`))
  })
}

/**
 * Runs a program that has the terminal to itself.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 and more for a signal, as shells have it
 */
export function handOver(command, args, options = {}) {
  // Ctrl-C reaches the program as well, and it is the program that decides what it means.
  const ignore = () => {}
  process.on('SIGINT', ignore)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' })
    const pass = () => child.kill('SIGTERM')
    process.on('SIGTERM', pass)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', ignore)
      process.off('SIGTERM', pass)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}
