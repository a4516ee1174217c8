// Reloads this page when the site behind it changed, and shows what is wrong when a save broke it.
(() => {
  let seen = null;
  let overlay = null;

  const events = new EventSource("/_dev/events");
  addEventListener("pagehide", () => events.close());
  events.onmessage = ({ data }) => {
    const { process, generation, problem } = JSON.parse(data);
    const version = `${process}.${generation}`;
    if (seen !== null && seen !== version) return location.reload();
    seen = version;
    show(problem);
  };

  function show(problem) {
    overlay?.remove();
    overlay = null;
    if (!problem) return;
    overlay = document.createElement("dialog");
    overlay.setAttribute("aria-label", "The site could not be rebuilt");
    const shadow = document.createElement("div");
    const root = shadow.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      section { font: 15px/1.5 system-ui, sans-serif; color: #f4efe9; background: #211b17; padding: 24px;
        border-top: 6px solid #e5644e; max-height: 80vh; overflow: auto; }
      h1 { font-size: 20px; margin: 0 0 4px; }
      p { margin: 0 0 16px; color: #cbbfb4; }
      pre { font: 14px/1.45 ui-monospace, monospace; white-space: pre; overflow-x: auto; margin: 0; }
      button { font: inherit; color: inherit; background: #463a32; border: 1px solid #8c7a6c; border-radius: 6px;
        min-height: 44px; padding: 0 16px; margin-top: 16px; cursor: pointer; }
    `);
    root.adoptedStyleSheets = [sheet];
    const section = document.createElement("section");
    const heading = document.createElement("h1");
    heading.textContent = "This save could not be built";
    const words = document.createElement("p");
    words.textContent = "Behind this stands the last page that could. Mend the file and save it: this goes away by itself.";
    const report = document.createElement("pre");
    report.tabIndex = 0;
    report.textContent = problem;
    const close = document.createElement("button");
    close.textContent = "Look at the last good page";
    close.onclick = () => overlay.close();
    section.append(heading, words, report, close);
    root.append(section);
    overlay.append(shadow);
    overlay.style.cssText = "width:min(960px,94vw);max-width:none;padding:0;border:0;border-radius:10px;overflow:hidden";
    document.body.append(overlay);
    overlay.showModal();
  }
})();
