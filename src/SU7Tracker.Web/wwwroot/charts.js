// Draws every <figure data-chart="address of JSON"> on the page as soon as it is there: prerendered, put there by the circuit, or by a
// navigation. The figure is plain markup; nothing is called from .NET and nothing waits for it. Every text comes with the JSON.

const library = document.querySelector('script[data-charts]').dataset.charts;
const day = 86400000;
const paper = 760;          // the width of a printed page
const drawn = new Map();    // figure → what is drawn in it
const answers = new Map();  // address → its JSON, so that the circuit's first rendering redraws nothing anew
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
  return keep(url, await answer.json());
}

function keep(url, json) {
  const data = prepare(json);
  answers.set(url, data);
  if (answers.size > 32) answers.delete(answers.keys().next().value);
  return data;
}

// Gives every point its place: from x0 to x1, drawn at x.
function prepare(data) {
  const at = iso => Date.parse(iso + 'T00:00:00Z');
  data.time = !data.across;
  for (const mark of data.marks) {
    for (const p of mark.points) {
      [p.x0, p.x1] = data.time ? [at(p.from ?? p.to), at(p.to) + day] : [p.from, p.to];
      p.x = mark.kind === 'bars' || mark.kind === 'stretches' || (data.time && p.from) ? (p.x0 + p.x1) / 2 : data.time ? p.x1 : p.x0;
    }
  }
  for (const m of data.milestones) m.x = at(m.on);
  for (const r of data.regions) [r.x0, r.x1] = [at(r.from), at(r.to) + day];
  if (data.time && data.from) [data.x0, data.x1] = [at(data.from), at(data.to) + day];
  return data;
}

