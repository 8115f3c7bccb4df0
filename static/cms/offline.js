/* Keeps what was typed on this device while it cannot reach the server, and offers it back.

   Key: person and page. The copy is written while a save fails or the line is down,
   and removed once the server has what it holds. */
(() => {
  const form = document.getElementById("page-edit-form");
  const data = document.getElementById("jipp-texts");
  if (!form || !data) return;
  const texts = JSON.parse(data.textContent);
  const person = document.querySelector("[data-jipp-person]")?.dataset.jippPerson;
  const revision = () => form.elements.loaded_revision_created_at?.value || "";
  let known = revision();
  const SKIP = /^(csrfmiddlewaretoken|next|loaded_revision_|overwrite_revision_|comments-|comment_notifications|action-)/;
  let lineDown = !navigator.onLine;
  let dirty = false;
  let sent = false;

  const place = () => form.getAttribute("action") || location.pathname;
  const key = () => `jipp:draft:${person}:${new URL(place(), location.href).pathname}`;

  function values() {
    return [...new FormData(form).entries()].filter(([name, value]) => typeof value === "string" && !SKIP.test(name));
  }

  function keep(submitted = false) {
    if (!dirty) return;
    try {
      const copy = { at: new Date().toISOString(), values: values(), known, submitted };
      localStorage.setItem(key(), JSON.stringify(copy));
    } catch {
      /* a full or forbidden store: the browser's own warning on leaving remains */
    }
  }

  function drop() {
    localStorage.removeItem(key());
  }

  /* The notice -------------------------------------------------------- */
  const notice = document.createElement("div");
  notice.className = "jipp-offline";
  notice.setAttribute("role", "status");
  notice.hidden = true;
  form.prepend(notice);

  function say(text, ...buttons) {
    const words = document.createElement("p");
    words.textContent = text;
    notice.replaceChildren(words, ...buttons);
    notice.hidden = false;
  }

  function button(text, act, secondary) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = `button button-small${secondary ? " button-secondary" : ""}`;
    element.textContent = text;
    element.addEventListener("click", act);
    return element;
  }

  function lost(text) {
    lineDown = true;
    keep();
    say(text);
  }

  /* Putting it back ---------------------------------------------------- */
  function grow(prefix, total) {
    const add = document.getElementById(`id_${prefix}-ADD`);
    const count = () => Number(form.elements[`${prefix}-TOTAL_FORMS`]?.value || 0);
    while (add && count() < total) {
      const before = count();
      add.click();
      if (count() === before) break;
    }
  }

  function put(entries) {
    entries
      .filter(([name]) => name.endsWith("-TOTAL_FORMS"))
      .forEach(([name, value]) => grow(name.slice(0, -"-TOTAL_FORMS".length), Number(value)));
    const byName = Map.groupBy
      ? Map.groupBy(entries, ([name]) => name)
      : entries.reduce((all, entry) => all.set(entry[0], [...(all.get(entry[0]) || []), entry]), new Map());
    [...form.elements].forEach((field) => {
      if (!field.name || SKIP.test(field.name) || /-(TOTAL|INITIAL)_FORMS$|-id$/.test(field.name)) return;
      if (field.type === "file" || field.type === "submit" || field.type === "button") return;
      const kept = (byName.get(field.name) || []).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
      else if (kept.length) field.value = kept[0];
      else return;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  function offer() {
    const text = localStorage.getItem(key());
    if (!text) return;
    const kept = JSON.parse(text);
    // A form that was sent and answered has a newer revision than the one it was typed into.
    const arrived = kept.submitted && revision() !== kept.known;
    if (arrived || JSON.stringify(kept.values) === JSON.stringify(values())) {
      drop();
      return;
    }
    const time = new Intl.DateTimeFormat(document.documentElement.lang || "id", {
      dateStyle: "long",
      timeStyle: "short",
    }).format(new Date(kept.at));
    say(
      texts.found.replace("{time}", time),
      button(texts.restore, () => {
        put(kept.values);
        dirty = true;
        say(texts.restored);
      }),
      button(texts.discard, () => {
        drop();
        notice.hidden = true;
      }, true),
    );
  }

  /* When ---------------------------------------------------------------- */
  form.addEventListener("input", () => {
    dirty = true;
    sent = false;
    if (lineDown) keep();
  });
  window.addEventListener("offline", () => lost(texts.offline));
  window.addEventListener("online", () => {
    lineDown = false;
    if (dirty) form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("w-autosave:save", () => {
    if (dirty) keep();
  });
  document.addEventListener("w-autosave:error", () => lost(navigator.onLine ? texts.failed : texts.offline));
  document.addEventListener("w-autosave:success", (event) => {
    known = event.detail?.response?.revision_created_at || known;
    lineDown = false;
    dirty = false;
    drop();
    notice.hidden = true;
  });
  form.addEventListener("submit", () => {
    dirty = true;
    sent = true;
    keep(true);
  });
  window.addEventListener("pagehide", () => {
    // What was sent is kept as sent: the next page then knows that it arrived.
    if (lineDown) keep(sent);
  });
  window.addEventListener("load", () => {
    if (document.body.classList.contains("content-locked")) {
      // Nobody types into a case in review; what was sent on the way there has arrived.
      form.querySelectorAll("[data-field-input]").forEach((field) => field.setAttribute("inert", ""));
      if (JSON.parse(localStorage.getItem(key()) || "{}").submitted) drop();
    } else {
      offer();
    }
  });
})();
