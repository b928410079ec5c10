// What is typed is kept in the tab until it is saved, so that neither a lost connection nor a reload takes it.
export const keep = (name, text) => sessionStorage.setItem(name, text);
export const recall = name => sessionStorage.getItem(name);
export const forget = name => sessionStorage.removeItem(name);
export const show = id => {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
};

// A list takes the cursor back when the server has heard of the choice. Who types in another field by then is not to find the words in this one.
function focusUnlessTyping(options) {
  const active = document.activeElement;
  if (active === this || !active?.matches("input, textarea")) {
    HTMLElement.prototype.focus.call(this, options);
  }
}

// What such a field says is replaced by what is typed. The list's own way selects it a round trip late, and the first letters with it.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".mud-select input")) {
    target.focus = focusUnlessTyping;
    if (target.matches("[role=combobox]")) {
      target.select();
    }
  }
});
