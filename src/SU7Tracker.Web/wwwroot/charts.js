// Draws every <figure data-chart="address of JSON"> on the page, as soon as it is there: prerendered, put there by the circuit, or by
// a navigation. The figure itself is plain markup; nothing is called from .NET and nothing waits for it.

const library = '_content/Vizor.ECharts/js/vizor-echarts-bundle-min.js';
const day = 86400000;
const drawn = new Map();    // figure → what is drawn in it
const answers = new Map();  // address → its JSON, so that the circuit's first rendering redraws without a flicker
const zooms = new Map();    // figure's id → the stretch looked at
let loading = null;

const loadLibrary = () => loading ??= globalThis.echarts ? Promise.resolve() : new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = new URL(library, document.baseURI);
  script.onload = resolve;
  script.onerror = () => { loading = null; script.remove(); reject(new Error('The chart library did not load.')); };
  document.head.append(script);
});

async function fetchJson(url) {
  const answer = await fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const data = await answer.json();
  answers.set(url, data);
  if (answers.size > 24) answers.delete(answers.keys().next().value);
  return data;
}

// Reads the page and brings what is drawn in line with it.
function sync() {
  for (const [figure, chart] of drawn) {
    if (!figure.isConnected) { chart.dispose(); drawn.delete(figure); }
  }
  for (const figure of document.querySelectorAll('figure[data-chart]')) {
    let chart = drawn.get(figure);
    if (!chart) drawn.set(figure, chart = new Chart(figure));
    chart.show(figure.dataset.chart);
  }
}

class Chart {
  constructor(figure) {
    this.figure = figure;
    this.canvas = figure.querySelector('.chart-canvas');
    this.said = figure.querySelector('.chart-said');
    this.resizing = new ResizeObserver(() => this.resize());
    this.resizing.observe(this.canvas);
    this.onkey = e => this.key(e);
    this.canvas.addEventListener('keydown', this.onkey);
    this.onblur = () => this.point(null);
    this.canvas.addEventListener('blur', this.onblur);
  }

  async show(url, again = false) {
    if (url === this.url && !again) return;
    this.url = url;
    delete this.figure.dataset.ready;
    if (!this.data) this.figure.dataset.state = 'loading';
    try {
      const known = !again && globalThis.echarts && answers.get(url);
      const data = known || (await Promise.all([fetchJson(url), loadLibrary()]))[0];
      if (this.url !== url || !this.figure.isConnected) return;
      this.data = data;
      this.draw();
    } catch (error) {
      if (this.url !== url) return;
      console.warn(error.message);
      this.figure.dataset.state = 'error';
      this.figure.dataset.ready = '1';
    }
  }

