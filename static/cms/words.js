/* Live word counts below long texts, and the titles of sources offered to outcomes.
   A word is what stands between white space, as on the entry forms. */
(() => {
  const data = document.getElementById("jipp-texts");
  if (!data) return;
  const texts = JSON.parse(data.textContent);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const count = (text) => (text.match(/\S+/g) || []).length;

  function label(n, most) {
    if (!most) return fill(texts.words, { n });
    return n > most ? fill(texts.over, { n, most, over: n - most }) : fill(texts.of, { n, most });
  }

  function attach(area) {
    const most = Number(area.dataset.jippWords) || 0;
    const line = document.createElement("p");
    line.className = "jipp-words";
    line.id = `${area.id}-words`;
    area.after(line);
    const show = () => {
      const n = count(area.value);
      line.textContent = label(n, most);
      line.classList.toggle("jipp-words--over", most > 0 && n > most);
    };
    area.addEventListener("input", show);
    area.addEventListener("jipp:restored", show);
    show();
  }

  function offerSources() {
    const list = document.getElementById("jipp-sources");
    const titles = [...document.querySelectorAll('input[name^="sources-"][name$="-title"]')].map((box) => box.value);
    list.replaceChildren(
      ...[...new Set(titles.map((title) => title.trim()).filter(Boolean))].map((title) => {
        const option = document.createElement("option");
        option.value = title;
        return option;
      }),
    );
  }

  const start = () => {
    document.querySelectorAll("textarea[data-jipp-words]").forEach(attach);
    offerSources();
    document.addEventListener("focusin", (event) => {
      if (event.target.getAttribute?.("list") === "jipp-sources") offerSources();
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
