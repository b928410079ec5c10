// Sends what a form of this page describes, and shows what comes back. The token stays in its field.
const mostShown = 200_000;
const token = document.getElementById("api-token");

for (const form of document.querySelectorAll("form[data-path]")) {
  let sending = null;
  const find = name => form.querySelector(".api-" + name);
  find("stop").addEventListener("click", () => sending?.abort());
  form.addEventListener("submit", async submitted => {
    submitted.preventDefault();
    sending?.abort();
    const mine = sending = new AbortController();
    const show = text => { if (sending === mine) find("status").textContent = text; };
    find("answer").hidden = find("stop").hidden = false;
    find("body").textContent = find("headers").textContent = "";
    try {
      const url = address(form);
      find("request").firstElementChild.textContent = `${form.dataset.method} ${url}`;
      show(form.dataset.waiting);
      const answer = await fetch(url, { method: form.dataset.method, headers: headers(form), body: body(form), signal: mine.signal, cache: "no-cache" });
      show(`${answer.status} ${answer.statusText}`);
      find("headers").textContent = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
      await read(answer, text => { if (sending === mine) find("body").textContent = text; }, form.dataset.cut);
    } catch (error) {
      if (error.name !== "AbortError") {
        show(`${form.dataset.failed} ${error.message}`);
      } else if (find("status").textContent === form.dataset.waiting) {
        show("");
      }
    } finally {
      if (sending === mine) {
        find("stop").hidden = true;
      }
    }
  });
}

function address(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name || field.name.startsWith(":") || !field.value) {
      continue;
    }
    if (field.dataset.in === "path") {
      path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    } else if (field.dataset.in !== "header") {
      query.set(field.name, field.value);
    }
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

function headers(form) {
  const all = {};
  if (token.value.trim()) {
    all.Authorization = `Bearer ${token.value.trim()}`;
  }
  for (const field of form.querySelectorAll("[data-in=header]")) {
    if (field.value.trim()) {
      all[field.name] = field.value.trim();
    }
  }
  if (form.dataset.type) {
    all["Content-Type"] = form.dataset.type;
  }
  return all;
}

function body(form) {
  if (!form.dataset.type) {
    return undefined;
  }
  return form.elements[":file"].files[0] ?? form.elements[":body"].value;
}

// As it comes, because a stream of events does not end.
async function read(answer, show, cut) {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part; reader && !(part = await reader.read()).done;) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > mostShown) {
      await reader.cancel();
      show(`${text.slice(0, mostShown)}\n\n${cut}`);
      return;
    }
    show(text);
  }
  if (answer.headers.get("Content-Type")?.includes("json")) {
    try {
      show(JSON.stringify(JSON.parse(text), null, 2));
    } catch {
      show(text);
    }
  }
}