  draw() {
    const { figure, data } = this;
    if (!data) return;
    const empty = data.marks.every(m => m.points.length === 0);
    figure.dataset.state = empty ? 'empty' : 'ready';
    if (empty) {
      this.echart?.dispose();
      this.echart = null;
    } else {
      this.echart ??= echarts.init(this.canvas, null, { renderer: 'canvas' });
      this.width = this.canvas.clientWidth;
      this.places = placesOf(data);
      this.echart.setOption(optionsOf(data, this.places, paletteOf(figure), this.width, zooms.get(figure.id)), { notMerge: true });
      this.echart.off('datazoom');
      this.echart.on('datazoom', () => {
        const { start, end } = this.echart.getOption().dataZoom[0];
        zooms.set(figure.id, { start, end });
      });
    }
    figure.dataset.ready = '1';
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!this.echart || width === 0 || (this.echart.getWidth() === width && this.echart.getHeight() === height)) return;
    this.echart.resize();
    if (this.width !== width) this.draw();   // the legend's rows and the number of ticks depend on it
  }

  // Arrow keys go from point to point; what stands there is said, too.
  key(e) {
    if (!this.echart) return;
    const last = this.places.length - 1;
    const to = { ArrowRight: (this.at ?? -1) + 1, ArrowLeft: (this.at ?? last + 1) - 1, Home: 0, End: last }[e.key];
    if (to !== undefined) { e.preventDefault(); this.point(Math.max(0, Math.min(last, to))); }
    else if (e.key === 'Escape') this.point(null);
  }

  point(at) {
    this.at = at;
    if (!this.echart) return;
    if (at === null) { this.echart.dispatchAction({ type: 'hideTip' }); this.said.textContent = ''; return; }
    const place = this.places[at];
    const [x, y] = [this.echart.convertToPixel({ xAxisIndex: 0 }, place.x), this.canvas.clientHeight / 3];
    this.echart.dispatchAction({ type: 'showTip', x, y });
    this.said.textContent = [place.title, ...place.rows.map(r => `${r.mark.name}: ${textOf(r.point, this.data)}`)].join('. ');
  }

  save() {
    if (!this.echart) return;
    const palette = paletteOf(this.figure);
    const options = optionsOf(this.data, this.places, palette, this.width, zooms.get(this.figure.id));
    const source = this.figure.querySelector('.chart-sources')?.textContent.trim() ?? '';
    const space = document.createElement('div');
    space.style.cssText = `position:fixed;left:-9999px;width:${Math.max(this.width, 800)}px;height:${this.canvas.clientHeight + 70}px`;
    document.body.append(space);
    const picture = echarts.init(space);
    picture.setOption({
      ...options,
      title: { text: `${this.data.title}, ${this.data.unit}`, subtext: source, left: 8, top: 4, itemGap: 4, textStyle: { color: palette.text, fontSize: 15 }, subtextStyle: { color: palette.quiet, fontSize: 10, width: Math.max(this.width, 800) - 20, overflow: 'truncate' } },
      legend: options.legend.map(l => ({ ...l, top: 50 + l.top })), grid: { ...options.grid, top: 50 + options.grid.top }, dataZoom: options.dataZoom.map(z => ({ ...z, show: false })),
    });
    const link = document.createElement('a');
    link.href = picture.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: palette.surface });
    link.download = `${location.pathname.split('/').filter(Boolean).pop() ?? 'chart'}-${this.figure.dataset.name}.png`;
    link.click();
    picture.dispose();
    space.remove();
  }

  dispose() {
    this.resizing.disconnect();
    this.canvas.removeEventListener('keydown', this.onkey);
    this.canvas.removeEventListener('blur', this.onblur);
    this.echart?.dispose();
  }
}

// ---- numbers and days, as the language of the page writes them

