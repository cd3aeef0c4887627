/** Opens what the address names where it is folded up: a case of the exam, or the run that proves a client's verdict. */
function openNamed(): void {
  const named = document.getElementById(location.hash.slice(1));
  const folded = named instanceof HTMLDetailsElement ? named : named?.querySelector('details[data-proof]');
  if (folded instanceof HTMLDetailsElement) folded.open = true;
}

addEventListener('hashchange', openNamed);
openNamed();
