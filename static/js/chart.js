// ECharts from the JSON block beside the box: thin axes, one red, numbers with their unit.
import { library } from "./library.js";

const INK = "#525c67";
const LINE = "#e6e8ec";

function series(data) {
  const lying = data.kind === "row";
  return data.series.map((one, index) => {
    const kind = one.kind || (data.kind === "line" ? "line" : "bar");
    return {
      name: one.name,
      type: kind,
      data: one.values,
      stack: data.kind === "stack" && kind === "bar" ? "all" : undefined,
      barMaxWidth: lying ? 16 : 26,
      symbolSize: 7,
      showSymbol: one.values.length < 16,
      lineStyle: { width: 2.5, type: index > 2 ? "dashed" : "solid" },
      itemStyle: { borderRadius: kind === "bar" && data.kind !== "stack" ? (lying ? [0, 4, 4, 0] : [4, 4, 0, 0]) : 0 },
      label: lying && data.series.length === 1 ? { show: true, position: "right", color: "#1f2329" } : undefined,
    };
  });
}
function pie(data, text) {
  return {
    color: data.colours,
    textStyle: text,
    tooltip: { trigger: "item", renderMode: "richText" },
    legend: {
      bottom: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 12,
      itemGap: 16,
      textStyle: text,
      formatter: (name) => `${name} ${data.series[0].values[data.labels.indexOf(name)]}`,
    },
    series: [{
      type: "pie",
      radius: ["46%", "76%"],
      center: ["50%", "44%"],
      itemStyle: { borderColor: "#fff", borderWidth: 2 },
      label: { show: false },
      data: data.labels.map((name, i) => ({ name, value: data.series[0].values[i] })),
    }],
  };
}
function options(data) {
  const style = getComputedStyle(document.body);
  const elder = document.documentElement.classList.contains("elder");
  const text = { fontFamily: style.fontFamily, fontSize: elder ? 18 : 13, color: INK };
  if (data.kind === "pie") return pie(data, text);
  const names = {
    type: "category",
    data: data.labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    axisLabel: { color: INK, fontSize: text.fontSize, hideOverlap: true },
    inverse: data.kind === "row",
  };
  const numbers = {
    type: "value",
    minInterval: 1,
    name: data.kind === "row" ? "" : data.unit,
    nameTextStyle: { color: INK, align: "left", padding: [0, 0, 4, -24] },
    axisLabel: { color: INK, fontSize: text.fontSize },
    splitLine: { lineStyle: { color: LINE } },
    splitNumber: 4,
  };
  if (data.kind === "row") numbers.show = false;
  return {
    color: data.colours,
    textStyle: text,
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400,
    grid: { left: 8, right: data.kind === "row" ? 48 : 8, top: data.kind === "row" ? 8 : 40, bottom: 4, containLabel: true },
    legend: data.series.length > 1 ? { right: 0, top: 0, itemWidth: 14, itemHeight: 10, textStyle: text } : undefined,
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: "#fff",
      borderColor: LINE,
      textStyle: { ...text, color: "#1f2329" },
      valueFormatter: (v) => (v == null ? "–" : `${v.toLocaleString()} ${data.unit}`),
      axisPointer: { type: "line", lineStyle: { color: "#b9c0c8" } },
    },
    xAxis: data.kind === "row" ? numbers : names,
    yAxis: data.kind === "row" ? names : numbers,
    series: series(data),
  };
}

export async function draw(figure) {
  await library(figure.dataset.src);
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const box = figure.querySelector(".chart-box");
  const chart = window.echarts.init(box, null, { renderer: "canvas" });
  chart.setOption(options(data));
  new ResizeObserver(() => chart.resize()).observe(box);
}
