// Loads a page again as soon as pages are served; what was chosen is in its address. Until then it stays as it is.
{
  const wait = seconds => new Promise(resolve => setTimeout(resolve, 1000 * seconds));
  const isServed = async () => {
    try {
      return (await fetch("/health/ready?for=reading", { cache: "no-store", signal: AbortSignal.timeout(5000) })).ok;
    } catch {
      return false;
    }
  };
  let loading;
  globalThis.loadAgain = (seconds = 0, load = () => location.reload()) => loading ??= (async () => {
    await wait(seconds);
    // Many pages lose a server at once; they need not all come back in the same second.
    while (!await isServed()) await wait(2 + 2 * Math.random());
    load();
  })();

  // A page that says that there is nothing to be seen for a moment; it may answer a form, which must not be sent again.
  const refusal = document.querySelector("[data-again]");
  if (refusal) {
    refusal.hidden = false;
    globalThis.loadAgain(Number(refusal.dataset.again), () => location.replace(location.pathname + location.search));
  }
}
