/* What needs JavaScript to be quicker; nothing on the site needs it to work. */
(() => {
  "use strict";

  const WAIT_MS = 150;
  const LEAST_LETTERS = 2;

  /* Suggestions: an editable combobox with a list, after the WAI-ARIA pattern. */
  class Suggestions {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[type=search]");
      this.address = form.dataset.suggest;
      this.list = document.createElement("div");
      this.list.id = `${this.input.id}-suggestions`;
      this.list.className = "suggestions";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", form.dataset.suggestLabel);
      this.list.hidden = true;
      form.append(this.list);
      for (const [name, value] of Object.entries({
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
        autocomplete: "off",
      })) {
        this.input.setAttribute(name, value);
      }
      this.input.addEventListener("input", () => this.askSoon());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) this.take(option);
      });
    }

    get options() {
      return [...this.list.children];
    }

    askSoon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    }

    async ask() {
      const text = this.input.value.trim();
      this.request?.abort();
      if (text.length < LEAST_LETTERS) return this.close();
      this.request = new AbortController();
      try {
        const answer = await fetch(`${this.address}?q=${encodeURIComponent(text)}`, {
          signal: this.request.signal,
          headers: { Accept: "application/json" },
        });
        if (answer.ok) this.show((await answer.json()).suggestions);
      } catch {
        this.close();
      }
    }

    show(suggestions) {
      this.list.replaceChildren(...suggestions.map((suggestion, index) => this.option(suggestion, index)));
      const open = suggestions.length > 0 && document.activeElement === this.input;
      this.list.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
      this.input.removeAttribute("aria-activedescendant");
    }

    option({ text, note, url }, index) {
      const option = document.createElement("div");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = text;
      if (url) option.dataset.url = url;
      const words = document.createElement("span");
      words.textContent = text;
      option.append(words);
      if (note) {
        const small = document.createElement("small");
        small.textContent = note;
        option.append(small);
      }
      return option;
    }

    press(event) {
      if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        return this.close();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && !this.list.hidden) {
        event.preventDefault();
        return this.move(step);
      }
      if (event.key === "Enter") {
        const chosen = this.options.find((option) => option.getAttribute("aria-selected") === "true");
        if (chosen && !this.list.hidden) {
          event.preventDefault();
          this.take(chosen);
        }
      }
    }

    move(step) {
      const options = this.options;
      const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
      const next = now === -1 ? (step === 1 ? 0 : options.length - 1) : (now + step + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
      options[next].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", options[next].id);
    }

    take(option) {
      if (option.dataset.url) {
        location.assign(option.dataset.url);
        return;
      }
      this.input.value = option.dataset.text;
      this.close();
      this.form.requestSubmit();
    }

    close() {
      clearTimeout(this.timer);
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  /* A button that is of no use without JavaScript starts hidden. */
  function enable(selector, press) {
    for (const button of document.querySelectorAll(selector)) {
      button.hidden = false;
      button.addEventListener("click", () => press(button));
    }
  }

  async function copyAddress(button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("[data-says]").textContent = button.dataset.done;
  }

  /* A double press sends a form once. One that is saving itself waits until that is done: it would be in its own way. */
  function sendOnce(event) {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.classList.contains("htmx-request")) {
      const button = event.submitter;
      event.preventDefault();
      form.addEventListener("htmx:afterRequest", () => form.requestSubmit(button), { once: true });
      return;
    }
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  }

  /* That a search led somewhere is counted once a page of hits, without who or when. */
  let counted = "";
  function countOpened(event) {
    const hits = event.target.closest("[data-count-opened]");
    if (!hits || !event.target.closest("a[href]") || counted === location.href) return;
    counted = location.href;
    const q = new URLSearchParams(location.search).get("q");
    if (q) navigator.sendBeacon(hits.dataset.countOpened, new URLSearchParams({ q }));
  }

  /* The number of words of a text, while it is typed: what stands between white space, as entry forms count. */
  function countWords(event) {
    const line = document.getElementById(event.target.dataset?.words);
    if (line) line.querySelector("b").textContent = (event.target.value.match(/\S+/g) || []).length;
  }

  /* A form that saves itself says where it could not. */
  function tellUnsent(unsent) {
    for (const note of document.querySelectorAll("[data-unsent]")) note.hidden = !unsent;
  }

  for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);
  if (navigator.clipboard) enable("[data-copy]", copyAddress);
  enable("[data-print]", () => window.print());
  document.addEventListener("submit", sendOnce);
  document.addEventListener("input", countWords);
  document.addEventListener("htmx:afterRequest", (event) => tellUnsent(!event.detail.successful));
  document.addEventListener("click", countOpened);
  document.addEventListener("auxclick", countOpened);
  document.addEventListener("htmx:load", () => document.documentElement.classList.add("filters-at-once"), { once: true });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();
