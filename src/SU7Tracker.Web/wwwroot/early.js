// What is chosen and opened before the page is alive would be lost; it is chosen and opened again once it is.
(() => {
  let chosen, opened;
  const note = ({ target }) => { chosen = target; };
  const noteOpened = ({ target, newState }) => { opened = newState === "open" ? target.id : target.id === opened ? undefined : opened; };
  document.addEventListener("change", note);
  document.addEventListener("toggle", noteOpened, true);
  new MutationObserver((_, watch) => {
    if (!document.querySelector("main[data-live]")) {
      return;
    }
    watch.disconnect();
    document.removeEventListener("change", note);
    document.removeEventListener("toggle", noteOpened, true);
    const panel = opened && document.getElementById(opened);
    if (panel?.popover && !panel.matches(":popover-open")) {
      panel.showPopover();
    }
    const field = chosen?.name && document.getElementsByName(chosen.name)[0];
    if (field && field.value !== chosen.value) {
      field.value = chosen.value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-live"] });
})();
