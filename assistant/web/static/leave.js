// Leave at once, with no help from the server: hide everything, empty the page, then go elsewhere in the same place of
// the history, so that "back" does not return here. This file is loaded first and needs no other.
(() => {
  "use strict";

  const WITHIN = 3000; // milliseconds between the two presses of Escape
  let escapeAt = -Infinity;

  const leave = () => {
    const target = document.getElementById("leave").href;
    document.documentElement.style.setProperty("display", "none", "important");
    for (const box of document.querySelectorAll("textarea, input")) box.value = "";
    document.title = "";
    document.body.replaceChildren();
    window.location.replace(target);
  };

  const isLeave = (event) => event.target instanceof Element && event.target.closest("#leave");

  document.addEventListener(
    "click",
    (event) => {
      if (!isLeave(event)) return;
      event.preventDefault();
      leave();
    },
    true,
  );

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === " " && isLeave(event)) {
        event.preventDefault();
        leave();
      } else if (event.key === "Escape" && !event.repeat) {
        if (event.timeStamp - escapeAt < WITHIN) return leave();
        escapeAt = event.timeStamp;
        const status = document.getElementById("say");
        if (status) status.textContent = document.getElementById("leave").dataset.once;
      } else {
        escapeAt = -Infinity;
      }
    },
    true,
  );

  // A browser may bring a left page back whole: never show what was on it.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
