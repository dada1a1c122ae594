/* Draws every figure.chart from the table inside it; loaded only by pages that have charts (block scripts:
   {% include "ui/parts/chart_scripts.html" %}). The server only renders the table. */
const charts = [];
const probe = document.body.appendChild(document.createElement("i"));
probe.hidden = true;

const tone = (name) => {
  probe.style.color = `var(--kwis-${name})`;
  return getComputedStyle(probe).color;
};
const TONES = { promise: "promise-icon", ink: "ink-soft", line: "line-soft", surface: "surface" };
const color = (name) => tone(TONES[name] ?? `chart-${name}`);
const said = (value, unit) => value.toLocaleString(document.documentElement.lang) + unit;

const target = (value, stroke) => ({
  id: "target",
  afterDatasetsDraw({ ctx, chartArea, scales }) {
    const y = scales.y.getPixelForValue(value);
    ctx.save();
    ctx.strokeStyle = stroke;
    ctx.lineWidth = 1.5;
    ctx.setLineDash([4, 4]);
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
    ctx.stroke();
    ctx.restore();
  },
});

function read(figure) {
  const table = figure.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  return {
    title: table.caption.textContent,
    heads: [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim()),
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    values: rows.map((row) => [...row.cells].slice(1).map((cell) => (cell.dataset.value === "" ? null : Number(cell.dataset.value)))),
    words: rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join(" ")).join("; "),
  };
}

function draw(figure) {
  const { chart: kind, tones = "petrol", first, min, max, unit = "", line } = figure.dataset;
  const { title, heads, labels, values, words } = read(figure);
  const canvas = figure.querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${title}: ${words}`);
  const colors = tones.split(",").map(color);
  const flat = kind === "hbar" || kind === "stack";
  const isLine = kind === "line";
  const figures = {
    min: min ? Number(min) : undefined,
    max: max ? Number(max) : undefined,
    border: { display: false },
    grid: { color: color("line"), drawTicks: false },
    stacked: kind === "stack",
    ticks: { maxTicksLimit: 5, padding: 6, callback: (value) => said(value, unit) },
  };
  const names = {
    border: { display: false },
    grid: { display: false },
    stacked: kind === "stack",
    ticks: { padding: 4, color: color("ink"), autoSkip: isLine, maxRotation: 0 },
  };
  const dataset = (head, column) => ({
    label: head,
    data: values.map((row) => row[column]),
    backgroundColor: isLine ? "transparent" : first ? values.map((_, at) => (at ? colors[column % colors.length] : color(first))) : colors[column % colors.length],
    borderColor: isLine ? colors[column % colors.length] : color("surface"),
    borderWidth: isLine ? 2.5 : kind === "stack" ? { right: 2 } : 0,
    borderSkipped: false,
    borderRadius: kind === "stack" ? 4 : 5,
    clip: isLine ? 8 : undefined,
    pointRadius: 3.5,
    pointBackgroundColor: color("surface"),
    pointBorderColor: colors[column % colors.length],
    pointBorderWidth: 2,
    tension: 0.35,
    maxBarThickness: flat ? 20 : 30,
    categoryPercentage: 0.8,
    barPercentage: 0.9,
  });
  figure.querySelector(".chart-plot").hidden = figure.dataset.asTable === "1";
  charts.push(
    new Chart(canvas, {
      type: isLine ? "line" : "bar",
      data: { labels, datasets: heads.map(dataset) },
      options: {
        indexAxis: flat ? "y" : "x",
        maintainAspectRatio: false,
        animation: false,
        layout: { padding: { top: 6, right: 4 } },
        interaction: { mode: "index", intersect: false, axis: flat ? "y" : "x" },
        scales: flat ? { x: figures, y: names } : { y: figures, x: names },
        plugins: {
          legend: { display: heads.length > 1, position: "bottom", align: "start", labels: { boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 3, padding: 12, color: color("ink") } },
          tooltip: { callbacks: { label: (point) => `${point.dataset.label}: ${said(point.parsed[flat ? "x" : "y"], unit)}` } },
        },
      },
      plugins: line ? [target(Number(line), color("ink"))] : [],
    }),
  );
}

function drawAll() {
  charts.splice(0).forEach((chart) => chart.destroy());
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  Chart.defaults.color = color("ink");
  Chart.defaults.borderColor = color("line");
  for (const figure of document.querySelectorAll("figure.chart")) {
    const button = figure.querySelector(".chart-switch");
    if (button.hidden) {
      button.hidden = false;
      figure.querySelector("table").hidden = true;
    }
    draw(figure);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".chart-switch");
  if (!button) return;
  const figure = button.closest("figure");
  const asTable = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(asTable));
  figure.dataset.asTable = asTable ? "1" : "";
  figure.querySelector("table").hidden = !asTable;
  figure.querySelector(".chart-plot").hidden = asTable;
});
document.addEventListener("kwis:theme", drawAll);
document.addEventListener("htmx:after:swap", drawAll);
document.fonts.ready.then(drawAll);