const lang = () => document.documentElement.lang || 'en';
const number = (value, decimals) => new Intl.NumberFormat(lang(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
const at = iso => Date.parse(iso + 'T00:00:00Z');
const date = (time, parts) => new Intl.DateTimeFormat(lang(), { timeZone: 'UTC', ...parts }).format(time);
const english = () => lang().startsWith('en');   // written as the page writes it: 5 Apr 2024, never 4/5/2024
const dayMonth = time => english() ? `${date(time, { day: 'numeric' })} ${date(time, { month: 'short' })}` : date(time, { day: 'numeric', month: 'short' });
const fullDay = time => english() ? `${dayMonth(time)} ${date(time, { year: 'numeric' })}` : date(time, { day: 'numeric', month: 'short', year: 'numeric' });
function span(p) {
  if (!p.start) return fullDay(at(p.end));
  if (!english()) return new Intl.DateTimeFormat(lang(), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).formatRange(at(p.start), at(p.end));
  const start = at(p.start);
  return p.start.slice(0, 4) !== p.end.slice(0, 4) ? `${fullDay(start)} – ${fullDay(at(p.end))}`
    : p.start.slice(0, 7) !== p.end.slice(0, 7) ? `${dayMonth(start)} – ${fullDay(at(p.end))}`
    : `${date(start, { day: 'numeric' })}–${fullDay(at(p.end))}`;
}

const isExact = p => p.low === undefined;
const placeOf = p => p.start ? (at(p.start) + at(p.end) + day) / 2 : at(p.end) + day / 2;

function textOf(p, data) {
  if (p.state === 'unknown') return data.words.unknown ?? '–';
  const write = v => number(v, data.decimals);
  const said = isExact(p) ? write(p.value)
    : p.as === 'about' ? '≈ ' + write(p.value)
    : p.high === undefined ? '≥ ' + write(p.low)
    : p.as === 'at_most' ? '≤ ' + write(p.high)
    : write(p.low) === write(p.high) ? '≈ ' + write(p.value)
    : `${write(p.low)}–${write(p.high)}`;
  return !isExact(p) && p.as !== 'about' && p.value > p.low && !(p.value >= p.high) ? `${said} (${data.words.estimate ?? '~'} ${write(p.value)})` : said;
}

// The places along the time axis, each with everything that stands there.
function placesOf(data) {
  const places = new Map();
  for (const mark of data.marks) {
    for (const point of mark.points) {
      const x = placeOf(point);
      let place = places.get(x);
      if (!place) places.set(x, place = { x, rows: [], title: point.label ? `${point.label} · ${span(point)}` : span(point), from: point.start ?? point.end, to: point.end });
      place.rows.push({ mark, point });
    }
  }
  return [...places.values()].sort((a, b) => a.x - b.x);
}

// ---- colours, from the theme

function paletteOf(figure) {
  const style = getComputedStyle(figure);
  const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  const okabeIto = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
  return {
    chart: okabeIto.map((colour, i) => read(`--chart-${i + 1}`, colour)),
    text: read('--chart-label', '#222'),
    quiet: read('--chart-text', '#666'),
    line: read('--chart-grid', '#ddd'),
    surface: read('--chart-surface', '#fff'),
    font: style.fontFamily,
  };
}

const hatches = new Map();
function hatch(colour) {
  if (hatches.has(colour)) return hatches.get(colour);
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  pen.globalAlpha = 0.16;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 6, 6);
  pen.globalAlpha = 0.8;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.1;
  pen.beginPath();
  for (const x of [-6, 0, 6]) { pen.moveTo(x - 1, 7); pen.lineTo(x + 7, -1); }
  pen.stroke();
  const pattern = { image: tile, repeat: 'repeat' };
  hatches.set(colour, pattern);
  return pattern;
}

// ---- the drawing

// The axis follows what is known and the best estimates: one week that may hold anything must not flatten all others.
function ceilingOf(data) {
  let ceiling = 0;
  for (const m of data.marks) for (const p of m.points) ceiling = Math.max(ceiling, p.value, p.low ?? 0, p.top ?? 0);
  const reach = ceiling ? ceiling * 1.5 : Infinity;   // where there are only bounds, they are what there is to see
  for (const m of data.marks) for (const p of m.points) if (p.high !== undefined && p.high <= reach) ceiling = Math.max(ceiling, p.high);
  const [step] = [1, 2, 2.5, 5, 10].map(s => s * 10 ** Math.floor(Math.log10(ceiling * 1.04 || 1) - 0.6)).filter(s => s * 6 >= ceiling * 1.04);
  return { max: Math.ceil(ceiling * 1.04 / step) * step || 1, step };
}

function optionsOf(data, places, palette, width, zoom) {
  const narrow = width < 600;
  const points = data.marks.flatMap(m => m.points);
  const from = Math.min(...points.map(p => at(p.start ?? p.end)));
  const to = Math.max(...points.map(p => at(p.end))) + day;
  const margin = Math.max((to - from) * 0.01, (60 * day - (to - from)) / 2);
  const legend = legendOf(data, palette, width);
  const head = 18 + 22 * legend.length;
  const { max, step } = ceilingOf(data);
  const long = places.length > 40;
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.text },
    grid: { left: 8, right: narrow ? 8 : 16, top: head, bottom: long ? 44 : 8, containLabel: true },
    legend: legend.map((row, i) => ({ type: 'plain', left: 4, top: 22 * i, padding: [4, 0], itemWidth: 20, itemHeight: 9, itemGap: legendGap, textStyle: { color: palette.text, fontSize: 12 }, inactiveColor: palette.line,
      data: row.map(m => ({ name: m.name, icon: m.kind === 'line' ? 'path://M0 4h20v2h-20z' : 'rect', itemStyle: { color: colourOf(m, palette) } })) })),
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: palette.surface, borderColor: palette.line, padding: [6, 10],
      textStyle: { color: palette.text, fontSize: 12 }, extraCssText: 'max-width:min(360px,90vw);white-space:normal;box-shadow:0 2px 8px rgba(0,0,0,.18)',
      axisPointer: { type: 'line', snap: true, lineStyle: { color: palette.quiet, type: 'dotted' }, label: { show: false } },
      formatter: items => tooltipOf(items, data, places, palette),
    },
    xAxis: {
      type: 'time', min: from - margin, max: to + margin, axisLine: { lineStyle: { color: palette.quiet } }, axisTick: { lineStyle: { color: palette.quiet } }, splitLine: { show: false },
      splitNumber: narrow ? 3 : 8, minInterval: 7 * day,
      axisLabel: { color: palette.quiet, fontSize: 11, hideOverlap: true, formatter: tick },
    },
    yAxis: {
      type: 'value', min: 0, max, interval: step,
      axisLabel: { color: palette.quiet, fontSize: 11, formatter: v => new Intl.NumberFormat(lang(), { maximumFractionDigits: 2, ...(narrow && max >= 10000 ? { notation: 'compact' } : {}) }).format(v) },
      splitLine: { lineStyle: { color: palette.line, width: 1 } },
    },
    dataZoom: long ? [
      { type: 'slider', height: 18, bottom: 6, left: 56, right: 24, filterMode: 'none', brushSelect: false, showDetail: false, showDataShadow: false, ...zoom, borderColor: palette.line, fillerColor: palette.line + '55', backgroundColor: 'transparent',
        handleStyle: { color: palette.surface, borderColor: palette.quiet }, moveHandleSize: 0 },
      ...(matchMedia('(pointer: coarse)').matches ? [] : [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, preventDefaultMouseMove: false, ...zoom }]),
    ] : [],
    series: [...data.marks.flatMap(m => seriesOf(m, palette, max)), ...milestonesOf(data.milestones, palette)],
  };
}

