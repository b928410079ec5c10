// Before the first paint: where the address names no theme, the system's is taken, now and when it changes.
// Whoever draws in these colours listens for "themechange" on document.
(() => {
  const root = document.documentElement;
  const chosen = () => new URLSearchParams(location.search).get("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const show = theme => {
    root.dataset.theme = theme;
    document.dispatchEvent(new CustomEvent("themechange", { detail: theme }));
  };
  const apply = () => {
    const theme = ["light", "dark"].includes(chosen()) ? chosen() : system.matches ? "dark" : "light";
    if (root.dataset.theme !== theme) show(theme);
  };
  // Paper is light.
  let before;
  addEventListener("beforeprint", () => { before = root.dataset.theme; if (before === "dark") show("light"); });
  addEventListener("afterprint", () => { if (before === "dark") show(before); });
  apply();
  system.addEventListener("change", apply);
})();
