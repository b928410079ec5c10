// What is chosen before the page is alive would be lost; it is chosen again once it is.
(() => {
  let chosen;
  const note = ({ target }) => { chosen = target; };
  document.addEventListener("change", note);
  new MutationObserver((_, watch) => {
    if (!document.querySelector("main[data-live]")) {
      return;
    }
    watch.disconnect();
    document.removeEventListener("change", note);
    const field = chosen?.name && document.getElementsByName(chosen.name)[0];
    if (field && field.value !== chosen.value) {
      field.value = chosen.value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-live"] });
})();
