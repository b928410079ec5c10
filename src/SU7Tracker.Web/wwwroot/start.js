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
  const chosen = new URLSearchParams();
  const lang = new URLSearchParams(location.search).get("lang");
  const { numbers } = document.documentElement.dataset;
  if (lang) chosen.set("lang", lang);
  if (numbers) chosen.set("numbers", numbers);
  const start = async () => {
    await run(library);
    await run(framework);
    await Blazor.start({ circuit: { configureSignalR: hub => { if (chosen.size) hub.withUrl(`_blazor?${chosen}`); } } });
  };
  if (document.hidden) start();
  else requestAnimationFrame(() => setTimeout(start));
}
