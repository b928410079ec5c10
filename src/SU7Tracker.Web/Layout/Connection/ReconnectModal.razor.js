// The server no longer has what the page shows, or another one answers: what was chosen is in the address.
const state = document.getElementById("components-reconnect-modal");
state.addEventListener("components-reconnect-state-changed", ({ detail }) => {
    if (detail.state === "rejected") {
        globalThis.loadAgain();
    } else if (detail.state === "hide") {
        // An attempt that failed half way has said that the page has stopped.
        document.getElementById("blazor-error-ui").style.display = "";
    }
});

document.getElementById("components-resume-button").addEventListener("click", async () => {
    try {
        if (!await Blazor.resumeCircuit()) {
            globalThis.loadAgain();
        }
    } catch {
        state.classList.replace("components-reconnect-paused", "components-reconnect-resume-failed");
    }
});
