// Mends what Gradio leaves out for the keyboard and for screen readers, and counts characters.
(() => {
  "use strict";

  const words = document.getElementById("say").dataset;
  const limit = Number(words.limit);
  const written = (template, count) => template.replace("{count}", count.toLocaleString("en-GB")).replace("{limit}", limit.toLocaleString("en-GB"));

  // Radio buttons of one question get one name, so that arrow keys move between them, and the question as their label.
  const joinRadios = (set) => {
    const label = set.querySelector("[data-testid='block-info']");
    if (!label) return;
    label.id = `${set.id}-label`;
    set.setAttribute("role", "radiogroup");
    set.setAttribute("aria-labelledby", label.id);
    for (const radio of set.querySelectorAll("input[type='radio']")) {
      radio.name = set.id;
      radio.removeAttribute("aria-checked"); // the browser knows better
    }
  };

  const count = (box) => {
    const shown = document.getElementById("count");
    if (!shown) return;
    const length = box.value.length;
    const over = length > limit;
    shown.textContent = written(over ? words.tooMany : words.count, length);
    if (over && !shown.classList.contains("over")) document.getElementById("say").textContent = shown.textContent;
    shown.classList.toggle("over", over);
    box.setAttribute("aria-invalid", String(over));
  };

  let waiting = false;
  const mend = () => {
    waiting = false;
    for (const set of document.querySelectorAll("fieldset.block")) joinRadios(set);
    const box = document.querySelector("#question textarea");
    if (box) {
      box.setAttribute("aria-describedby", "count");
      count(box);
    }
  };

  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.matches("#question textarea")) count(event.target);
  });

  document.querySelector(".skip").addEventListener("click", (event) => {
    const boxes = [...document.querySelectorAll("#question textarea, #query :is(input, textarea)")];
    const box = boxes.find((each) => each.offsetParent);
    if (!box) return;
    event.preventDefault();
    box.focus();
  });

  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mend);
  }).observe(document.querySelector("gradio-app"), { childList: true, subtree: true });
})();
