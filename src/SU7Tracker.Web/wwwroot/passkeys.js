// Makes a passkey, or signs in with one, and puts what the browser answers into the form that asked.
const asked = { create: "creation", get: "request" };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async event => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const error = form.parentElement.querySelector("[data-passkey-error]");
    error.hidden = true;
    try {
      const verb = form.dataset.passkey;
      const response = await fetch(`/account/passkeys/${asked[verb]}`, {
        method: "POST",
        body: new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value }),
      });
      if (!response.ok) throw new Error(response.statusText);
      const json = await response.json();
      const credential = verb === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) });
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      error.hidden = false;
    }
  });
}
