const oldest = [20, 19];

/** Ends the process with one plain sentence when this Node is older than the product runs on. */
export function requireSupportedNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  console.error(
    `Vitalmed Turnos needs Node.js ${oldest.join('.')} or newer, and this is ${process.version}.\n` +
      'Install a current one from https://nodejs.org and run the same command again.',
  );
  process.exit(1);
}
