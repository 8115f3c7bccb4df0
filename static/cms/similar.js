/* Keeps the list of published cases that are like the draft up to date while its name, title and summary are typed. */
(() => {
  const form = document.getElementById("page-edit-form");
  const panel = form?.querySelector("[data-jipp-similar]");
  if (!panel) return;
  const PAUSE = 800;
  const FIELDS = { name: "title", spelled_out: "spelled_out", plain_title: "plain_title", summary: "summary" };
  let timer = 0;
  let asked = 0;

  async function ask() {
    const number = (asked += 1);
    const body = new FormData();
    body.set("page", panel.dataset.page);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [key, name] of Object.entries(FIELDS)) body.set(key, form.elements[name]?.value || "");
    try {
      const answer = await fetch(panel.dataset.jippSimilar, { method: "POST", body });
      const html = await answer.text();
      if (answer.ok && number === asked) panel.innerHTML = html;
    } catch {
      /* no connection: the list stays as it is */
    }
  }

  form.addEventListener("input", (event) => {
    if (!Object.values(FIELDS).includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
})();
