"use strict";
(() => {
  const table = document.getElementById("designs");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const form = document.getElementById("filters");
  const text = document.getElementById("filter-text");
  const verdict = document.getElementById("filter-verdict");
  const count = document.getElementById("filter-count");
  const show = () => {
    const wanted = text.value.toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.textContent.toLowerCase().includes(wanted) && (!verdict.value || row.dataset.verdict === verdict.value);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = count.dataset.of.replace("{shown}", shown).replace("{all}", rows.length);
  };
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", show);
  show();
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, column) => row.cells[column].textContent.trim();
  const number = /^\d+( %)?$/;
  const order = (one, other) => number.test(one) && number.test(other) ? parseFloat(one) - parseFloat(other) : one.localeCompare(other);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.title = table.dataset.sort;
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = [...rows].sort((one, other) => order(key(one, column), key(other, column)) * (down ? -1 : 1));
      body.append(...sorted);
    });
  });
})();