const legendGap = 14;

// The names in rows that fit, so that the drawing begins below them.
function legendOf(data, palette, width) {
  const pen = (legendOf.pen ??= document.createElement('canvas').getContext('2d'));
  pen.font = `12px ${palette.font}`;
  const rows = [[]];
  let x = 0;
  for (const m of data.marks) {
    const item = 25 + pen.measureText(m.name).width;
    if (x > 0 && x + item > width - 12) { rows.push([]); x = 0; }
    rows.at(-1).push(m);
    x += item + legendGap;
  }
  return rows;
}

const tick = value => {
  const d = new Date(value);
  return d.getUTCDate() !== 1 ? dayMonth(value) : d.getUTCMonth() ? date(value, { month: 'short' }) : date(value, { year: 'numeric' });
};

const colourOf = (mark, palette) => palette.chart[(mark.colour - 1) % palette.chart.length];

function seriesOf(mark, palette, max) {
  const colour = colourOf(mark, palette);
  if (mark.kind === 'bars') return [barsOf(mark, colour, palette)];
  const stretches = stretchesOf(mark.points);
  if (mark.kind === 'area') return stretches.map(s => polygonOf(mark, colour, s.map(p => [placeOf(p), p.floor, p.top]), hatch(colour), 1));
  const dash = mark.dashed ? [6, 3] : 'solid';
  const uncertain = mark.points.some(p => !isExact(p) && p.as !== 'about');
  const base = { type: 'line', name: mark.name, color: colour, symbolSize: 5, z: 4, emphasis: { disabled: true }, connectNulls: false };
  const line = {
    ...base, showSymbol: mark.points.length <= 400, data: broken(stretches, (p, before) => ({ value: [placeOf(p), p.value], symbol: symbolOf(p, before, mark.points.length) })),
    lineStyle: { width: uncertain ? 1.2 : 1.8, type: uncertain && !mark.dashed ? [2, 3] : dash },
  };
  if (!uncertain) return [line];
  // Dotted where only bounds are known, solid from one exact count to the next beside it.
  return [
    ...(mark.banded ? stretches.map(s => polygonOf(mark, colour, s.map(p => [placeOf(p), Math.min(p.low ?? p.value, max * 2), Math.min(p.high ?? p.value, max * 2)]), colour, 0.14)) : []),
    line,
    { ...base, showSymbol: false, data: broken(stretches, p => isExact(p) ? [placeOf(p), p.value] : [placeOf(p), null]), lineStyle: { width: 1.8, type: dash } },
  ];
}

