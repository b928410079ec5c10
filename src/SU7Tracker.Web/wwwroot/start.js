// The circuit speaks the language of the address and writes numbers as the page does: it is told when it connects.
{
  const chosen = new URLSearchParams();
  const lang = new URLSearchParams(location.search).get("lang");
  const { numbers } = document.documentElement.dataset;
  if (lang) chosen.set("lang", lang);
  if (numbers) chosen.set("numbers", numbers);
  Blazor.start({ circuit: { configureSignalR: hub => { if (chosen.size) hub.withUrl(`_blazor?${chosen}`); } } });
}