// Reads the page and brings what is drawn in line with it.
function sync() {
  for (const [figure, chart] of drawn) {
    if (!figure.isConnected || !figure.querySelector('.chart-canvas')) { chart.dispose(); drawn.delete(figure); }
  }
  for (const figure of document.querySelectorAll('figure[data-chart]')) {
    if (!figure.querySelector('.chart-canvas')) { figure.dataset.ready = '1'; continue; }
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
    const numbers = figure.querySelector('.chart-numbers');
    if (numbers) keep(figure.dataset.chart, JSON.parse(numbers.textContent));
    this.resizing = new ResizeObserver(() => this.resize());
    this.resizing.observe(this.canvas);
    this.onkey = e => this.key(e);
    this.canvas.addEventListener('keydown', this.onkey);
    this.onblur = () => this.point(null);
    this.canvas.addEventListener('blur', this.onblur);
  }

  async show(url, again = false) {
    const { chosen } = this.figure.dataset;
    if (url === this.url && !again) {
      if (chosen !== this.chosen) { this.chosen = chosen; this.draw(); }
      return;
    }
    this.chosen = chosen;
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

  draw(width = this.canvas.clientWidth) {
    const { figure, data } = this;
    if (!data) return;
    const empty = data.marks.every(m => m.points.length === 0);
    figure.dataset.state = empty ? 'empty' : 'ready';
    if (empty) {
      this.echart?.dispose();
      this.echart = null;
    } else {
      if (!this.echart) {
        this.echart = echarts.init(this.canvas, null, { renderer: 'canvas' });
        this.listen();
      }
      this.width = width;
      this.places = placesOf(data);
      const [from, to] = (figure.dataset.chosen || '').split('/');
      const chosen =
        to && data.time ? [{ x0: Date.parse(from + 'T00:00:00Z'), x1: Date.parse(to + 'T00:00:00Z') + day, text: '', kind: 'chosen' }] : [];
      this.echart.setOption(
        optionsOf({ ...data, regions: [...data.regions, ...chosen] }, this.places, paletteOf(figure), this.width, this.canvas.clientHeight),
        { notMerge: true },
      );
      this.echart.getZr().flush();   // now, not with a frame to come: paper has none
      if (figure.dataset.group) {
        this.echart.group = figure.dataset.group;
        echarts.connect(figure.dataset.group);
      }
    }
    figure.dataset.ready = '1';
  }

  // A press opens the working of a point; dragging chooses days.
  listen() {
    const zr = this.echart.getZr();
    let start = null, shade = null;
    const inside = e => this.echart.containPixel({ gridIndex: 0 }, [e.offsetX, e.offsetY]);
    zr.on('mousedown', e => { if (this.figure.dataset.range && inside(e)) start = e.offsetX; });
    zr.on('mousemove', e => {
      if (start === null) return;
      shade?.remove();
      if (Math.abs(e.offsetX - start) < 5) { shade = null; return; }
      shade = document.createElement('span');
      shade.className = 'chart-shade';
      shade.style.cssText = `left:${Math.min(start, e.offsetX)}px;width:${Math.abs(e.offsetX - start)}px`;
      this.canvas.parentElement.append(shade);
    });
    zr.on('globalout', () => { shade?.remove(); shade = start = null; });
    zr.on('mouseup', e => {
      const from = start;
      const dragged = shade !== null;
      shade?.remove();
      shade = start = null;
      if (dragged) {
        const [a, b] = [from, e.offsetX].sort((x, y) => x - y).map(x => this.echart.convertFromPixel({ xAxisIndex: 0 }, x));
        if (this.data.time)
          go(
            this.figure.dataset.range
              .replace('%7Bfrom%7D', iso(a))
              .replace('%7Bto%7D', iso(b))
              .replace('{from}', iso(a))
              .replace('{to}', iso(b)),
          );
      } else if (inside(e) && this.figure.dataset.press) {
        this.press(this.echart.convertFromPixel({ xAxisIndex: 0 }, e.offsetX));
      } else if (inside(e)) {
        this.open(this.nearest(this.echart.convertFromPixel({ xAxisIndex: 0 }, e.offsetX)));
      }
    });
  }

  nearest(x) {
    return this.places.reduce(
      (best, p) =>
        p.x0 <= x && x <= p.x1 && (best === null || p.x1 - p.x0 < best.x1 - best.x0 || !(best.x0 <= x && x <= best.x1))
          ? p
          : best === null || (Math.abs(p.x - x) < Math.abs(best.x - x) && !(best.x0 <= x && x <= best.x1))
            ? p
            : best,
      null,
    );
  }

  // A press on a day asks the page about it.
  press(x) {
    if (this.data.time) go(this.figure.dataset.press.replace('%7Bday%7D', iso(x)).replace('{day}', iso(x)));
  }

  open(place) {
    const what = place?.rows.find(r => r.point.open)?.point.open;
    if (!what) return;
    const url = new URL(location.href);
    url.searchParams.set('open', what);
    go(url.pathname + url.search);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!this.echart || width === 0 || (this.echart.getWidth() === width && this.echart.getHeight() === height)) return;
    this.echart.resize();
    this.draw();   // the room for labels depends on the size
  }

  // On paper a chart is as wide as a page, so that its texts can be read.
  print(begins) {
    if (!this.echart) return;
    this.echart.resize(begins ? { width: paper, height: this.canvas.clientHeight } : { width: 'auto', height: 'auto' });
    this.draw(begins ? paper : undefined);
  }

  // Arrow keys go from point to point; what stands there is said, too. Enter opens its working.
  key(e) {
    if (!this.echart) return;
    const last = this.places.length - 1;
    const to = { ArrowRight: (this.at ?? -1) + 1, ArrowLeft: (this.at ?? last + 1) - 1, Home: 0, End: last }[e.key];
    if (to !== undefined) { e.preventDefault(); this.point(Math.max(0, Math.min(last, to))); }
    else if (e.key === 'Escape') this.point(null);
    else if (e.key === 'Enter' && this.at != null && this.figure.dataset.press) this.press(this.places[this.at].x - 1);
    else if (e.key === 'Enter' && this.at != null) this.open(this.places[this.at]);
  }

  point(at) {
    this.at = at;
    if (!this.echart) return;
    if (at === null) { this.echart.dispatchAction({ type: 'hideTip' }); this.said.textContent = ''; return; }
    const place = this.places[at];
    const [x, y] = [this.echart.convertToPixel({ xAxisIndex: 0 }, place.x), this.canvas.clientHeight / 3];
    this.echart.dispatchAction({ type: 'showTip', x, y });
    this.said.textContent = [
      place.title,
      ...place.rows.map(r => `${r.mark.name}: ${[r.point.text, ...(r.point.notes ?? [])].join(', ')}`),
    ].join('. ');
  }

  // The picture stands alone: title, unit, legend, sources and address are in it.
  save(format) {
    if (!this.echart) return;
    const palette = paletteOf(this.figure);
    const [width, height] = [Math.max(this.width, 960), Math.max(this.canvas.clientHeight, 340) + 120];
    const options = optionsOf(this.data, this.places, palette, width, height);
    const space = document.createElement('div');
    space.style.cssText = `position:fixed;left:-9999px;width:${width}px;height:${height}px`;
    document.body.append(space);
    const picture = echarts.init(space, null, { renderer: format === 'svg' ? 'svg' : 'canvas', width, height });
    const key = [...this.figure.querySelectorAll('.chart-key li')].map(l => l.textContent.trim()).join('  ·  ');
    const { vehicle, asof, pinned } = this.figure.dataset;
    const heading = document.querySelector('h1')?.textContent.trim() ?? '';
    const compares = heading.includes(vehicle) && this.data.marks.length > 1 && this.data.across;
    const title = this.data.title.includes(vehicle) || compares ? this.data.title : `${vehicle}: ${this.data.title}`;
    const address = pinned ? new URL(pinned, location.href).href : location.href;
    picture.setOption({
      ...options,
      backgroundColor: palette.surface,
      grid: { ...options.grid, top: options.grid.top + 62, bottom: options.grid.bottom + 50 },
      graphic: [
        text(title, 12, 10, 'bold 16px', palette.text),
        text([heading === title ? '' : heading, asof].filter(Boolean).join('  ·  '), 12, 32, '12px', palette.text),
        text(key, 12, 50, '11px', palette.quiet),
        text(this.data.sources, 12, height - 38, '10px', palette.quiet),
        text(address, 12, height - 22, '10px', palette.quiet),
      ],
    });
    const link = document.createElement('a');
    link.href = format === 'svg'
      ? URL.createObjectURL(new Blob([picture.renderToSVGString()], { type: 'image/svg+xml' }))
      : picture.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: palette.surface });
    link.download = `${this.figure.dataset.pattern}.${format}`;
    link.click();
    picture.dispose();
    space.remove();
    function text(t, left, top, font, fill) {
      return {
        type: 'text',
        left,
        top,
        silent: true,
        style: { text: t, font: `${font} ${palette.font}`, fill, width: width - 24, overflow: 'truncate' },
      };
    }
  }

  dispose() {
    this.resizing.disconnect();
    this.canvas.removeEventListener('keydown', this.onkey);
    this.canvas.removeEventListener('blur', this.onblur);
    this.echart?.dispose();
  }
}

