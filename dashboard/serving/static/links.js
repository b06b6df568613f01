// Links of the page: an <a href="?region=330000"> changes the view without loading the page anew.
// (data-go: the change alone, where the address is whole.) Opened in another tab, it is an ordinary link. It also tells whether the window is as narrow as a phone.
export default function ({ setTriggerValue, setStateValue, data }) {
  const onClick = (event) => {
    const link = event.target.closest?.('.stHtml a[href^="?"]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("link", link.dataset.go ?? link.getAttribute("href"));
  };
  const query = window.matchMedia("(max-width: 700px)");
  const onWidth = () => { if (query.matches !== Boolean(data?.narrow)) setStateValue("narrow", query.matches); };
  document.documentElement.lang = data?.lang ?? "zh-CN";
  document.addEventListener("click", onClick);
  query.addEventListener("change", onWidth);
  onWidth();
  return () => {
    document.removeEventListener("click", onClick);
    query.removeEventListener("change", onWidth);
  };
}
