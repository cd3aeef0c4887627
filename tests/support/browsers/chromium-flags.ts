const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The flags that Chromium gets in every test; its sandbox does not work for root. */
export function chromiumFlags(): string[] {
  return process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS;
}