// Goes to another address of the page as a link would, so that the circuit hears of it where there is one.
function go(url) {
  const link = document.createElement('a');
  link.href = url;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

// ---- numbers and days, as the language of the page writes them

const lang = () => document.documentElement.lang || 'en';
const iso = time => new Date(time).toISOString().slice(0, 10);
const date = (time, parts) => new Intl.DateTimeFormat(lang(), { timeZone: 'UTC', ...parts }).format(time);
const english = () => lang().startsWith('en');
const dayMonth = time =>
  english() ? `${date(time, { day: 'numeric' })} ${date(time, { month: 'short' })}` : date(time, { day: 'numeric', month: 'short' });

function tick(value, index) {
  const d = new Date(value);
  if (d.getUTCDate() !== 1) return dayMonth(value);
  return index === 0 || d.getUTCMonth() === 0 ? date(value, { month: 'short', year: 'numeric' }) : date(value, { month: 'short' });
}

// The places along the axis, each with everything that stands there.
function placesOf(data) {
  const places = new Map();
  for (const mark of data.marks) {
    if (!mark.name) continue;
    for (const point of mark.points) {
      let place = places.get(point.x);
      if (!place) places.set(point.x, place = { x: point.x, x0: point.x0, x1: point.x1, rows: [], title: point.title });
      place.rows.push({ mark, point });
    }
  }
  return [...places.values()].sort((a, b) => a.x - b.x);
}

// ---- colours, from the theme

function paletteOf(figure) {
  const style = getComputedStyle(figure);
  const read = name => style.getPropertyValue(name).trim();
  return {
    chart: [1, 2, 3, 4, 5, 6].map(i => read(`--chart-${i}`)),
    text: read('--chart-label'),
    quiet: read('--chart-text'),
    line: read('--chart-grid'),
    surface: read('--chart-surface'),
    on: read('--chart-on'),
    good: read('--chart-good'),
    font: style.fontFamily,
  };
}

const hatches = new Map();
function hatch(colour, ground = 0.14) {
  const name = colour + ground;
  if (hatches.has(name)) return hatches.get(name);
  const tile = document.createElement('canvas');
  tile.width = tile.height = 16;   // twice the size that it is drawn at, so that it stays sharp
  const pen = tile.getContext('2d');
  pen.globalAlpha = ground;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 16, 16);
  pen.globalAlpha = ground ? 0.5 : 0.25;
  pen.strokeStyle = colour;
  pen.lineWidth = ground ? 5 : 2;
  pen.beginPath();
  for (const x of [-16, 0, 16]) { pen.moveTo(x - 4, 20); pen.lineTo(x + 20, -4); }
  pen.stroke();
  const pattern = { image: tile, repeat: 'repeat', scaleX: 0.5, scaleY: 0.5 };
  hatches.set(name, pattern);
  return pattern;
}

const colourOf = (mark, palette) => palette.chart[(mark.colour - 1) % palette.chart.length];

const pens = new Map();
function widthOf(string, font) {
  let pen = pens.get(font);
  if (!pen) { pen = document.createElement('canvas').getContext('2d'); pen.font = font; pens.set(font, pen); }
  return pen.measureText(string).width;
}

// ---- the drawing

// The axis follows what is known and the best estimates: one week that may hold anything must not flatten all others.
function scaleOf(data) {
  let [top, bottom] = [0, 0];
  for (const m of data.marks) for (const p of m.points) {
    top = Math.max(top, p.value ?? 0, p.low ?? 0);
    bottom = Math.min(bottom, p.value ?? 0, p.high ?? 0);
  }
  const reach = top ? top * 1.7 : Infinity;   // where there are only bounds, they are what there is to see
  for (const m of data.marks) for (const p of m.points) if (!p.bare && p.high !== undefined && p.high <= reach) top = Math.max(top, p.high);
  if (bottom < 0 || data.marks.some(m => m.points.some(p => p.low < 0))) {
    const far = Math.max(top, -bottom) * 1.7 || Infinity;
    for (const m of data.marks) for (const p of m.points) if (p.low !== undefined && p.low >= -far) bottom = Math.min(bottom, p.low);
  }
  if (data.ceiling) top = data.ceiling / 1.04;
  const step = [1, 2, 2.5, 5, 10].map(s => s * 10 ** Math.floor(Math.log10(top * 1.04 || 1) - 0.6)).find(s => s * 7 >= top * 1.04);
  if (bottom < 0) {
    const wide = [1, 2, 2.5, 5, 10, 20, 25, 50]
      .map(s => s * 10 ** Math.floor(Math.log10(top - bottom) - 1))
      .find(s => s * 8 >= (top - bottom) * 1.04);
    return { min: Math.floor(bottom * 1.02 / wide) * wide, max: Math.ceil(top * 1.02 / wide) * wide, step: wide };
  }
  return { min: 0, max: Math.ceil(top * 1.04 / step) * step || 1, step };
}

