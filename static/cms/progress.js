/* While long work goes on, bring its page up to date; once it is done, show the page anew. */
const work = document.querySelector("[data-jipp-progress]");
const EVERY = 1500;

async function bringUpToDate() {
  try {
    const response = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const now = page.querySelector("[data-jipp-progress]");
    if (!now) return location.reload();
    const said = work.querySelector("[role=status]");
    const says = now.querySelector("[role=status]").textContent;
    if (said.textContent !== says) said.textContent = says; /* what is the same is not read out again */
    work.querySelector("progress").replaceWith(now.querySelector("progress"));
  } catch {
    /* The line is down: the work goes on without it. */
  }
  setTimeout(bringUpToDate, EVERY);
}

if (work) setTimeout(bringUpToDate, EVERY);
