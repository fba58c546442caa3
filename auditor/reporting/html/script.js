"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const docs = document.getElementById("docs");
  const joins = document.getElementById("joins");
  const cards = all(".card");
  const off = new Set(all('.filters [aria-pressed="false"][data-key]').map((chip) => chip.dataset.key));
  let current = null;

  const marksOf = (card) => all(`mark[data-f~="${card.dataset.n}"]`);
  const isShown = (card) => !card.hidden;

  // Filters: a card shows when neither its severity, nor its family, nor its being known is switched off.
  function filter() {
    const shown = new Set();
    for (const card of cards) {
      card.hidden = [card.dataset.severity, card.dataset.family, card.dataset.status].some((key) => off.has(key));
      if (!card.hidden) shown.add(card.dataset.n);
    }
    for (const mark of all("mark")) mark.classList.toggle("off", !mark.dataset.f.split(" ").some((n) => shown.has(n)));
    for (const number of all(".n")) number.classList.toggle("off", !shown.has(number.dataset.n));
    for (const group of all(".group")) group.hidden = !cards.some((card) => card.dataset.file === group.dataset.file && isShown(card));
    document.getElementById("nothing").hidden = shown.size > 0;
    if (current && current.hidden) close();
    draw();
  }

  for (const chip of all(".filters .chip[data-key]")) {
    chip.addEventListener("click", () => {
      const on = chip.getAttribute("aria-pressed") !== "true";
      chip.setAttribute("aria-pressed", String(on));
      if (on) off.delete(chip.dataset.key); else off.add(chip.dataset.key);
      filter();
    });
  }

  // Folding: what stands between the two sides of a conflict steps aside, so that both are on the screen.
  const units = all(".text > *");
  function unfold() {
    for (const fold of all(".fold, .fold-row", docs)) fold.remove();
    for (const unit of all(".away", docs)) unit.classList.remove("away");
  }

  function hideBetween(list, keep) {
    const first = list.findIndex((unit) => keep.has(unit));
    const last = list.findLastIndex((unit) => keep.has(unit));
    let run = [];
    const fold = () => {
      if (run.length > 2) {
        const inTable = run[0].tagName === "TR";
        const button = document.getElementById("fold").content.firstElementChild.cloneNode(true);
        button.textContent = button.textContent.replace("{count}", run.length);
        button.addEventListener("click", () => { unfold(); draw(); });
        let place = button;
        if (inTable) {
          place = document.createElement("tr");
          place.className = "fold-row";
          const cell = place.appendChild(document.createElement("td"));
          cell.colSpan = 99;
          cell.append(button);
        }
        run[0].before(place);
        for (const unit of run) unit.classList.add("away");
      }
      run = [];
    };
    for (let at = first; at <= last; at += 1) {
      if (keep.has(list[at])) fold(); else run.push(list[at]);
    }
    fold();
  }

  function fold(marks) {
    const keep = new Set();
    for (const mark of marks) {
      const unit = mark.closest(".text > *");
      keep.add(unit);
    }
    hideBetween(units, keep);
    for (const unit of keep) {
      const rows = all("tr", unit);
      if (rows.length > 8) {
        const kept = new Set(marks.map((mark) => mark.closest("tr")).filter((row) => rows.includes(row)));
        kept.add(rows[0]);
        hideBetween(rows, kept);
      }
    }
  }

  // What of the window the text has: below the bar where that sticks, above the list where that lies over the text.
  function view() {
    const [bar, list] = [document.querySelector(".bar"), document.getElementById("list")];
    const top = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    const bottom = getComputedStyle(list).position === "fixed" ? list.getBoundingClientRect().top : window.innerHeight;
    return [top, bottom];
  }
  const room = () => view()[1] - view()[0] - 60;
  function extent(marks) {
    const boxes = marks.map((mark) => mark.getBoundingClientRect());
    return [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  }

  // Joining: a rail in the margin with a branch along the foot of the line to every place of the finding.
  function draw() {
    joins.replaceChildren();
    if (!current) return;
    const base = docs.getBoundingClientRect();
    const places = marksOf(current).filter((mark) => mark.offsetParent !== null).map((mark) => {
      const box = mark.getClientRects()[0];
      const text = mark.closest(".text").getBoundingClientRect();
      return { x: box.left - base.left, y: box.bottom - base.top + 2, rail: text.left - base.left - 22 };
    });
    if (places.length < 2) return;
    const rail = Math.min(...places.map((place) => place.rail));
    const ys = places.map((place) => place.y);
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const lines = places.map(({ x, y }) => `M${y === top || y === bottom ? rail + 6 : rail} ${y}H${x}`);
    if (bottom > top) lines.push(`M${rail + 6} ${top}Q${rail} ${top} ${rail} ${Math.min(top + 6, bottom)}V${Math.max(bottom - 6, top)}Q${rail} ${bottom} ${rail + 6} ${bottom}`);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", lines.join(""));
    joins.append(path);
    for (const { x, y } of places) {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of [["cx", x], ["cy", y], ["r", 2.5]]) dot.setAttribute(name, value);
      joins.append(dot);
    }
  }

  function close() {
    if (current) current.classList.remove("on");
    for (const mark of all("mark.on")) mark.classList.remove("on");
    unfold();
    current = null;
    draw();
  }

  function select(card) {
    if (!card) return;
    close();
    current = card;
    card.classList.add("on");
    card.scrollIntoView({ block: "nearest", behavior: "instant" });
    const marks = marksOf(card);
    for (const mark of marks) mark.classList.add("on");
    if (marks.length) {
      let [top, bottom] = extent(marks);
      if (bottom - top > room()) {
        fold(marks);
        [top, bottom] = extent(marks);
      }
      show(marks, top, bottom);
    }
    draw();
  }

  function show(marks, top, bottom) {
    const fits = bottom - top <= room();
    const primary = marks.find((mark) => mark.dataset.p && mark.dataset.p.split(" ").includes(current.dataset.n)) || marks[0];
    const target = fits ? (top + bottom) / 2 : primary.getBoundingClientRect().top + room() / 3;
    const middle = (view()[0] + view()[1]) / 2;
    window.scrollBy({ top: target - middle, behavior: "instant" });
  }

  for (const card of cards) {
    card.addEventListener("click", (event) => {
      const place = event.target.closest(".place");
      if (current !== card) select(card);
      if (place) {
        const mark = marksOf(card).find((each) => each.dataset.at.split(" ").includes(place.dataset.at));
        if (mark) mark.scrollIntoView({ block: "center" });
      }
    });
  }
  docs.addEventListener("click", (event) => {
    const target = event.target.closest("mark, .n");
    if (!target || target.classList.contains("off")) return;
    event.preventDefault();
    const numbers = target.dataset.n ? [target.dataset.n] : target.dataset.f.split(" ");
    const shown = cards.filter((card) => numbers.includes(card.dataset.n) && isShown(card));
    select(shown[(shown.indexOf(current) + 1) % shown.length]);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = cards.filter(isShown);
    const at = shown.indexOf(current);
    if (event.key === "j") select(shown[Math.min(at + 1, shown.length - 1)]);
    else if (event.key === "k") select(shown[Math.max(at - 1, 0)]);
    else if (event.key === "Enter" && document.activeElement.classList.contains("card")) select(document.activeElement);
    else if (event.key === "Enter" && current && document.activeElement === document.body) select(current);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  document.getElementById("ticks").addEventListener("click", (event) => {
    const hidden = document.body.classList.toggle("no-ticks");
    event.currentTarget.setAttribute("aria-pressed", String(!hidden));
    draw();
  });
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  window.addEventListener("resize", draw);
  window.addEventListener("beforeprint", close);
  filter();
})();
