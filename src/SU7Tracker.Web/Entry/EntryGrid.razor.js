// The cells of the grid. They are edited here, so that no key waits for the server; how a text reads is the server's to say.
const RowHeight = 32;
const Spare = 8;
const Pause = 200;
const MostRows = 520;
const MostKeptAtOnce = 200;
const Fading = 8000;

export function mount(host, page, options) {
  return new Grid(host, page, options);
}

/** Reads what a spreadsheet puts on the clipboard: tabs and lines, with quotes where a cell holds either. */
export function parseBlock(text) {
  const rows = [];
  let row = [], cell = "", quoted = false, fresh = true;
  const endCell = () => { row.push(cell); cell = ""; fresh = true; };
  const endRow = () => { endCell(); rows.push(row); row = []; };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c === '"' && fresh) {
      quoted = true;
      fresh = false;
    } else if (c === "\t") {
      endCell();
    } else if (c === "\n" || c === "\r") {
      endRow();
      if (c === "\r" && text[i + 1] === "\n") {
        i++;
      }
    } else {
      cell += c;
      fresh = false;
    }
  }
  // The line break at the end closes the last row; it does not begin another.
  if (cell !== "" || row.length > 0 || !fresh) {
    endRow();
  }
  return rows.map(r => r.map(c => c.replace(/\s+/g, " ").trim()));
}

function keepIn(batch, field) {
  const [part, of] = field.dataset.kept.split(".").reverse();
  const owner = of ? batch[of] : batch;
  if (owner) {
    owner[part] = field.value;
  }
}

