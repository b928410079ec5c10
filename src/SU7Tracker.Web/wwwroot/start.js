// What a field for a day says is replaced by what is typed.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".day-field, .day-field input")) {
    setTimeout(() => target.select());
  }
});

// The circuit begins once what the page draws by itself is shown; a page that nobody sees has no frames to wait for. It speaks the language
// of the address and writes numbers as the page does: it is told when it connects.
{
  const { library, framework } = document.currentScript.dataset;
  const run = src => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.setAttribute("autostart", "false");
    script.onload = resolve;
    script.onerror = reject;
    document.body.append(script);
  });
  // A page whose connection fails before it is live has nothing to reconnect: it is loaded again, a few times.
  const key = "failed-starts", mostFailures = 5;
  const hasFailed = () => {
    if (document.querySelector("main[data-live]")) return;
    const times = Number(sessionStorage.getItem(key)) + 1;
    if (times > mostFailures) return;
    sessionStorage.setItem(key, times);
    loadAgain(2 ** times);
  };
  const configureSignalR = hub => {
    if (chosen.size) hub.withUrl(`_blazor?${chosen}`);
    const build = hub.build;
    hub.build = () => {
      const connection = build.call(hub), start = connection.start;
      connection.start = () => start.call(connection).then(
        () => sessionStorage.removeItem(key),
        failure => { hasFailed(); throw failure; });
      connection.onclose(hasFailed);
      return connection;
    };
  };
  const chosen = new URLSearchParams();
  const lang = new URLSearchParams(location.search).get("lang");
  const { numbers } = document.documentElement.dataset;
  if (lang) chosen.set("lang", lang);
  if (numbers) chosen.set("numbers", numbers);
  // Attempts never end: a page that was left open comes back whenever its server does, and at once when somebody looks at it.
  const reconnectionOptions = {
    maxRetries: undefined,
    retryIntervalMilliseconds: tried => tried && 1000 * Math.min(tried, 8) * (0.5 + Math.random()),
  };
  const start = async () => {
    await run(library);
    await run(framework);
    await Blazor.start({ circuit: { reconnectionOptions, configureSignalR } });
  };
  if (document.hidden) start();
  else requestAnimationFrame(() => setTimeout(start));
}