function optionsOf(data, places, colours, width, height) {
  const narrow = width < 600;
  const palette = { ...colours, taken: new Map() };   // where this drawing has its labels
  const points = data.marks.flatMap(m => m.points);
  const from = data.x0 ?? Math.min(...points.map(p => p.x0));
  const to = data.x1 ?? Math.max(...points.map(p => p.x1));
  const margin = data.x0 === undefined && data.time ? Math.max((to - from) * 0.01, (40 * day - (to - from)) / 2) : 0;
  const flags = flagsOf(data, palette, width, from - margin, to + margin);
  const { min, max, step } = scaleOf(data);
  const ends = narrow ? 0 : Math.max(0, ...data.marks.filter(m => m.end).map(m => Math.max(...m.end.split('\n').map(t => widthOf(t, `600 11px ${palette.font}`)))));
  const bars = data.time ? data.marks.find(m => m.kind === 'bars')?.points ?? [] : [];
  const missing = data.marks.some(m => (m.crosses || m.kind === 'bars') && m.points.some(p => p.look === 'missing'));
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.text },
    grid: {
      left: 4,
      right: (narrow ? 6 : 14) + ends,
      top: 12 + 14 * flags.rows,
      bottom: (missing ? 14 : 2) + (data.across ? (narrow ? 32 : 18) : 0) + (bars.length ? 20 : 0),
      containLabel: true,
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: palette.surface,
      borderColor: palette.line,
      padding: [8, 12],
      textStyle: { color: palette.text, fontSize: 12 },
      extraCssText: 'max-width:min(360px,90vw);white-space:normal;box-shadow:0 4px 16px rgba(0,0,0,.18)',
      axisPointer: {
        type: 'line',
        snap: true,
        lineStyle: { color: palette.quiet, type: 'solid', width: 1, opacity: 0.6 },
        label: { show: false },
      },
      formatter: items => tooltipOf(items, data, places, palette),
    },
    xAxis: {
      type: data.time && !bars.length ? 'time' : 'value',
      min: from - margin,
      max: to + margin,
      name: narrow ? data.across?.replace(/ ?([(（])/, '\n$1') : data.across,   // an axis name does not break by itself
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: palette.quiet, fontSize: 11 },
      axisLine: { lineStyle: { color: palette.quiet } },
      axisTick: { show: !bars.length, lineStyle: { color: palette.quiet } },
      splitLine: { show: false },
      ...(bars.length ? {} : data.time ? { splitNumber: narrow ? 4 : 9, minInterval: 7 * day } : { interval: spacing(to - from, narrow) }),
      axisLabel: {
        color: palette.quiet,
        fontSize: 11,
        hideOverlap: true,
        margin: missing ? 20 : 8,
        ...(data.across ? { showMaxLabel: false } : {}),
        ...labelsOf(bars, data, palette, width),
      },
    },
    yAxis: {
      type: 'value',
      min,
      max,
      interval: step,
      axisLabel: {
        color: palette.quiet,
        fontSize: 11,
        formatter: v => scaleText(v, max, data, narrow),
      },
      splitLine: { lineStyle: { color: palette.line, width: 1 } },
    },
    series: [regionsOf(data, palette), ...data.marks.flatMap(m => seriesOf(m, data, palette, max, narrow)), flags.series].filter(Boolean),
  };
}

// Large numbers are shorter where there is little room; in Chinese only where the reader has asked for 万.
function scaleText(value, max, data, narrow) {
  const large = max >= 10000;
  const tenThousands = large && data.tenThousands;
  const text = new Intl.NumberFormat(lang(), { maximumFractionDigits: 2, ...(narrow && large && english() ? { notation: 'compact' } : {}) })
    .format(tenThousands ? value / 10000 : value);
  return tenThousands && value !== 0 ? `${text} 万` : text;
}

// Bars are named below them, as many as there is room for; without bars the axis names days.
function labelsOf(bars, data, palette, width) {
  if (!bars.length) return data.time ? { formatter: tick } : {};
  const room = Math.max(...bars.map(p => widthOf(p.tick, `11px ${palette.font}`))) + 12;
  const every = Math.ceil(bars.length * room / (width - 60));
  const named = bars.filter((_, i) => i % every === 0);
  const names = new Map(named.map(p => [Math.round(p.x), p.tick]));
  return { customValues: named.map(p => p.x), formatter: v => names.get(Math.round(v)) ?? '', hideOverlap: true };
}

const spacing = (span, narrow) => [1, 2, 4, 13, 26, 52, 104].find(s => span / s <= (narrow ? 6 : 10)) ?? Math.ceil(span / 10);

function seriesOf(mark, data, palette, max, narrow) {
  const colour = colourOf(mark, palette);
  switch (mark.kind) {
    case 'bars':
      return [custom(mark, colour, 2, (p, api, grid) => barOf(p, mark, colour, palette, api, grid))];
    case 'points':
      return [custom(mark, colour, 5, (p, api, grid) => pointOf(p, mark, colour, palette, api, grid))];
    case 'stretches':
      return [custom(mark, colour, 1, (p, api, grid) => stretchOf(p, mark, colour, palette, api, grid))];
    case 'band':
      return pieces(mark.points.filter(p => p.look !== 'missing')).map(s =>
        areaOf(
          mark,
          colour,
          s.map(p => [p.x, low(p), high(p, max), p.pale]),
        ),
      );
    case 'stepBand':
      return pieces(mark.points).map(s =>
        areaOf(
          mark,
          colour,
          s.flatMap((p, i) =>
            i + 1 < s.length
              ? [
                  [p.x, low(p), high(s[i + 1], max), s[i + 1].pale],
                  [s[i + 1].x, low(p), high(s[i + 1], max), s[i + 1].pale],
                ]
              : [[p.x, low(p), high(p, max), p.pale]],
          ),
        ),
      );
    case 'steps':
      return [lineOf(mark, colour, palette, mark.points, { step: 'end' })];
    default:
      return [
        lineOf(mark, colour, palette, mark.points, narrow ? { endLabel: { show: false } } : {}),
        ...(mark.plain
          ? []
          : [custom(mark, colour, 5, (p, api, grid) => pointOf(p, mark, colour, palette, api, grid, mark.points.length > 60))]),
        ...(narrow && mark.end
          ? [custom({ ...mark, name: '\u200b' }, colour, 6, (p, api, grid) => endOf(p, mark, colour, palette, api, grid))]
          : []),
      ];
  }
}

