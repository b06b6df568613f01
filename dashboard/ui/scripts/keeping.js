// What the page keeps while it is drawn anew: the focus on the link that the keyboard followed (or on the menu that
// holds it), and the tab that is open within what is seen of its strip. Menus (dashboard/markup/menus.py) are shut by a
// click beside them, by one of their links (but for one with data-kept) and by Escape; [data-skip] leads past header and filters.
{
  const STRIPS = ".tabs, .screens";
  const likeness = (link) => `${link.parentElement?.className} ${link.textContent.replace(/[^\p{L}]/gu, "")}`;
  const centred = new WeakSet();
  let left = null, asked = 0, kept = "";

  const shutMenus = (but) => {
    for (const menu of document.querySelectorAll("details.menu[open]:not(.fold)")) {
      if (!menu.contains(but)) menu.open = false;
    }
  };
  const keepFocus = () => {
    if (!left || left.link.isConnected || document.activeElement !== document.body) return;
    const found = [...document.querySelectorAll(".stHtml a")].find((link) => likeness(link) === left.like);
    (found?.closest("details:not([open])")?.querySelector("summary") ?? found)?.focus();
  };
  const keepInView = () => {
    for (const open of document.querySelectorAll(`:is(${STRIPS}) [aria-current]`)) {
      const strip = open.closest(STRIPS);
      if (centred.has(open) || strip.scrollWidth <= strip.clientWidth) continue;
      const [one, all] = [open.getBoundingClientRect(), strip.getBoundingClientRect()];
      strip.scrollLeft += one.left - all.left - (all.width - one.width) / 2;
      centred.add(open);
    }
  };
  const keepOpen = () => {
    const menu = kept && document.querySelector(`details[data-kept="${CSS.escape(kept)}"]`);
    if (menu && !menu.open) menu.open = true;
  };
  const keep = () => { keepOpen(); keepFocus(); keepInView(); };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    kept = (link && link.closest("[data-kept]")?.dataset.kept) || "";
    shutMenus(link && !kept ? null : event.target);
    if (link && "skip" in link.dataset) {
      event.preventDefault();
      document.getElementById(link.dataset.skip)?.focus();
    } else {
      left = link && !event.detail ? { link, like: likeness(link) } : null; // no detail: pressed, not clicked
    }
  }, true);
  document.addEventListener("focusin", () => { left = null; });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!open) return;
    kept = "";
    open.open = false;
    open.querySelector("summary").focus();
  });
  new MutationObserver(() => { cancelAnimationFrame(asked); asked = requestAnimationFrame(keep); })
    .observe(document.body, { childList: true, subtree: true });
}
