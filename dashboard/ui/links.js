// Links of the page: an <a href="?region=330000"> changes the view without loading the page anew, and one with
// data-go does what that says: "?..." a change of the view, "/stores?..." another screen, which Streamlit's page goes
// to as if by the browser's own history (one entry a click, so that Back leads back). Opened in another tab, each is
// an ordinary link. One with data-print prints the page. It also tells whether the window is as narrow as a phone, and
// lets a table that fits its card out of its box, so that its headings stick to the page and not to the box.
export default function ({ setTriggerValue, setStateValue, data }) {
  const onClick = (event) => {
    const link = event.target.closest?.('.stHtml a[href^="?"], .stHtml a[data-go]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if ("print" in link.dataset) { window.print(); return; }
    const go = link.dataset.go ?? link.getAttribute("href");
    if (!go.startsWith("/")) { setTriggerValue("link", go); return; }
    history.pushState(null, "", go);
    window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
  };
  const query = window.matchMedia("(max-width: 700px)");
  const onWidth = () => { if (query.matches !== Boolean(data?.narrow)) setStateValue("narrow", query.matches); };
  let asked = 0;
  const fit = () => {
    for (const box of document.querySelectorAll(".scroll")) {
      const fits = box.firstElementChild.offsetWidth <= box.clientWidth;
      box.classList.toggle("fits", fits);
      if (fits) box.removeAttribute("tabindex");
      else box.tabIndex = 0;
    }
  };
  const fitSoon = () => { cancelAnimationFrame(asked); asked = requestAnimationFrame(fit); };
  const added = new MutationObserver(fitSoon);
  const sized = new ResizeObserver(fitSoon);
  document.documentElement.lang = data?.lang ?? "zh-CN";
  document.addEventListener("click", onClick);
  query.addEventListener("change", onWidth);
  added.observe(document.body, { childList: true, subtree: true });
  sized.observe(document.body);
  onWidth();
  fitSoon();
  return () => {
    document.removeEventListener("click", onClick);
    query.removeEventListener("change", onWidth);
    added.disconnect();
    sized.disconnect();
    cancelAnimationFrame(asked);
  };
}
