/* Runs in the preview: each of our checks fails where the server found something missing. */
(() => {
  const bar = window.wagtail?.userbar;
  const data = bar?.shadowRoot?.querySelector("#checker-axe-configuration");
  if (!data) return;
  const { spec } = JSON.parse(data.textContent);
  spec.checks
    .filter((check) => check.id.startsWith("jipp-"))
    .forEach((check) => bar.registerCheck(check.id, (node, options) => !options.missing));
})();
