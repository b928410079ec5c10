// What was pasted may be larger than a message of a circuit: it is fetched as a stream.
export const text = id => new Blob([document.getElementById(id).value]);

export const listen = (id, page) => {
  const field = document.getElementById(id);
  if (field && !field.dataset.heard) {
    field.dataset.heard = "1";
    field.addEventListener("paste", () => setTimeout(() => page.invokeMethodAsync("PastedAsync")));
  }
};

// How sheets were mapped stays in the browser: it is a habit of who works here, not a fact of the record.
export const recall = name => localStorage.getItem(name);
export const keep = (name, value) => localStorage.setItem(name, value);

export const show = id => {
  const place = document.getElementById(id) ?? document.querySelector("main h1");
  place?.focus();
};

// What is typed of a new source and of a reason is kept in the tab at each key, before the server hears of it.
let typing;
const typed = () => JSON.parse(sessionStorage.getItem(typing) ?? "{}");

document.addEventListener("input", ({ target }) => {
  // The module outlives the page, and fields of other pages are called alike.
  if (typing && target.dataset?.kept && target.closest(".import")) {
    sessionStorage.setItem(typing, JSON.stringify({ ...typed(), [target.dataset.kept]: target.value }));
  }
});

export const recallTyped = name => {
  typing = name;
  return typed();
};
export const forgetTyped = () => sessionStorage.removeItem(typing);
