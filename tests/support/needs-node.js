// Plain JavaScript for the oldest Node around, since it is there to say that this Node is too old for the rest.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
const npmMajor = Number(/npm\/(\d+)/.exec(process.env.npm_config_user_agent || '')?.[1] || 99);

function sayWhatToDo() {
  if (npmMajor < 7)
    return `npm ${npmMajor} is too old for this lock file: run "npm install --global npm@latest", then "npm ci".`;
  if (!existsSync('node_modules/astro')) return 'The dependencies are not installed yet: run "npm ci" first.';
  if (major < 22 || (major === 22 && minor < 12)) {
    return `This site needs Node 22.12 or newer and found ${process.versions.node}: run "npm ci" again, without --ignore-scripts, since it brings a newer Node along.`;
  }
  return undefined;
}

const sentence = sayWhatToDo();
if (sentence) {
  console.error(sentence);
  process.exit(1);
}
