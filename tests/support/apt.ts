import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether this is Debian or a child of it, and we may install. */
export function canUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages; another apt at work or a slow mirror gets three chances. */
export function aptInstall(packages: readonly string[]): boolean {
  console.log(`Installing ${packages.join(', ')} ...`);
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    if (apt('update') && apt('install', '--yes', '--no-install-recommends', ...packages)) return true;
  }
  return false;
}

function apt(...args: readonly string[]): boolean {
  const patience = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3', '-o', 'Acquire::http::Timeout=30'];
  const { status } = spawnSync('apt-get', ['-qq', ...patience, ...args], {
    // What apt prints is long and matters only when it fails; then its errors are enough.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  });
  return status === 0;
}
