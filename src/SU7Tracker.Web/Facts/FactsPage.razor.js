// What is typed is kept in the tab until it is saved, so that neither a lost connection nor a reload takes it.
export const keep = (name, text) => sessionStorage.setItem(name, text);
export const recall = name => sessionStorage.getItem(name);
export const forget = name => sessionStorage.removeItem(name);
export const show = id => {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
};
