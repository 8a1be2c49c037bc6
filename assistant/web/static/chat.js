// Keeps the conversation in the page, and only there: Gradio shows the latest turn, earlier ones are moved above it.
// Tells screen readers when an answer is whole, once, and without its source numbers.
(() => {
  "use strict";

  const status = document.getElementById("say");
  const words = status.dataset;
  let held = null; // a copy of the latest whole turn, to stand above the next one
  let current = null; // id of the turn on show
  let announced = null;

  const say = (text) => {
    status.textContent = "";
    setTimeout(() => (status.textContent = text), 60); // a change is announced, a repetition is not
  };

  const spoken = (turn) => {
    const parts = [...turn.querySelectorAll("[data-say]")].map((part) => {
      const copy = part.cloneNode(true);
      for (const mark of copy.querySelectorAll(".mark")) mark.remove();
      return copy.textContent.trim();
    });
    return [...parts, turn.dataset.after].filter(Boolean).join(" ");
  };

  const show = (turn) => {
    if (window.matchMedia("(pointer: coarse)").matches) document.activeElement?.blur(); // the phone's keyboard makes room
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    turn.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  };

  const keep = () => {
    const earlier = document.getElementById("earlier");
    if (held && earlier && !held.querySelector(".problem")) earlier.append(held);
    held = null;
  };

  const look = () => {
    const turn = document.querySelector("#latest article.turn");
    const id = turn ? turn.dataset.turn : null;
    if (id !== current) {
      if (turn) keep();
      current = id;
      if (turn) show(turn);
    }
    if (turn && turn.hasAttribute("data-done") && announced !== id) {
      announced = id;
      held = turn.cloneNode(true);
      say(spoken(turn));
    }
  };

  const clear = () => {
    held = null;
    document.getElementById("earlier").replaceChildren();
    say(words.cleared);
    document.querySelector("#question textarea").focus();
  };

  const openSource = (mark) => {
    const card = document.getElementById(mark.hash.slice(1));
    if (!card) return;
    card.querySelector("details").open = true;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const mark = target?.closest("a.mark");
    if (mark) {
      event.preventDefault(); // no new entry in the browser's history
      openSource(mark);
    } else if (target?.closest("#clear")) {
      clear();
    } else if (target?.closest("#ask, .sample, #search")) {
      say(words.looking);
    }
  });

  const results = () => {
    const found = document.querySelector("#results [data-say]");
    if (found && found !== results.last) say(found.textContent);
    results.last = found;
  };

  new MutationObserver(() => {
    look();
    results();
  }).observe(document.querySelector("gradio-app"), { childList: true, subtree: true });
})();