const low = p => p.low ?? p.value ?? 0;
const high = (p, max) => p.low === undefined ? p.value : Math.min(p.high ?? max * 2, max * 2);

// Each point of a mark drawn by itself; a point's row carries its bounds, so that the axis pointer finds it.
function custom(mark, colour, z, draw) {
  return {
    type: 'custom', name: mark.name, color: colour, z, clip: false, encode: { x: 0, y: 1 },
    data: mark.points.map(p => [p.x, p.value ?? p.low ?? 0]),
    renderItem: (params, api) => {
      const point = mark.points[params.dataIndex];
      const grid = params.coordSys;
      const [x0, x1] = [api.coord([point.x0, 0])[0], api.coord([point.x1, 0])[0]];
      return x1 < grid.x - 1 || x0 > grid.x + grid.width + 1 ? null : draw(point, api, grid);
    },
  };
}

// A line breaks where a point is missing.
function pieces(points) {
  const found = [[]];
  for (const p of points) {
    if (p.look === 'missing') found.push([]);
    else found.at(-1).push(p);
  }
  return found.filter(s => s.length > 0);
}

function lineOf(mark, colour, palette, points, more) {
  const end = mark.end;
  return {
    type: 'line', name: mark.name, color: colour, z: 4, showSymbol: false, emphasis: { disabled: true }, connectNulls: false,
    data: points.map(p => [p.x, p.look === 'missing' || p.value === undefined ? null : p.value]),
    lineStyle: { width: 2, type: mark.dashed ? [5, 4] : 'solid' },
    ...(end
      ? {
          endLabel: {
            show: true,
            formatter: end,
            color: colour,
            fontSize: 11,
            fontWeight: 600,
            lineHeight: 14,
            distance: 8,
            fontFamily: palette.font,
            width: 200,
            overflow: 'break',
          },
          labelLayout: { moveOverlap: 'shiftY' },
        }
      : {}),
    ...more,
  };
}

function areaOf(mark, colour, rows) {
  return {
    type: 'custom', name: mark.name, color: colour, z: 1, clip: true, silent: true, encode: { x: 0, y: [1, 2] }, data: rows,
    renderItem: (params, api) => {
      if (params.dataIndex !== 0 || rows.length < 2) return null;
      return {
        type: 'group',
        children: runs(rows).flatMap(({ part, pale }) => {
          const below = part.map(r => api.coord([r[0], r[1]]));
          const above = part.map(r => api.coord([r[0], r[2]]));
          const edge = { stroke: colour, fill: 'none', lineWidth: 0.8, opacity: pale ? 0.25 : 0.6 };
          return [
            {
              type: 'polygon',
              shape: { points: below.concat(above.slice().reverse()) },
              style: { fill: colour, opacity: pale ? 0.06 : 0.16 },
            },
            { type: 'polyline', shape: { points: above }, style: edge },
            { type: 'polyline', shape: { points: below }, style: edge },
          ];
        }),
      };
    },
  };
}

// A band in parts: those whose bounds are too wide to help are drawn pale.
function runs(rows) {
  const found = [];
  rows.forEach((row, i) => {
    const pale = !!row[3];
    if (i === 0 || pale !== found.at(-1).pale) found.push({ pale, part: i === 0 ? [] : [rows[i - 1]] });
    found.at(-1).part.push(row);
  });
  return found;
}

function barOf(p, mark, colour, palette, api, grid) {
  const foot = api.coord([p.x, 0])[1];
  let [left, right] = [api.coord([p.x0, 0])[0], api.coord([p.x1, 0])[0]];
  const gap = Math.min(14, Math.max(1, (right - left) * 0.2));
  [left, right] = [Math.max(grid.x, left + gap / 2), Math.min(grid.x + grid.width, right - gap / 2)];
  const width = Math.max(1, right - left);
  const middle = (left + right) / 2;
  if (p.look === 'missing') return cross(middle, foot + 8, palette.quiet, Math.min(3, width / 2));
  if (p.look === 'zero')
    return {
      type: 'group',
      children: [
        line(left, foot, right, foot, { stroke: palette.text, lineWidth: 3 }),
        ...label('0', middle, foot - 4, width, palette.text, palette),
      ],
    };
  const height = v => Math.max(grid.y, api.coord([p.x, v])[1]);
  const value = p.value ?? p.low;
  const top = height(value);
  const shape = { x: left, y: top, width, height: Math.max(foot - top, 0) };
  const children = [];
  if (p.look === 'exact') children.push({ type: 'rect', shape: { ...shape, r: [2, 2, 0, 0] }, style: { fill: colour } });
  if (p.look === 'rounded')
    children.push(
      { type: 'rect', shape: { ...shape, r: [5, 5, 0, 0] }, style: { fill: colour, opacity: 0.55 } },
      line(left, top, right, top, { stroke: colour, lineWidth: 3, lineCap: 'round' }),
    );
  if (p.look === 'estimated') children.push({ type: 'rect', shape, style: { fill: hatch(colour), stroke: colour, lineWidth: 0.8 } });
  if (p.look === 'partial')
    children.push({ type: 'rect', shape, style: { fill: hatch(colour), stroke: colour, lineWidth: 1, lineDash: [3, 2] } });
  if (p.low !== undefined && !p.bare)
    children.push(...boundsOf(p, p.look, { left, right, middle, width }, colour, palette, height, grid, foot));
  if (mark.labelled && p.label) {
    const solid = p.look === 'exact';
    children.push(...label(p.label, middle, foot - 8, right - left + gap - 2, solid ? palette.on : palette.text, palette, !solid));
  }
  return { type: 'group', children };
}

