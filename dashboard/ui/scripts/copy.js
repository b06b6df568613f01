// Links that are copied (dashboard/ui/link_menu.py): the whole address goes to the clipboard and the menu says so. Where
// the browser keeps the clipboard from the page (no https), an old way is tried; where that fails too, the address
// stands there to be taken by hand.
{
  const oldWay = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return oldWay(text);
    }
  };
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-copy]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // or the menu would be shut, and the link followed
    const address = new URL(link.dataset.copy, location.origin).href;
    const says = link.closest(".menu").querySelector("output");
    if (await copied(address)) says.replaceChildren(says.dataset.done, " ", address);
    else {
      const field = document.createElement("input");
      field.readOnly = true;
      field.value = address;
      says.replaceChildren(says.dataset.byHand, field);
      field.select();
    }
  }, true);
}
