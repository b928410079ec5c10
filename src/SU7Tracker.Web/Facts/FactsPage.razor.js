// What is typed is kept in the tab until it is saved, at each key and before the server hears of it, so that neither a lost connection
// nor a restarted server nor a reload takes it.
let at, kept;
const store = () => sessionStorage.setItem(at, JSON.stringify(kept));

document.addEventListener("input", ({ target }) => {
  if (kept && target.dataset?.kept) {
    kept.Values[target.dataset.kept] = target.value;
    store();
  }
});

export const begin = (name, text) => {
  [at, kept] = [name, JSON.parse(text)];
};
// What the server knows may be a few keys old.
export const keep = (name, text) => {
  begin(name, text);
  document.querySelectorAll("[data-kept]").forEach(field => { kept.Values[field.dataset.kept] = field.value; });
  store();
};
export const recall = name => sessionStorage.getItem(name);
export const forget = name => sessionStorage.removeItem(name);
export const show = id => {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
};
