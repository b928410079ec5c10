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