// Where there is an estimate, bounds are a whisker; without one they are all there is: a bracket.
function boundsOf(p, look, { left, right, middle, width }, colour, palette, height, grid, foot) {
  const below = height(p.low);
  const open = p.high === undefined;
  const above = open ? Math.max(grid.y, Math.min(below, foot) - 16) : height(p.high);
  const cut = open || api_cut(p, height, grid);
  if (look === 'bounded' || (look === 'partial' && p.value === undefined)) {
    return [
      {
        type: 'rect',
        shape: { x: left, y: above, width, height: Math.max(0, below - above) },
        style: { fill: colour, opacity: open ? 0.08 : 0.16 },
      },
      line(left, below, right, below, { stroke: colour, lineWidth: 2 }),
      ...(cut ? arrow(middle, above, colour) : [line(left, above, right, above, { stroke: colour, lineWidth: 2 })]),
    ];
  }
  const cap = Math.min(5, width / 3);
  const pen = { stroke: palette.text, fill: 'none', lineWidth: 1.1, opacity: 0.75 };
  return [
    line(middle, below, middle, above, pen), line(middle - cap, below, middle + cap, below, pen),
    ...(cut ? arrow(middle, above, palette.text) : [line(middle - cap, above, middle + cap, above, pen)]),
  ];
}

const api_cut = (p, height, grid) => height(p.high) <= grid.y + 0.5;
const line = (x1, y1, x2, y2, style) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
const arrow = (x, y, stroke) => [
  {
    type: 'polyline',
    shape: {
      points: [
        [x - 4, y + 6],
        [x, y + 1],
        [x + 4, y + 6],
      ],
    },
    style: { stroke, fill: 'none', lineWidth: 1.4 },
  },
];
const cross = (x, y, stroke, r = 3) => ({
  type: 'group',
  children: [line(x - r, y - r, x + r, y + r, { stroke, lineWidth: 1.1 }), line(x - r, y + r, x + r, y - r, { stroke, lineWidth: 1.1 })],
});

function label(string, x, y, room, fill, palette, halo = false, align = 'center') {
  const font = `600 11px ${palette.font}`;
  if (widthOf(string, font) > room) return [];
  return [
    {
      type: 'text',
      z2: 10,
      style: { text: string, x, y, align, verticalAlign: 'bottom', fill, font, ...(halo ? { stroke: palette.surface, lineWidth: 3 } : {}) },
    },
  ];
}

function pointOf(p, mark, colour, palette, api, grid, small = false) {
  const foot = api.coord([p.x, 0])[1];
  const x = api.coord([p.x, 0])[0];
  if (p.look === 'missing') return mark.kind === 'points' || !mark.crosses ? null : cross(x, foot + 8, palette.quiet, 2.5);
  const height = v => Math.max(grid.y, api.coord([p.x, v])[1]);
  const children = [];
  if (p.low !== undefined && !small && !p.bare) {
    const [below, above] = [height(p.low), p.high === undefined ? Math.max(grid.y, height(p.low) - 16) : height(p.high)];
    const pen = { stroke: colour, lineWidth: 1.4 };
    children.push(line(x, below, x, above, pen), line(x - 4, below, x + 4, below, pen));
    children.push(
      ...(p.high === undefined || api_cut(p, height, grid) ? arrow(x, above, colour) : [line(x - 4, above, x + 4, above, pen)]),
    );
  }
  if (p.value !== undefined && !(small && p.look === 'estimated'))
    children.push(symbolOf(mark.symbol, x, height(p.value), p.look, colour, palette, small ? 2.5 : 3.5));
  if (p.label) children.push(...labelBeside(p.label, x, height(p.value ?? p.high ?? p.low) - 6, colour, palette, grid));
  return { type: 'group', children };
}

// Where there is no room beside the drawing, a line is named inside it, without the day at which it ends.
function endOf(p, mark, colour, palette, api, grid) {
  if (p !== mark.points.findLast(q => q.look !== 'missing' && q.value !== undefined)) return null;
  const [x, y] = api.coord([p.x, p.value]);
  const lines = mark.end.split('\n').slice(0, 2);
  return { type: 'group', children: floating(lines, Math.min(x, grid.x + grid.width) - 2, y - 8, colour, palette, grid, 'right') };
}

// Lines of text where they cover no other label: as near as there is room, to the side, above or below; none where there is no room.
function floating(lines, x, y, fill, palette, grid, align = 'center', others = []) {
  const font = `600 11px ${palette.font}`;
  const [width, height] = [Math.max(...lines.map(t => widthOf(t, font))), 13 * lines.length];
  const leftOf = side => side === 'left' ? x : side === 'right' ? x - width : x - width / 2;
  const key = `${lines}@${Math.round(x)}`;
  palette.taken.delete(key);
  const isFree = ([side, foot], left = leftOf(side)) => foot <= grid.y + grid.height && foot - height >= grid.y - 3
    && [...palette.taken.values()].every(
      b => left + width + 3 < b.left || b.left + b.width + 3 < left || foot <= b.foot - b.height || b.foot <= foot - height,
    );
  const first = Math.max(grid.y + height - 3, Math.min(grid.y + grid.height, y));
  const beside = others.map(side => [side, first]);
  const place = [[align, first], ...beside, ...[-1, 1, -2, 2, -3, 3, 4, 5].map(step => [align, first + 14 * step])].find(p => isFree(p));
  if (!place) return [];
  const [side, foot] = place;
  palette.taken.set(key, { left: leftOf(side), width, foot, height });
  return lines.flatMap((text, i) => label(text, x, foot - 13 * (lines.length - 1 - i), Infinity, fill, palette, true, side));
}

