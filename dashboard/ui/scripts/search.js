// The search box of the header (dashboard/ui/search_box.py): "/" goes to it, what is typed is asked of
// /api/v1/search, arrows and Enter choose, Escape leaves. What comes back is put in as text, never as markup; each
// result is a link as any other on the page (dashboard/ui/links.js). On a phone the box is an overlay.
{
  const LATER = 120; // milliseconds without a key before it is asked
  let timer, asking, shown, at = -1;

  const box = () => document.querySelector(".search");
  const input = () => box()?.querySelector("input");
  const panel = () => box()?.querySelector(".finds");
  const results = () => [...(panel()?.querySelectorAll(".find") ?? [])];

  const element = (tag, css, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.className = css;
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  const mark = (to) => {
    const found = results();
    at = found.length ? (to + found.length) % found.length : -1;
    found.forEach((result, nth) => result.setAttribute("aria-selected", String(nth === at)));
    found[at]?.scrollIntoView({ block: "nearest" });
    if (at < 0) input()?.removeAttribute("aria-activedescendant");
    else input()?.setAttribute("aria-activedescendant", found[at].id);
  };

  const show = (answer) => {
    let nth = 0;
    shown = input().value;
    const groups = answer.groups.map((group) => {
      const made = element("div", "", "", { role: "group", "aria-label": group.name });
      const head = element("p", "", group.name, { "aria-hidden": "true" });
      if (group.more) head.append(element("i", "", group.more));
      made.append(head);
      for (const result of group.results) {
        const link = element("a", "find", "", { role: "option", id: `find-${nth++}`, href: result.go, "data-go": result.go });
        link.append(element("b", "", result.name), element("span", "", result.note));
        made.append(link);
      }
      return made;
    });
    const says = answer.says || (groups.length ? "" : box().dataset.hint);
    panel().replaceChildren(...groups, ...(says ? [element("p", "says", says, { role: "status" })] : []));
    panel().hidden = false;
    input().setAttribute("aria-expanded", "true");
    mark(0);
  };

  const ask = async () => {
    clearTimeout(timer);
    asking?.abort();
    const text = input()?.value ?? "";
    if (!text.trim()) { show({ groups: [], says: "" }); return; }
    asking = new AbortController();
    const asked = new URLSearchParams({ q: text, view: location.search.slice(1), at: location.pathname });
    try {
      const answer = await fetch(`/api/v1/search?${asked}`, { signal: asking.signal });
      const told = await answer.json();
      if (input()?.value === text) show(told);
    } catch (error) {
      if (error.name !== "AbortError" && box()) show({ groups: [], says: box().dataset.fails });
    }
  };

  const shut = () => {
    clearTimeout(timer);
    asking?.abort();
    if (!box()) return;
    panel().hidden = true;
    panel().replaceChildren();
    shown = undefined;
    input().setAttribute("aria-expanded", "false");
    input().removeAttribute("aria-activedescendant");
    delete box().dataset.open;
  };

  const leave = () => {
    input().value = "";
    input().blur();
    shut();
  };

  const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable=true]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && box()) {
      event.preventDefault();
      box().dataset.open = "";
      input().focus();
      return;
    }
    if (event.target !== input() || event.isComposing) return;
    if (event.key === "Escape") leave();
    else if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter" && shown === input().value) results()[at]?.click();
    else if (event.key === "Enter") ask().then(() => shown === input()?.value && results()[0]?.click()); // typed on since
    else return;
    event.preventDefault();
  });
  document.addEventListener("input", (event) => {
    if (event.target !== input()) return;
    clearTimeout(timer);
    timer = setTimeout(ask, LATER);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target === input()) ask();
    else if (box() && !box().contains(event.target)) shut();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".search .find")) {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) leave();
    } else if (event.target.closest?.(".search-open")) {
      box().dataset.open = "";
      input().focus();
    } else if (event.target.closest?.(".search-shut")) leave();
    else if (box() && !box().contains(event.target)) shut();
  });
}
