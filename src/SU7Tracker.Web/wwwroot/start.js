// The circuit speaks the language of the address: it is told when it connects.
{
  const lang = new URLSearchParams(location.search).get("lang");
  Blazor.start({
    circuit: { configureSignalR: hub => { if (lang) hub.withUrl(`_blazor?lang=${encodeURIComponent(lang)}`); } },
  });
}