// A line is broken where nothing stands for longer than its points are apart.
const longestStep = 10 * day;
const longestMonth = 32 * day;
function stretchesOf(points) {
  const stretches = [];
  let last = null;
  for (const p of points) {
    const here = placeOf(p);
    const step = p.start && at(p.end) - at(p.start) > 8 * day ? longestMonth : longestStep;
    if (last === null || here - last > step) stretches.push([]);
    stretches.at(-1).push(p);
    last = here;
  }
  return stretches;
}

const broken = (stretches, item) => stretches.flatMap((s, i) => [...(i ? [[placeOf(s[0]) - 1, null]] : []), ...s.map((p, j) => item(p, s[j - 1]))]);

// What is known exactly is a dot and a new floor a triangle; estimates in between have none.
function symbolOf(p, before, count) {
  if (isExact(p)) return count <= 12 || !before || !isExact(before) || before.value !== p.value ? 'circle' : 'none';
  if (p.as === 'about') return 'diamond';
  if (p.high === undefined) return before && before.low === p.low && before.high === undefined ? 'none' : 'triangle';
  return count <= 3 ? 'emptyCircle' : 'none';
}

function polygonOf(mark, colour, rows, fill, opacity) {
  return {
    type: 'custom', name: mark.name, color: colour, z: 1, clip: true, silent: true, encode: { x: 0, y: [1, 2] }, data: rows,
    renderItem: (params, api) => {
      if (params.dataIndex !== 0 || rows.length < 2) return null;
      const below = rows.map(r => api.coord([r[0], r[1]]));
      const above = rows.map(r => api.coord([r[0], r[2]])).reverse();
      return { type: 'polygon', shape: { points: below.concat(above) }, style: { fill, opacity } };
    },
  };
}

function barsOf(mark, colour, palette) {
  return {
    type: 'custom', name: mark.name, color: colour, z: 2, clip: true, encode: { x: 0, y: 1 },
    data: mark.points.map(p => [placeOf(p), p.value]),
    renderItem: (params, api) => {
      const p = mark.points[params.dataIndex];
      if (p.state === 'unknown') return null;
      const grid = params.coordSys;
      const [left, foot] = api.coord([at(p.start ?? p.end), 0]);
      const [right, top] = api.coord([at(p.end) + day, p.value]);
      if (right < grid.x || left > grid.x + grid.width) return null;
      const gap = Math.min(2, (right - left) * 0.15);
      const shape = { x: left + gap / 2, y: top, width: Math.max(1, right - left - gap), height: Math.max(foot - top, 0) };
      const style = p.state === 'partial' ? { fill: 'none', stroke: colour, lineWidth: 1.2, lineDash: [3, 2] }
        : p.state === 'estimated' ? { fill: hatch(colour), stroke: colour, lineWidth: 0.5 }
        : { fill: colour };
      const children = [{ type: 'rect', shape, style }];
      if (!isExact(p)) {
        const middle = (left + right) / 2;
        const cap = Math.min(4, shape.width / 3);
        const low = api.coord([0, p.low])[1];
        const open = p.high === undefined;
        const high = open ? Math.max(grid.y + 2, top - 12) : api.coord([0, p.high])[1];
        const cut = !open && high < grid.y;
        const end = cut ? grid.y + 1 : high;
        const pen = { stroke: palette.text, fill: 'none', lineWidth: 0.9, opacity: 0.5 };
        children.push({ type: 'line', shape: { x1: middle, y1: low, x2: middle, y2: end }, style: pen });
        children.push({ type: 'line', shape: { x1: middle - cap, y1: low, x2: middle + cap, y2: low }, style: pen });
        children.push(open || cut
          ? { type: 'polyline', shape: { points: [[middle - cap, end + cap + 1], [middle, end], [middle + cap, end + cap + 1]] }, style: pen }
          : { type: 'line', shape: { x1: middle - cap, y1: end, x2: middle + cap, y2: end }, style: pen });
      }
      return { type: 'group', children };
    },
  };
}

