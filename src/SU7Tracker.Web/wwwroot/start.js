// What a field for a day says is replaced by what is typed.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".day-field, .day-field input")) {
    setTimeout(() => target.select());
  }
});

// The circuit speaks the language of the address: it is told when it connects.
{
  const lang = new URLSearchParams(location.search).get("lang");
  Blazor.start({
    circuit: { configureSignalR: hub => { if (lang) hub.withUrl(`_blazor?lang=${encodeURIComponent(lang)}`); } },
  });
}
