// The filters (dashboard/ui/filters.py): a button opens its choices, asked of /api/v1/choices/<parameter> when it is
// pressed, so that a page carries none of them. Many are ticked and count once the list is left (Escape leaves it as it
// was); of one, a click goes there. What is typed narrows the list; of regions, it asks the search for any region.
{
  let button, told, ticked, timer;

  const list = () => document.querySelector(".offer");
  const rows = () => [...(list()?.querySelectorAll(".offer-row:not([hidden])") ?? [])];
  const plain = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ü", "v").replace(/[\s·・.,，。\-_—/（）()'’"“”=]/g, "");

  const element = (tag, css, text = "", attributes = {}) => {
    const made = document.createElement(tag);
    made.className = css;
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  const go = (code) => {
    const address = `?${button.dataset.pick}=${code}`;
    const link = element("a", "", "", { href: address, "data-go": address });
    list().append(link);
    link.click();
  };

  const row = (choice) => {
    const many = told.many;
    const made = element(many ? "label" : "button", "offer-row", "", many ? {} : { type: "button" });
    if (many) {
      const box = element("input", "", "", { type: "checkbox", value: choice.code });
      box.checked = ticked.has(choice.code);
      made.append(box);
    } else {
      made.value = choice.code;
      if (told.chosen.includes(choice.code)) made.setAttribute("aria-current", "true");
    }
    made.append(element("span", "", choice.name), element("i", "", choice.stores ?? choice.note ?? ""));
    if (choice.empty) made.classList.add("zero");
    made.dataset.keys = `${choice.keys ?? ""} ${plain(choice.name)}`;
    return made;
  };

  const fill = (groups) => {
    const shown = groups.filter((group) => group.choices.length).map((group) => {
      const made = element("div", "", "", { role: "group", "aria-label": group.name || button.dataset.name });
      if (group.name) made.append(element("p", "", group.name, { "aria-hidden": "true" }));
      made.append(...group.choices.map(row));
      return made;
    });
    const none = element("p", "says", told.words.nothing, { role: "status" });
    none.hidden = shown.length > 0;
    list().querySelector(".offer-rows").replaceChildren(...shown, none);
  };

  const narrow = async (text) => {
    if (button.dataset.pick !== "region" || !text.trim()) {
      if (button.dataset.pick === "region") fill(told.groups);
      const wanted = plain(text);
      for (const one of list().querySelectorAll(".offer-row")) one.hidden = !one.dataset.keys.includes(wanted);
      for (const group of list().querySelectorAll("[role=group]")) group.hidden = !group.querySelector(".offer-row:not([hidden])");
      list().querySelector(".says").hidden = rows().length > 0;
      return;
    }
    const asked = new URLSearchParams({ q: text, view: location.search.slice(1), kinds: "region" });
    const answer = await (await fetch(`/api/v1/search?${asked}`)).json();
    if (list()?.querySelector("[type=search]")?.value !== text) return;
    const found = answer.groups.flatMap((group) => group.results);
    const code = (result) => new URLSearchParams(result.go.slice(result.go.indexOf("?"))).get("region") ?? "100000";
    fill([{ name: "", choices: found.map((result) => ({ code: code(result), name: result.name, note: result.note })) }]);
  };

  const shut = ({ apply, focus }) => {
    if (!list()) return;
    const before = [...told?.chosen ?? []].sort().join("~");
    const now = [...ticked ?? []].sort().join("~");
    if (apply && told?.many && before !== now) go(ticked.size === told.all.length ? "" : now);
    list().remove();
    button.setAttribute("aria-expanded", "false");
    if (focus) document.querySelector(`[data-pick="${button.dataset.pick}"]`)?.focus();
  };

  const tick = (on) => {
    for (const box of list().querySelectorAll(".offer-row:not([hidden]) input")) {
      box.checked = on;
      ticked[on ? "add" : "delete"](box.value);
    }
  };

  const open = async (pressed) => {
    button = pressed;
    told = ticked = undefined;
    const made = element("div", "offer", "", { role: "dialog", "aria-label": button.dataset.name });
    made.style.setProperty("--from", `${button.offsetLeft}px`);
    button.closest(".picks").append(made);
    button.setAttribute("aria-expanded", "true");
    try {
      const answer = await fetch(`/api/v1/choices/${button.dataset.pick}${location.search || "?v=1"}`);
      if (!answer.ok) throw new Error(answer.status);
      told = await answer.json();
    } catch {
      made.append(element("p", "says", button.closest(".picks").dataset.fails, { role: "status" }));
      return;
    }
    if (list() !== made) return;
    told.all = told.groups.flatMap((group) => group.choices.map((choice) => choice.code));
    ticked = new Set(told.chosen);
    const find = element("input", "", "", { type: "search", placeholder: told.words.find, "aria-label": told.words.find, autocomplete: "off" });
    made.append(find, element("div", "offer-rows"));
    fill(told.groups);
    if (told.many) {
      const foot = element("div", "offer-foot");
      for (const act of ["all", "none", "apply"]) foot.append(element("button", act, told.words[act], { type: "button" }));
      made.append(foot);
    }
    list().querySelector("input:checked, [aria-current]")?.scrollIntoView({ block: "nearest" });
    find.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    const pressed = target.closest?.("[data-pick]");
    if (pressed) {
      const isOpen = list() && button === pressed;
      shut({ apply: true });
      if (!isOpen) open(pressed);
    } else if (!list()?.contains(target)) shut({ apply: true });
    else if (target.closest(".all")) tick(true);
    else if (target.closest(".none")) tick(false);
    else if (target.closest(".apply")) shut({ apply: true, focus: true });
    else if (target.closest("button.offer-row")) { go(target.closest(".offer-row").value); shut({ focus: true }); }
  });
  document.addEventListener("change", (event) => {
    if (list()?.contains(event.target) && event.target.type === "checkbox")
      ticked[event.target.checked ? "add" : "delete"](event.target.value);
  });
  document.addEventListener("input", (event) => {
    if (!list()?.contains(event.target) || event.target.type !== "search") return;
    clearTimeout(timer);
    if (button.dataset.pick === "region") timer = setTimeout(() => list() && narrow(event.target.value), 120);
    else narrow(event.target.value);
  });
  document.addEventListener("keydown", (event) => {
    if (!list()?.contains(event.target) || event.isComposing) return;
    const places = [list().querySelector("[type=search]"), ...rows().map((one) => one.querySelector("input") ?? one)];
    const at = places.indexOf(event.target);
    if (event.key === "Escape") shut({ focus: true });
    else if (event.key === "ArrowDown") places[Math.min(at + 1, places.length - 1)].focus();
    else if (event.key === "ArrowUp") places[Math.max(at - 1, 0)].focus();
    else if (event.key === "Enter" && told.many) {
      if (at === 0 && event.target.value && rows().length) rows()[0].querySelector("input").click();
      else shut({ apply: true, focus: true });
    } else if (event.key === "Enter" && at === 0) {
      clearTimeout(timer); // what is chosen is the first of what is typed, not of what was shown before
      narrow(event.target.value).then(() => rows()[0]?.click());
    } else return;
    event.preventDefault();
  });
}
