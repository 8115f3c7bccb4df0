/* A double press sends a decision once. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("[data-jipp-once]")) return;
  if (form.dataset.jippSent) event.preventDefault();
  form.dataset.jippSent = "1";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-jipp-sent]").forEach((form) => delete form.dataset.jippSent);
});
/* What was kept on this device belongs to the person who typed it. */
document.addEventListener("submit", (event) => {
  if (!event.target.action?.endsWith("/logout/") && !event.target.action?.endsWith("/keluar/")) return;
  Object.keys(localStorage).filter((key) => key.startsWith("jipp:draft:")).forEach((key) => localStorage.removeItem(key));
});