// Numbered lines; those that would stand on each other share one label. What the numbers mean stands below the chart.
function milestonesOf(milestones, palette) {
  if (!milestones?.length) return [];
  return [{
    type: 'custom', name: '\u200b', z: 3, silent: true, clip: false, tooltip: { show: false }, encode: { x: 0, y: -1 }, data: milestones.map(m => [at(m.on) + day / 2]),
    renderItem: (params, api) => {
      if (params.dataIndex !== 0) return null;
      const grid = params.coordSys;
      const children = [];
      let group = null;
      for (const m of milestones) {
        const x = api.coord([at(m.on) + day / 2, 0])[0];
        if (x < grid.x || x > grid.x + grid.width) continue;
        children.push({ type: 'line', shape: { x1: x, y1: grid.y, x2: x, y2: grid.y + grid.height }, style: { stroke: palette.quiet, lineWidth: 0.8, lineDash: [2, 3], opacity: 0.6 } });
        if (group && x - group.to < 16) Object.assign(group, { to: x, last: m.number });
        else children.push(...label(group)), group = { from: x, to: x, first: m.number, last: m.number };
      }
      children.push(...label(group));
      return { type: 'group', children };
      function label(g) {
        return g ? [{ type: 'text', style: { text: g.first === g.last ? `${g.first}` : `${g.first}–${g.last}`, x: (g.from + g.to) / 2, y: grid.y - 3, align: 'center', verticalAlign: 'bottom', fill: palette.quiet, fontSize: 10, fontFamily: palette.font } }] : [];
      }
    },
  }];
}

const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

function tooltipOf(items, data, places, palette) {
  const x = items[0]?.axisValue;
  const place = places.find(p => p.x === x) ?? places.reduce((best, p) => Math.abs(p.x - x) < Math.abs(best.x - x) ? p : best, places[0]);
  if (!place) return '';
  const notes = [];
  const rows = place.rows.map(({ mark, point }) => {
    if (point.state !== 'unknown' && data.words[point.state]) notes.push(data.words[point.state]);
    return `<tr><td style="padding-right:12px"><span style="display:inline-block;width:8px;height:8px;margin-right:6px;background:${colourOf(mark, palette)}"></span>${escape(mark.name)}</td>`
      + `<td style="text-align:right;font-variant-numeric:tabular-nums"><b>${escape(textOf(point, data))}</b></td></tr>`;
  });
  const events = (data.milestones ?? []).filter(m => m.on >= place.from && m.on <= place.to).map(m => `${m.number} · ${m.day}: ${m.text}`);
  const small = [...new Set(notes), ...events].map(t => `<div style="font-size:11px;opacity:.8">${escape(t)}</div>`).join('');
  return `<div style="margin-bottom:2px">${escape(place.title)}</div><table style="border-spacing:0;font-size:12px">${rows.join('')}</table>${small}`;
}

// ---- watching the page

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => { waiting = false; sync(); });
}

new MutationObserver(changes => {
  if (changes.some(c => c.type === 'attributes' || [...c.addedNodes, ...c.removedNodes].some(n => n.nodeType === 1 && (n.matches('figure[data-chart]') || n.querySelector('figure[data-chart]'))))) soon();
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-chart'] });
document.addEventListener('themechange', () => { for (const chart of drawn.values()) chart.draw(); });

document.addEventListener('click', e => {
  const figure = e.target.closest?.('figure[data-chart]');
  const chart = figure && drawn.get(figure);
  if (chart && e.target.closest('[data-chart-export]')) chart.save();
  if (chart && e.target.closest('[data-chart-retry]')) chart.show(figure.dataset.chart, true);
});

sync();