// A label above a point, or beside it where the drawing ends.
function labelBeside(string, x, y, colour, palette, grid) {
  const half = widthOf(string, `600 11px ${palette.font}`) / 2;
  const align = x - half < grid.x ? 'left' : x + half > grid.x + grid.width ? 'right' : 'center';
  const place = align === 'center' ? x : align === 'left' ? Math.max(x, grid.x) : Math.min(x, grid.x + grid.width);
  return floating([string], place, Math.max(grid.y + 10, y), colour, palette, grid, align, align === 'center' ? ['right', 'left'] : []);
}

function symbolOf(symbol, x, y, look, colour, palette, r) {
  const solid = look === 'exact' || look === 'zero';
  const style = {
    fill: solid ? colour : palette.surface,
    stroke: colour,
    lineWidth: 1.6,
    ...(look === 'estimated' || look === 'partial' ? { lineDash: [2, 2] } : {}),
  };
  if (symbol === 'rect') return { type: 'rect', shape: { x: x - r, y: y - r, width: 2 * r, height: 2 * r }, style };
  if (symbol === 'triangle')
    return {
      type: 'polygon',
      shape: {
        points: [
          [x, y - r - 1],
          [x + r + 1, y + r],
          [x - r - 1, y + r],
        ],
      },
      style,
    };
  if (symbol === 'diamond' || look === 'estimated')
    return {
      type: 'polygon',
      shape: {
        points: [
          [x, y - r - 1],
          [x + r + 1, y],
          [x, y + r + 1],
          [x - r - 1, y],
        ],
      },
      style,
    };
  return { type: 'circle', shape: { cx: x, cy: y, r }, style };
}

// One known stretch: its bounds over all its days, said once.
function stretchOf(p, mark, colour, palette, api, grid) {
  if (p.look === 'missing') return null;
  const [left, right] = [Math.max(grid.x, api.coord([p.x0, 0])[0]), Math.min(grid.x + grid.width, api.coord([p.x1, 0])[0])];
  const height = v => Math.max(grid.y, api.coord([p.x, v])[1]);
  const children = [];
  const exact = p.low === undefined;
  const [below, above] = exact ? [height(p.value), height(p.value)] : [height(p.low), p.high === undefined ? grid.y : height(p.high)];
  if (!exact)
    children.push({
      type: 'rect',
      shape: { x: left, y: above, width: right - left, height: below - above },
      style: { fill: colour, opacity: 0.1 },
    });
  children.push(line(left + 1, below, right - 1, below, { stroke: colour, lineWidth: exact ? 3 : 1.2 }));
  if (!exact && p.high !== undefined && above > grid.y + 1)
    children.push(line(left + 1, above, right - 1, above, { stroke: colour, lineWidth: 1.2 }));
  if (mark.labelled && p.label) {
    // In one line while there is room, else in as many as its text has.
    const lines = label(p.label.replace('\n', ' '), 0, 0, right - left, colour, palette).length
      ? [p.label.replace('\n', ' ')]
      : p.label.split('\n');
    const foot = Math.max(grid.y + 14 * lines.length, above - 3);
    const fits = lines.every(text => widthOf(text, `600 11px ${palette.font}`) <= right - left + 16);
    if (fits) children.push(...floating(lines, (left + right) / 2, foot, colour, palette, grid));
  }
  return { type: 'group', children };
}

function regionsOf({ regions }, palette) {
  if (!regions.length) return null;
  return {
    type: 'custom',
    name: '\u200b',
    z: 0,
    silent: true,
    clip: true,
    tooltip: { show: false },
    encode: { x: 0, y: -1 },
    data: regions.map(r => [r.x0]),
    renderItem: (params, api) => {
      const r = regions[params.dataIndex];
      const grid = params.coordSys;
      const [left, right] = [Math.max(grid.x, api.coord([r.x0, 0])[0]), Math.min(grid.x + grid.width, api.coord([r.x1, 0])[0])];
      if (right <= left) return null;
      if (r.kind === 'chosen' && right - left < 4) {
        const middle = (left + right) / 2;
        const align = middle > grid.x + grid.width * 0.8 ? 'right' : 'left';
        return { type: 'group', children: [
          line(middle, grid.y, middle, grid.y + grid.height, { stroke: palette.chart[2], lineWidth: 1.4, lineDash: [2, 3] }),
          ...floating([r.text], middle + (align === 'left' ? 5 : -5), grid.y + 12, palette.chart[2], palette, grid, align),
        ] };
      }
      const style =
        r.kind === 'said'
          ? { fill: 'none' }
          : r.kind === 'chosen'
            ? { fill: palette.chart[1], opacity: 0.16 }
            : r.kind === 'unknown'
              ? { fill: hatch(palette.quiet, 0) }
              : { fill: r.kind === 'reached' ? palette.good : palette.quiet, opacity: 0.14 };
      return {
        type: 'group',
        children: [
          { type: 'rect', shape: { x: left, y: grid.y, width: right - left, height: grid.height }, style },
          ...(r.text ? nameOf(r, (left + right) / 2, right - left - 6, palette, grid) : []),
        ],
      };
    },
  };
}