const writeBlock = rows => rows.map(r => r.map(c => /["\t\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c).join("\t")).join("\n");
const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
const day = iso => new Date(`${iso}T00:00:00Z`);
const iso = date => date.toISOString().slice(0, 10);
const plus = (isoDay, days) => iso(new Date(day(isoDay).getTime() + days * 86_400_000));

function weekId(monday) {
  const thursday = day(plus(monday, 3));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return `${thursday.getUTCFullYear()}-W${String(Math.floor((thursday.getTime() - first) / 604_800_000) + 1).padStart(2, "0")}`;
}

class Grid {
  constructor(host, page, options) {
    Object.assign(this, { host, page, texts: options.texts, storageKey: options.key });
    this.short = new Intl.DateTimeFormat(options.language, { day: "numeric", month: "short", timeZone: "UTC" });
    this.model = { kind: "weeks", rows: [], columns: [], cells: [] };
    this.typed = new Map();
    this.answers = new Map();
    this.told = new Map();
    this.amending = new Map();
    this.fresh = new Set();
    this.changes = [];
    this.undone = [];
    this.focus = { r: 0, c: 0 };
    this.anchor = { r: 0, c: 0 };
    this.mode = "move";
    this.elements = new Map();
    this.narrow = matchMedia("(max-width: 40rem)");
    this.build();
    this.recall();
    this.listen();
  }

  // Drawing

  build() {
    const make = (tag, className, role) => {
      const element = document.createElement(tag);
      element.className = className;
      if (role) {
        element.setAttribute("role", role);
      }
      return element;
    };
    this.make = make;
    this.turn = make("div", "sheet-turn");
    for (const [step, text] of [[-1, this.texts.previous], [1, this.texts.next]]) {
      const button = make("button", "text-button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => this.moveTo(this.focus.r + step, this.focus.c));
      this.turn.append(button);
    }
    this.scroller = make("div", "sheet-scroll");
    this.sheet = make("div", "sheet", "grid");
    this.sheet.setAttribute("aria-label", this.texts.title);
    this.sheet.setAttribute("aria-multiselectable", "true");
    this.head = make("div", "sheet-head", "rowgroup");
    this.body = make("div", "sheet-body", "rowgroup");
    this.sheet.append(this.head, this.body);
    this.scroller.append(this.sheet);
    this.status = make("p", "sheet-status");
    this.status.id = "sheet-status";
    this.live = make("p", "hidden-label");
    this.live.setAttribute("role", "status");
    this.input = make("input", "sheet-input");
    Object.assign(this.input, { type: "text", autocomplete: "off", spellcheck: false, enterKeyHint: "next", maxLength: 200 });
    this.input.setAttribute("aria-describedby", "sheet-status");
    this.host.replaceChildren(this.turn, this.scroller, this.status, this.live);
  }

  setModel(model, focus, isOwn) {
    const [row, column] = [this.model.rows[this.focus.r]?.id, this.model.columns[this.focus.c]?.id];
    const before = this.bases();
    this.model = model;
    this.rowIndex = new Map(model.rows.map((r, i) => [r.id, i]));
    this.columnIndex = new Map(model.columns.map((c, i) => [c.id, i]));
    this.addTypedRows();
    const r = this.rowIndex.get(focus ?? row), c = this.columnIndex.get(column);
    this.focus = {
      r: r ?? Math.max(0, Math.min(this.focus.r, model.rows.length - 1)),
      c: c ?? Math.min(this.focus.c, Math.max(0, model.columns.length - 1)),
    };
    if (!this.wasShown) {
      this.focus.r = r ?? Math.max(0, model.rows.length - 1);
    }
    this.anchor = { ...this.focus };
    this.redraw();
    if (!this.wasShown) {
      this.wasShown = true;
      this.reveal();
      this.draw();
      // Who opens the page begins here, unless something is typed elsewhere already.
      if (!document.activeElement?.matches("input, textarea, select") && !this.single) {
        this.place(true);
      }
    } else if (!isOwn) {
      this.tellOthers(before);
    }
    this.host.dataset.ready = "1";
  }

  // Rows of typed cells are shown whatever range was chosen: nothing that is typed is out of sight.
  addTypedRows() {
    for (const id of this.typed.keys()) {
      const [row, column] = id.split("|");
      if (!this.rowIndex.has(row) && this.columnIndex.has(column)) {
        const made = this.rowOf(row);
        if (made && this.model.rows.length < MostRows) {
          const at = this.model.rows.findIndex(r => r.end > made.end);
          const index = at < 0 ? this.model.rows.length : at;
          this.model.rows.splice(index, 0, made);
          this.model.cells.splice(index, 0, this.model.columns.map(() => null));
          this.rowIndex = new Map(this.model.rows.map((r, i) => [r.id, i]));
        }
      }
    }
  }

  rowOf(id) {
    let start, end;
    if (/^\d{4}-W\d\d$/.test(id)) {
      const fourth = day(`${id.slice(0, 4)}-01-04`);
      start = plus(iso(fourth), (Number(id.slice(6)) - 1) * 7 - (fourth.getUTCDay() + 6) % 7);
      end = plus(start, 6);
    } else if (/^\d{4}-\d\d$/.test(id)) {
      start = `${id}-01`;
      end = iso(new Date(Date.UTC(Number(id.slice(0, 4)), Number(id.slice(5)), 0)));
    } else if (/^\d{4}-\d\d-\d\d~\d{4}-\d\d-\d\d$/.test(id)) {
      [start, end] = id.split("~");
    } else {
      return null;
    }
    const detail = `${this.short.format(day(start))} – ${this.short.format(day(end))}`;
    return { id, label: id.replace("~", " – "), detail, start, end };
  }

  nextRow() {
    const last = this.model.rows.at(-1);
    return this.model.kind === "weeks" ? this.rowOf(weekId(plus(last.end, 1)))
      : this.model.kind === "months" ? this.rowOf(plus(last.end, 1).slice(0, 7)) : null;
  }

  bases() {
    return new Map(this.model.rows.flatMap((row, r) =>
      this.model.columns.map((column, c) => [`${row.id}|${column.id}`, this.model.cells[r][c]?.base ?? ""])));
  }

  tellOthers(before) {
    let changed = 0;
    for (const [id, base] of this.bases()) {
      if (before.has(id) && before.get(id) !== base) {
        changed++;
        this.fresh.add(id);
        this.drawCell(...this.placeOf(id));
      }
    }
    if (changed > 0) {
      this.say(fill(this.texts.changedElsewhere, changed));
      clearTimeout(this.fading);
      this.fading = setTimeout(() => {
        const faded = [...this.fresh];
        this.fresh.clear();
        faded.filter(id => this.placeOf(id).every(i => i !== undefined)).forEach(id => this.drawCell(...this.placeOf(id)));
      }, Fading);
    }
  }

  redraw() {
    const { rows, columns } = this.model;
    const single = this.single = this.narrow.matches;
    const hadFocus = document.activeElement === this.input;
    const editing = this.mode === "move" ? null : [this.mode, this.input.value, this.input.selectionStart, this.input.selectionEnd];
    // Taking the field out of the page is not leaving it.
    this.mode = "move";
    this.sheet.classList.toggle("single", single);
    this.turn.hidden = !single;
    this.sheet.setAttribute("aria-rowcount", rows.length + 1);
    this.sheet.setAttribute("aria-colcount", columns.length + 1);
    const head = this.make("div", "sheet-row", "row");
    head.setAttribute("aria-rowindex", 1);
    const corner = this.make("div", "sheet-corner", "columnheader");
    corner.setAttribute("aria-colindex", 1);
    corner.textContent = this.texts.corner[this.model.kind];
    head.append(corner, ...columns.map((column, c) => {
      const cell = this.make("div", "sheet-title", "columnheader");
      cell.setAttribute("aria-colindex", c + 2);
      const detail = document.createElement("span");
      detail.textContent = column.detail;
      cell.append(column.title, " ", detail);
      return cell;
    }));
    this.head.replaceChildren(head);
    this.elements.clear();
    this.input.remove();
    this.body.replaceChildren();
    this.body.style.height = single ? "" : `${rows.length * RowHeight}px`;
    this.sheet.style.setProperty("--columns", columns.length);
    this.draw();
    this.place(hadFocus);
    if (editing) {
      [this.mode, this.input.value] = editing;
      this.input.setSelectionRange(editing[2], editing[3]);
    }
  }

  // Only rows in sight are in the page.
  draw() {
    const { rows } = this.model;
    let first = this.focus.r, last = this.focus.r;
    if (!this.single) {
      first = Math.max(0, Math.floor(this.scroller.scrollTop / RowHeight) - Spare);
      last = Math.min(rows.length - 1, Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / RowHeight) + Spare);
    }
    for (const [r, element] of this.elements) {
      if ((r < first || r > last) && r !== this.focus.r) {
        element.remove();
        this.elements.delete(r);
      }
    }
    for (let r = first; r <= last && r < rows.length; r++) {
      this.drawRow(r);
    }
    if (rows.length > 0) {
      this.drawRow(this.focus.r);
    }
  }

  drawRow(r) {
    if (this.elements.has(r) || !this.model.rows[r]) {
      return;
    }
    const row = this.model.rows[r];
    const element = this.make("div", "sheet-row", "row");
    element.setAttribute("aria-rowindex", r + 2);
    element.dataset.row = row.id;
    if (!this.single) {
      element.style.transform = `translateY(${r * RowHeight}px)`;
    }
    const header = this.make("div", "sheet-days", "rowheader");
    header.setAttribute("aria-colindex", 1);
    header.append(row.label);
    if (row.detail) {
      const detail = document.createElement("span");
      detail.textContent = row.detail;
      header.append(" ", detail);
    }
    element.append(header, ...this.model.columns.map((column, c) => {
      const cell = this.make("div", "sheet-cell", "gridcell");
      cell.setAttribute("aria-colindex", c + 2);
      cell.dataset.r = r;
      cell.dataset.c = c;
      cell.dataset.title = `${column.title} ${column.detail}`;
      const text = document.createElement("span");
      text.className = "sheet-text";
      cell.append(text);
      return cell;
    }));
    this.elements.set(r, element);
    const after = [...this.elements].filter(([other]) => other > r).sort((a, b) => a[0] - b[0])[0];
    this.body.insertBefore(element, after ? after[1] : null);
    this.model.columns.forEach((_, c) => this.drawCell(r, c));
  }

  element(r, c) {
    return this.elements.get(r)?.children[c + 1];
  }

  drawCell(r, c) {
    const element = this.element(r, c);
    if (!element) {
      return;
    }
    const id = this.idOf(r, c), typed = this.typed.get(id), record = this.model.cells[r]?.[c];
    const answer = typed && this.answers.get(id)?.text === typed.text ? this.answers.get(id) : null;
    const state = answer?.state;
    element.className = ["sheet-cell", typed ? "changed" : record ? record.published ? "published" : "derived" : "",
      state === "wrong" ? "wrong" : state === "conflict" ? "conflict" : state === "asks" ? "asks" : "",
      !typed && this.fresh.has(id) ? "fresh" : "", this.isSelected(r, c) ? "selected" : "",
      r === this.focus.r && c === this.focus.c ? "active" : ""].join(" ");
    element.setAttribute("aria-selected", this.isSelected(r, c));
    element.toggleAttribute("aria-invalid", state === "wrong");
    if (state === "wrong") {
      element.setAttribute("aria-invalid", "true");
    }
    element.firstChild.textContent = typed ? typed.text : record?.text ?? "";
    element.dataset.state = state ?? (typed ? "typed" : "");
  }

  drawRange(from, to) {
    for (const r of this.elements.keys()) {
      if (r >= Math.min(from.r, to.r) && r <= Math.max(from.r, to.r)) {
        this.model.columns.forEach((_, c) => this.drawCell(r, c));
      }
    }
  }

  // Where one is

  idOf(r, c) {
    return `${this.model.rows[r].id}|${this.model.columns[c].id}`;
  }

  placeOf(id) {
    const [row, column] = id.split("|");
    return [this.rowIndex.get(row), this.columnIndex.get(column)];
  }

  bounds() {
    return {
      top: Math.min(this.focus.r, this.anchor.r), bottom: Math.max(this.focus.r, this.anchor.r),
      left: Math.min(this.focus.c, this.anchor.c), right: Math.max(this.focus.c, this.anchor.c),
    };
  }

  isSelected(r, c) {
    const { top, bottom, left, right } = this.bounds();
    return r >= top && r <= bottom && c >= left && c <= right && (top !== bottom || left !== right);
  }

  selectedCells() {
    const { top, bottom, left, right } = this.bounds(), cells = [];
    for (let r = top; r <= bottom; r++) {
      for (let c = left; c <= right; c++) {
        cells.push([r, c]);
      }
    }
    return cells;
  }

  moveTo(r, c, extend = false, takeFocus = true) {
    const { rows, columns } = this.model;
    if (rows.length === 0 || columns.length === 0) {
      return;
    }
    this.commit();
    const old = [this.focus, this.anchor];
    this.focus = { r: Math.max(0, Math.min(rows.length - 1, r)), c: Math.max(0, Math.min(columns.length - 1, c)) };
    if (!extend) {
      this.anchor = { ...this.focus };
    }
    if (this.single && old[0].r !== this.focus.r) {
      this.elements.clear();
      this.body.replaceChildren();
    }
    this.reveal();
    this.draw();
    this.drawRange(...old);
    this.drawRange(this.focus, this.anchor);
    this.place(takeFocus);
  }

  reveal() {
    if (this.single) {
      return;
    }
    const top = this.focus.r * RowHeight, view = this.scroller, head = this.head.offsetHeight;
    if (top < view.scrollTop) {
      view.scrollTop = top;
    } else if (top + RowHeight > view.scrollTop + view.clientHeight - head) {
      view.scrollTop = top + RowHeight - view.clientHeight + head;
    }
    const cell = this.element(this.focus.r, this.focus.c), names = this.head.querySelector(".sheet-corner")?.offsetWidth ?? 0;
    if (cell) {
      if (cell.offsetLeft - names < view.scrollLeft) {
        view.scrollLeft = cell.offsetLeft - names;
      } else if (cell.offsetLeft + cell.offsetWidth > view.scrollLeft + view.clientWidth) {
        view.scrollLeft = cell.offsetLeft + cell.offsetWidth - view.clientWidth;
      }
    }
  }

  // The one field stands in the active cell, so that every way of typing reaches it.
  place(takeFocus) {
    const { r, c } = this.focus;
    this.drawRow(r);
    const cell = this.element(r, c);
    if (!cell) {
      return;
    }
    this.mode = "move";
    const id = this.idOf(r, c), typed = this.typed.get(id), record = this.model.cells[r]?.[c];
    this.input.value = typed?.text ?? "";
    this.input.placeholder = typed ? "" : record?.text ?? "";
    this.input.className = `sheet-input ${record && !record.published ? "derived" : ""}`;
    const row = this.model.rows[r], column = this.model.columns[c];
    this.input.setAttribute("aria-label", `${row.label} ${row.detail}, ${column.title} ${column.detail}`);
    this.describe();
    if (this.input.parentElement !== cell) {
      // Where the browser can move it, it keeps the focus.
      if (this.input.isConnected && cell.moveBefore) {
        cell.moveBefore(this.input, null);
      } else {
        cell.append(this.input);
      }
    }
    if (takeFocus) {
      this.input.focus({ preventScroll: true });
      this.input.select();
      if (this.single) {
        cell.scrollIntoView({ block: "nearest" });
      }
    }
    this.tellPlace();
  }

  describe() {
    const { r, c } = this.focus;
    if (!this.model.rows[r] || !this.model.columns[c]) {
      return;
    }
    const id = this.idOf(r, c), typed = this.typed.get(id), record = this.model.cells[r]?.[c], answer = this.answers.get(id);
    const words = typed ? answer?.text === typed.text ? answer.words : this.texts.reading : record?.says ?? this.texts.empty;
    this.status.textContent = typed && record?.says ? `${words} · ${this.texts.onRecord} ${record.says}` : words;
    this.status.classList.toggle("wrong", !!typed && answer?.text === typed.text && answer.state === "wrong");
  }

  say(text) {
    this.live.textContent = "";
    requestAnimationFrame(() => { this.live.textContent = text; });
  }

  // What is typed

  original(r, c) {
    const record = this.model.cells[r]?.[c];
    return { base: record?.base ?? "", was: record?.published ? record.text : this.texts.nothing };
  }

  write(changes, isNew = true) {
    const done = [];
    for (const [id, after] of changes) {
      const before = this.typed.get(id);
      if (JSON.stringify(before) !== JSON.stringify(after)) {
        done.push({ id, before, after });
        if (after) {
          this.typed.set(id, after);
        } else {
          this.typed.delete(id);
          this.amending.delete(id);
        }
        const [r, c] = this.placeOf(id);
        if (r !== undefined && c !== undefined) {
          this.drawCell(r, c);
        }
      }
    }
    if (done.length > 0 && isNew) {
      this.changes.push(done);
      this.undone = [];
    }
    if (done.length > 0) {
      this.keep();
      this.send();
    }
    return done.length;
  }

  // A blank takes back what was typed; it is neither zero nor a withdrawal.
  textAt(r, c, text) {
    const id = this.idOf(r, c), old = this.typed.get(id), plain = text.trim();
    // Who types anew where somebody else recorded something has seen it.
    const seen = !old || this.answers.get(id)?.state === "conflict" ? this.original(r, c) : {};
    return [id, plain === "" ? undefined : { ...old, id, text: plain, ...seen, acknowledged: undefined }];
  }

  commit() {
    if (this.mode === "move" || !this.model.rows[this.focus.r]) {
      return;
    }
    this.mode = "move";
    const { r, c } = this.focus, id = this.idOf(r, c);
    const [, after] = this.textAt(r, c, this.input.value);
    // What was shown while typing becomes one step to undo.
    if (this.beforeTyping) {
      this.typed.set(id, this.beforeTyping);
    } else {
      this.typed.delete(id);
    }
    if (this.write([[id, after]]) === 0) {
      this.keep();
    }
    this.drawCell(r, c);
  }

  cancel() {
    const { r, c } = this.focus, id = this.idOf(r, c);
    if (this.beforeTyping) {
      this.typed.set(id, this.beforeTyping);
    } else {
      this.typed.delete(id);
    }
    this.mode = "move";
    this.keep();
    this.send();
    this.drawCell(r, c);
    this.place(true);
  }

  begin(mode) {
    if (this.mode === "move") {
      this.beforeTyping = this.typed.get(this.idOf(this.focus.r, this.focus.c));
    }
    this.mode = mode;
  }

  takeBack(from, to) {
    this.commit();
    const step = from.pop();
    if (!step) {
      return;
    }
    const isUndo = from === this.changes;
    this.write(step.map(s => [s.id, isUndo ? s.before : s.after]), false);
    to.push(step);
    const [r, c] = this.placeOf(step[0].id);
    if (r !== undefined && c !== undefined) {
      this.moveTo(r, c);
    }
    this.say(isUndo ? this.texts.undone : this.texts.redone);
  }

  shownAt(r, c) {
    const record = this.model.cells[r]?.[c];
    return this.typed.get(this.idOf(r, c))?.text ?? (record?.published ? record.text : "");
  }

  fillDown() {
    const { top, bottom, left, right } = this.bounds(), changes = [];
    const from = top === bottom ? top - 1 : top;
    for (let c = left; c <= right && from >= 0; c++) {
      for (let r = from + 1; r <= bottom; r++) {
        if (this.shownAt(from, c) !== "") {
          changes.push(this.textAt(r, c, this.shownAt(from, c)));
        }
      }
    }
    this.write(changes);
    this.place(true);
  }

  clear() {
    this.write(this.selectedCells().map(([r, c]) => [this.idOf(r, c), undefined]));
    this.place(true);
  }

  // Blocks

  copy(event) {
    const { top, bottom, left, right } = this.bounds(), rows = [];
    for (let r = top; r <= bottom; r++) {
      const row = [];
      for (let c = left; c <= right; c++) {
        row.push(this.shownAt(r, c));
      }
      rows.push(row);
    }
    event.clipboardData.setData("text/plain", writeBlock(rows));
    event.preventDefault();
  }

  paste(text) {
    let block = parseBlock(text), start = this.focus.r, column = this.focus.c;
    if (block.length === 0) {
      return;
    }
    const { top, bottom, left, right } = this.bounds();
    [start, column] = [top, left];
    let labels = null;
    // An empty corner: the first line names columns, the first cell of each line its days.
    if (block.length > 1 && block[0].length > 1 && block[0][0] === "" && block[0].slice(1).every(t => /\p{L}/u.test(t))) {
      block = block.slice(1);
      labels = block.map(row => row[0]);
      block = block.map(row => row.slice(1));
    } else if (block.some(row => row.length > 1) && block.every(row => this.labelId(row[0]))) {
      labels = block.map(row => row[0]);
      block = block.map(row => row.slice(1));
    }
    if (block.length === 1 && block[0].length === 1 && (top !== bottom || left !== right)) {
      this.write(this.selectedCells().map(([r, c]) => this.textAt(r, c, block[0][0])).filter(([, after]) => after));
      this.place(true);
      return;
    }
    this.pasteBlock(block, labels, start, column);
  }

  // The row that a pasted label names: a week, a month or a day in it.
  labelId(label) {
    if (/^\d{4}-W\d\d$/i.test(label)) {
      return this.model.kind === "weeks" ? label.toUpperCase() : null;
    }
    if (/^\d{4}-\d\d$/.test(label)) {
      return this.model.kind === "months" ? label : null;
    }
    if (/^\d{4}-\d\d-\d\d$/.test(label) && !Number.isNaN(day(label).getTime())) {
      return this.model.kind === "weeks" ? weekId(plus(label, -((day(label).getUTCDay() + 6) % 7)))
        : this.model.kind === "months" ? label.slice(0, 7) : null;
    }
    return null;
  }

  pasteBlock(block, labels, start, column) {
    const changes = [];
    let tooWide = 0, tooLong = 0, added = 0;
    block.forEach((row, i) => {
      const named = labels && this.labelId(labels[i]);
      let r = named ? this.rowIndex.get(named) : start + i;
      if (r === undefined) {
        this.addRow(this.rowOf(named));
        added++;
        r = this.rowIndex.get(named);
      }
      while (r !== undefined && r >= this.model.rows.length && this.model.rows.length < MostRows && this.nextRow()) {
        this.addRow(this.nextRow());
        added++;
      }
      if (r === undefined || r >= this.model.rows.length) {
        tooLong++;
        return;
      }
      row.forEach((text, j) => {
        if (column + j >= this.model.columns.length) {
          tooWide += text === "" ? 0 : 1;
        } else if (text !== "") {
          changes.push(this.textAt(r, column + j, text));
        }
      });
    });
    const first = changes.length > 0 ? this.placeOf(changes[0][0]) : null;
    if (added > 0) {
      this.redraw();
    }
    this.write(changes);
    if (first) {
      this.moveTo(...first);
    }
    const said = [fill(this.texts.pasted, changes.length)];
    if (added > 0) {
      said.push(fill(this.texts.rowsAdded, added));
      const end = this.model.rows.reduce((latest, row) => row.end > latest ? row.end : latest, "");
      const begin = this.model.rows.reduce((earliest, row) => row.start < earliest ? row.start : earliest, "9999");
      this.ask("ExtendAsync", begin, end).catch(() => {});
    }
    if (tooWide + tooLong > 0) {
      said.push(fill(this.texts.notTaken, tooWide + tooLong));
    }
    this.notify(said.join(" "));
  }

  addRow(row) {
    if (!row) {
      return;
    }
    const at = this.model.rows.findIndex(r => r.end > row.end);
    const index = at < 0 ? this.model.rows.length : at;
    this.model.rows.splice(index, 0, row);
    this.model.cells.splice(index, 0, this.model.columns.map(() => null));
    this.rowIndex = new Map(this.model.rows.map((r, i) => [r.id, i]));
  }

  notify(text) {
    this.say(text);
    this.status.textContent = text;
  }

  // Keys and pointer

  listen() {
    this.input.addEventListener("keydown", event => this.key(event));
    this.input.addEventListener("input", () => this.typing());
    this.input.addEventListener("blur", () => {
      if (this.mode !== "move") {
        this.commit();
      }
    });
    this.input.addEventListener("copy", event => this.mode === "move" && this.copy(event));
    this.input.addEventListener("cut", event => {
      if (this.mode === "move") {
        this.copy(event);
        this.clear();
      }
    });
    this.input.addEventListener("paste", event => {
      const text = event.clipboardData.getData("text/plain");
      if (this.mode === "move" || /[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) {
        event.preventDefault();
        this.commit();
        this.paste(text);
      }
    });
    this.body.addEventListener("pointerdown", event => this.point(event));
    this.body.addEventListener("pointermove", event => {
      const cell = event.buttons === 1 && event.pointerType === "mouse" && event.target.closest?.(".sheet-cell");
      if (cell && this.dragging && (Number(cell.dataset.r) !== this.focus.r || Number(cell.dataset.c) !== this.focus.c)) {
        this.moveTo(Number(cell.dataset.r), Number(cell.dataset.c), true);
      }
    });
    this.body.addEventListener("dblclick", () => this.edit());
    this.scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    this.onNarrow = () => this.redraw();
    this.narrow.addEventListener("change", this.onNarrow);
    this.onStorage = event => event.key === this.storageKey && this.recallFromOther();
    addEventListener("storage", this.onStorage);
    this.onKey = event => {
      if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.defaultPrevented) {
        event.preventDefault();
        // A field tells what is typed in it when it is left.
        document.activeElement?.blur();
        this.save();
      }
    };
    document.addEventListener("keydown", this.onKey);
    this.onInput = ({ target }) => {
      if (target.dataset?.kept) {
        target.closest("[data-cell]") ? this.keepOfCell(target) : this.keepField(target);
      }
    };
    document.addEventListener("input", this.onInput);
    this.onHide = () => this.keepNow();
    addEventListener("pagehide", this.onHide);
  }

  point(event) {
    const cell = event.target.closest(".sheet-cell");
    if (!cell || event.button !== 0) {
      return;
    }
    const r = Number(cell.dataset.r), c = Number(cell.dataset.c);
    if (event.target === this.input) {
      if (document.activeElement === this.input && this.mode === "move" && this.input.value !== "") {
        this.begin("edit");
      }
      return;
    }
    event.preventDefault();
    this.dragging = true;
    addEventListener("pointerup", () => { this.dragging = false; }, { once: true });
    this.moveTo(r, c, event.shiftKey);
  }

  edit() {
    const { r, c } = this.focus;
    if (this.mode === "move") {
      this.begin("edit");
      if (this.input.value === "" && this.model.cells[r]?.[c]?.published) {
        this.input.value = this.model.cells[r][c].text;
      }
    }
    this.mode = "edit";
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  typing() {
    if (this.mode === "move") {
      this.begin("enter");
    }
    const { r, c } = this.focus;
    const [id, after] = this.textAt(r, c, this.input.value);
    if (after) {
      this.typed.set(id, after);
    } else {
      this.typed.delete(id);
    }
    this.drawCell(r, c);
    this.describe();
    this.keep();
    this.send();
  }

  key(event) {
    if (event.isComposing) {
      return;
    }
    const { key, shiftKey } = event, control = event.ctrlKey || event.metaKey;
    const { r, c } = this.focus, page = Math.max(1, Math.floor(this.scroller.clientHeight / RowHeight) - 2);
    const [rows, columns] = [this.model.rows.length, this.model.columns.length];
    const go = (row, column, extend = false) => {
      event.preventDefault();
      this.moveTo(row, column, extend);
    };
    if (control) {
      const done = {
        Enter: () => this.save(), z: () => shiftKey ? this.takeBack(this.undone, this.changes) : this.takeBack(this.changes, this.undone),
        y: () => this.takeBack(this.undone, this.changes), d: () => { this.commit(); this.fillDown(); },
        Home: () => this.moveTo(0, 0, shiftKey), End: () => this.moveTo(rows - 1, columns - 1, shiftKey),
        a: this.mode === "move" ? () => { this.anchor = { r: 0, c: 0 }; this.moveTo(rows - 1, columns - 1, true); } : null,
      }[key.length === 1 ? key.toLowerCase() : key];
      if (done) {
        event.preventDefault();
        done();
      }
      return;
    }
    const moving = this.mode !== "edit";
    switch (key) {
      case "Enter": {
        const column = this.tabbedFrom ?? c;
        this.tabbedFrom = undefined;
        return this.single ? go(c + 1 < columns ? r : r + 1, c + 1 < columns ? c + 1 : 0) : go(shiftKey ? r - 1 : r + 1, column);
      }
      case "Tab": {
        const next = shiftKey ? c - 1 : c + 1;
        // At the end of the line Tab leaves the grid, as it leaves any field.
        if (next >= 0 && next < columns) {
          this.tabbedFrom ??= c;
          return go(r, next);
        }
        return this.commit();
      }
      case "Escape":
        event.preventDefault();
        return this.mode === "move" ? this.moveTo(r, c) : this.cancel();
      case "F2":
        event.preventDefault();
        return this.edit();
      case "Delete":
      case "Backspace":
        if (this.mode === "move") {
          event.preventDefault();
          this.clear();
        }
        return;
      case "ArrowUp": this.tabbedFrom = undefined; return go(r - 1, c, shiftKey && this.mode === "move");
      case "ArrowDown": this.tabbedFrom = undefined; return go(r + 1, c, shiftKey && this.mode === "move");
      case "PageUp": return go(r - page, c, shiftKey);
      case "PageDown": return go(r + page, c, shiftKey);
      case "ArrowLeft": return moving ? go(r, c - 1, shiftKey && this.mode === "move") : undefined;
      case "ArrowRight": return moving ? go(r, c + 1, shiftKey && this.mode === "move") : undefined;
      case "Home": return moving ? go(r, 0, shiftKey && this.mode === "move") : undefined;
      case "End": return moving ? go(r, columns - 1, shiftKey && this.mode === "move") : undefined;
    }
  }

  // The browser keeps what is typed, for the vehicle and the account, until it is saved or discarded. Thousands of cells are not
  // written at each key.

  keep() {
    clearTimeout(this.keeping);
    if (this.typed.size > MostKeptAtOnce) {
      this.keeping = setTimeout(() => this.keepNow(), Pause);
    } else {
      this.keepNow();
    }
  }

  keepNow() {
    clearTimeout(this.keeping);
    try {
      if (this.typed.size === 0 && !this.batch) {
        localStorage.removeItem(this.storageKey);
      } else {
        const cells = [...this.typed.values()].map(cell => ({ ...cell, ...this.amending.get(cell.id) }));
        localStorage.setItem(this.storageKey, JSON.stringify({ cells, batch: this.batch }));
      }
    } catch {
      this.notify(this.texts.notKept);
    }
  }

  recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.storageKey) ?? "{}");
      this.batch = kept.batch;
      for (const cell of kept.cells ?? []) {
        if (typeof cell.id === "string" && typeof cell.text === "string") {
          this.typed.set(cell.id, cell);
        }
      }
    } catch {
      this.typed.clear();
    }
  }

  // Another window of the same account has the same cells.
  recallFromOther() {
    if (this.mode === "move") {
      this.typed.clear();
      this.recall();
      this.redraw();
      this.send();
    }
  }

  kept() {
    this.told = new Map(this.typed);
    return { cells: [...this.typed.values()], batch: this.batch ?? null };
  }

  // What the server says of the batch; it has heard of a new source only what was typed before its last field was left.
  keepBatch(json) {
    const batch = JSON.parse(json);
    for (const field of document.querySelectorAll("[data-kept^='NewSource.']")) {
      keepIn(batch, field);
    }
    this.batch = JSON.stringify(batch);
    this.keep();
  }

  // What is typed into a field of the batch, before it is left.
  keepField(field) {
    const batch = JSON.parse(this.batch ?? "{}");
    keepIn(batch, field);
    this.batch = JSON.stringify(batch);
    this.keep();
  }

  // What is typed into a field of one cell, before it is left.
  keepOfCell(field) {
    const { cell } = field.closest("[data-cell]").dataset;
    this.amending.set(cell, { ...this.amending.get(cell), [field.dataset.kept]: field.value });
    this.keep();
  }

  send() {
    clearTimeout(this.sending);
    this.sending = setTimeout(() => this.tell(), Pause);
  }

  // Without a connection the call throws instead of failing.
  async ask(method, ...values) {
    return this.page.invokeMethodAsync(method, ...values);
  }

  // What has changed since the server heard of it. What it did not hear is told again with the next change.
  tell() {
    const { told } = this, now = new Map(this.typed);
    const changed = [...now.values()].filter(cell => told.get(cell.id) !== cell), gone = [...told.keys()].filter(id => !now.has(id));
    this.told = now;
    this.ask("TypedAsync", changed, gone).catch(() => {
      changed.forEach(cell => this.told.get(cell.id) === cell && this.told.set(cell.id, null));
      gone.forEach(id => this.told.has(id) || this.told.set(id, null));
    });
  }

  tellPlace() {
    const id = this.idOf(this.focus.r, this.focus.c);
    if (id !== this.toldPlace) {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => {
        this.toldPlace = id;
        this.ask("FocusedAsync", id).catch(() => {});
      }, 2 * Pause);
    }
  }

  save() {
    this.commit();
    clearTimeout(this.sending);
    this.ask("SaveAsync").catch(() => this.notify(this.texts.notSaved));
  }

  // What the page asks for

  flush() {
    this.commit();
    clearTimeout(this.sending);
    this.told = new Map(this.typed);
    return [...this.typed.values()];
  }

  changeAnswers(changed, gone) {
    gone.forEach(id => this.answers.delete(id));
    changed.forEach(answer => this.answers.set(answer.id, answer));
    for (const id of [...gone, ...changed.map(answer => answer.id)]) {
      const [r, c] = this.placeOf(id);
      if (r !== undefined && c !== undefined) {
        this.drawCell(r, c);
      }
    }
    this.describe();
    this.host.dataset.answered = this.answers.size;
  }

  amendAll(changes) {
    const known = Object.entries(changes).filter(([id]) => this.typed.has(id));
    for (const [id, change] of known) {
      Object.keys(change).forEach(name => delete this.amending.get(id)?.[name]);
    }
    this.write(known.map(([id, change]) => [id, { ...this.typed.get(id), ...change }]));
    this.place(false);
  }

  drop(ids) {
    this.write(ids.map(id => [id, undefined]));
    this.place(false);
  }

  // What is saved is no longer typed, and cannot be undone here; the next empty cell of the column follows.
  saved(ids, model) {
    const gone = new Set(ids);
    for (const id of ids) {
      this.typed.delete(id);
      this.amending.delete(id);
    }
    this.changes = this.changes.map(step => step.filter(s => !gone.has(s.id))).filter(step => step.length > 0);
    this.undone = [];
    this.keep();
    this.setModel(model, undefined, true);
    let { r } = this.focus;
    const { c } = this.focus;
    while (r < this.model.rows.length && (this.typed.has(this.idOf(r, c)) || this.model.cells[r][c]?.published)) {
      r++;
    }
    if (r === this.model.rows.length && this.nextRow() && r < MostRows) {
      this.addRow(this.nextRow());
      this.redraw();
    }
    this.moveTo(r, c);
  }

  discard() {
    this.mode = "move";
    this.write([...this.typed.keys()].map(id => [id, undefined]));
    this.place(true);
  }

  undo() {
    this.takeBack(this.changes, this.undone);
  }

  show(id, isEdited) {
    const [r, c] = this.placeOf(id);
    if (r !== undefined && c !== undefined) {
      this.moveTo(r, c);
      if (isEdited) {
        this.edit();
      }
    }
  }

  dispose() {
    this.keepNow();
    clearTimeout(this.sending);
    clearTimeout(this.telling);
    clearTimeout(this.fading);
    this.narrow.removeEventListener("change", this.onNarrow);
    removeEventListener("storage", this.onStorage);
    removeEventListener("pagehide", this.onHide);
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("input", this.onInput);
  }
}

export const focusOn = id => {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: "nearest" });
  field?.focus();
};

// A list takes the cursor back when the server has heard of the choice. Who types in another field by then is not to find the words
// in this one.
function focusUnlessTyping(options) {
  const active = document.activeElement;
  if (active === this || !active?.matches("input, textarea")) {
    HTMLElement.prototype.focus.call(this, options);
  }
}

// What such a field says is replaced by what is typed. The list's own way selects it a round trip late, and the first letters with it.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".mud-select input")) {
    target.focus = focusUnlessTyping;
    if (target.matches("[role=combobox]")) {
      target.select();
    }
  }
});