// A region is named inside it, in as many lines as that needs; beside it where a word is wider.
function nameOf({ text }, middle, room, palette, grid) {
  const font = `600 11px ${palette.font}`;
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, font) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const foot = grid.y + 5 + 13 * lines.length;
  return lines.length === 1 || lines.some(l => widthOf(l, font) > room)
    ? labelBeside(text, middle, grid.y + 18, palette.quiet, palette, grid)
    : floating(lines, middle, foot, palette.quiet, palette, grid);
}

// Milestones as flags; their names in rows while there is room, on hover else.
function flagsOf(data, palette, width, from, to) {
  if (!data.milestones?.length || !data.time) return { rows: 0, series: null };
  const font = `11px ${palette.font}`;
  const most = width < 600 ? 0 : 3;
  const scale = (width - 60) / (to - from);
  const ends = [];
  const shown = data.milestones.filter(m => m.x >= from && m.x <= to).map(m => {
    const x = 48 + (m.x - from) * scale;
    const end = x + 14 + widthOf(m.name, font);
    const row = end > width ? -1 : Array.from({ length: most }, (_, i) => i).find(i => x > (ends[i] ?? -Infinity) + 8) ?? -1;
    if (row >= 0) ends[row] = end;
    return { ...m, row };
  });
  const rows = Math.max(1, ends.length);
  return {
    rows,
    series: {
      type: 'custom',
      name: '\u200b',
      z: 3,
      silent: true,
      clip: false,
      tooltip: { show: false },
      encode: { x: 0, y: -1 },
      data: shown.map(m => [m.x]),
      renderItem: (params, api) => {
        const m = shown[params.dataIndex];
        const grid = params.coordSys;
        const x = api.coord([m.x, 0])[0];
        const y = m.row < 0 ? grid.y + 8 : grid.y - 4 - 14 * (rows - 1 - m.row);
        return {
          type: 'group',
          children: [
            line(x, y - 8, x, grid.y + grid.height, { stroke: palette.quiet, lineWidth: 0.9, lineDash: [2, 3], opacity: 0.65 }),
            ...(m.row < 0
              ? []
              : [
                  {
                    type: 'polygon',
                    shape: {
                      points: [
                        [x, y - 9],
                        [x + 8, y - 9],
                        [x + 5.5, y - 6],
                        [x + 8, y - 3],
                        [x, y - 3],
                      ],
                    },
                    style: { fill: palette.quiet },
                  },
                  {
                    type: 'text',
                    style: {
                      text: m.name,
                      x: x + 11,
                      y: y - 6,
                      align: 'left',
                      verticalAlign: 'middle',
                      fill: palette.text,
                      font,
                      stroke: palette.surface,
                      lineWidth: 3,
                    },
                  },
                ]),
          ],
        };
      },
    },
  };
}

const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

function tooltipOf(items, data, places, palette) {
  const x = items[0]?.axisValue;
  const place = places.reduce((best, p) => Math.abs(p.x - x) < Math.abs(best.x - x) ? p : best, places[0]);
  if (!place) return '';
  const rows = place.rows.map(
    ({ mark, point }) =>
      `<tr><td style="padding-right:14px"><span style="display:inline-block;width:8px;height:8px;margin-right:6px;background:${colourOf(mark, palette)}"></span>${escape(mark.name)}</td>` +
      `<td style="text-align:right;font-variant-numeric:tabular-nums"><b>${escape(point.text)}</b></td></tr>` +
      (point.notes ?? []).map(n => `<tr><td colspan="2" style="font-size:11px;color:${palette.quiet}">${escape(n)}</td></tr>`).join(''),
  );
  const events = (data.milestones ?? [])
    .filter(m => m.x >= place.x0 && m.x < place.x1)
    .map(m => `<div style="font-size:11px;color:${palette.quiet}">⚑ ${escape(m.text)}</div>`);
  return `<div style="margin-bottom:2px;font-weight:600">${escape(place.title)}</div><table style="border-spacing:0;font-size:12px">${rows.join('')}</table>${events.join('')}`;
}

// ---- watching the page

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => { waiting = false; sync(); });
}

new MutationObserver(changes => {
  if (
    changes.some(
      c =>
        c.type === 'attributes' ||
        [...c.addedNodes, ...c.removedNodes].some(
          n => n.nodeType === 1 && (n.matches('figure[data-chart], .chart-body') || n.querySelector('figure[data-chart], .chart-body')),
        ),
    )
  )
    soon();
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-chart', 'data-chosen'] });
addEventListener('beforeprint', () => { for (const chart of drawn.values()) chart.print(true); });
addEventListener('afterprint', () => { for (const chart of drawn.values()) chart.print(false); });
document.addEventListener('themechange', () => { hatches.clear(); for (const chart of drawn.values()) chart.draw(); });

document.addEventListener('click', e => {
  const button = e.target.closest?.('[data-chart-export], [data-chart-retry], [data-copy]');
  if (!button) return;
  const figure = button.closest('figure[data-chart]');
  const chart = figure && drawn.get(figure);
  if (button.dataset.chartExport) chart?.save(button.dataset.chartExport);
  else if (button.dataset.copy) copy(button);
  else chart?.show(figure.dataset.chart, true);
});

async function copy(button) {
  const url = button.dataset.url ? new URL(button.dataset.url, location.href).href : location.href;
  await navigator.clipboard?.writeText(url);
  const text = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = text; }, 1500);
}

sync();
