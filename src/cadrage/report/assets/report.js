"use strict";
// Passages behind the numbers: one store, filtered, sorted, shown; decisions kept until they are saved.
// Article text is only ever set as text, never parsed as markup.
(() => {
  const store = JSON.parse(document.getElementById("store").textContent);
  const ui = store.ui, words = store.strings, STEP = 60;
  const $ = (id) => document.getElementById(id);
  const make = (tag, css, text) => {
    const node = document.createElement(tag);
    if (css) node.className = css;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const rules = new Intl.PluralRules(store.lang);
  const plural = (n, one, many) => fill(rules.select(n) === "one" ? one : many, { n: n.toLocaleString(store.lang) });
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  // "excluded use: port de rattachement": the kind of reason is the page's word, what it is about the study's.
  const label = (value) => {
    const [all, head, rest] = /^([^:]+): (.+)$/s.exec(value) ?? [];
    const named = (text) => Object.hasOwn(store.labels, text);
    return named(value) ? store.labels[value] : all && named(head) ? store.labels[head] + ui.colon + rest : value;
  };
  const collator = new Intl.Collator(store.lang, { sensitivity: "base" });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();

  // Rows of a set are written as the step from one to the next.
  for (const set of Object.values(store.sets)) { let row = 0; set.r = set.r.map((step) => (row += step)); }

  // Positions count characters; a JavaScript string counts UTF-16 units, which differ beyond the basic plane.
  const letters = new Map();
  const slice = (a, start, end) => {
    const text = store.articles[a][6], length = store.articles[a][7];
    if (text.length === length) return text.slice(start, end);
    if (!letters.has(a)) letters.set(a, Array.from(text));
    return letters.get(a).slice(start, end).join("");
  };

  const item = (table, i) => {
    const t = store.tables[table], a = t.a[i], article = store.articles[a];
    const get = (name) => (t[name] ? words[t[name][i]] : "");
    const one = { table, i, a, outlet: words[article[1]], day: article[2], date: words[article[3]], title: article[4],
      start: t.s ? t.s[i] : 0, end: t.e ? t.e[i] : 0, frame: get("frame"), term: get("term"), speaker: get("speaker"),
      voice: table === "attributions" ? "attributed" : get("voice"), distance: get("distance"), zone: get("zone"),
      type: get("type"), kind: get("kind"), reason: get("reason"), negated: t.negated ? t.negated[i] : 0,
      excluded: t.excluded ? t.excluded[i] : 0 };
    // What is shown is levelled: one space for any white space, no word cut in two.
    const level = (text) => text.replace(/\s+/g, " ");
    const tail = (text, cut) => { text = level(text); return cut ? "…" + text.replace(/^\S*/, "") : text; };
    const head = (text, cut) => { text = level(text); return cut ? text.replace(/\S*$/, "").trimEnd() + " …" : text; };
    if (t.context) [one.left, one.key, one.right] = t.context[i];
    else if (store.whole && t.s) {
      one.left = slice(a, Math.max(0, one.start - 110), one.start);
      one.key = slice(a, one.start, one.end);
      one.right = slice(a, one.end, one.end + 110);
    } else [one.left, one.key, one.right] = ["", table === "articles" ? one.title : "", ""];
    if (one.key !== undefined && t.s) {
      one.left = tail(one.left, one.left.length >= (t.context && table === "tokens" ? 60 : 110));
      one.right = head(one.right, one.right.length >= (t.context && table === "tokens" ? 60 : 110));
      one.key = level(one.key);
    }
    return one;
  };

  // Decisions: the article, its hash and the characters name what was judged.
  const decided = new Map();
  const nameOf = (x) => [x.table, store.articles[x.a][0], store.articles[x.a][5], x.start, x.end, x.frame, x.term].join("|");
  const decisionOf = (x) => {
    const d = { table: x.table, article_id: store.articles[x.a][0], sha256: store.articles[x.a][5], start: x.start, end: x.end, decision: "wrong" };
    return x.table === "hits" ? { ...d, frame: x.frame, term: x.term } : d;
  };
  let unsaved = false;

  const state = { set: null, sort: "corpus", shown: STEP, back: null };
  const picks = ["frame", "term", "outlet", "voice", "speaker", "distance"];
  const controls = ["q", "what", ...picks, "since", "until"];
  const value = (id) => $("f-" + id).value;

  const all = () => {
    if (state.set) return store.sets[state.set].r.map((i) => item(store.sets[state.set].t, i));
    const table = value("what");
    return store.tables[table].a.map((_, i) => item(table, i));
  };

  // Whether the page holds a part only of what is being browsed.
  const partial = () => !state.set && store.tables[value("what")].a.length < store.all[value("what")];

  const found = () => {
    const q = plain(value("q"));
    const pick = picks.map((k) => [k, value(k)]).filter(([, v]) => v);
    let rows = all().filter((x) => pick.every(([k, v]) => x[k] === v));
    const since = value("since"), until = value("until");
    if (since) rows = rows.filter((x) => x.day >= since);
    if (until) rows = rows.filter((x) => x.day && x.day <= until);
    if (q) rows = rows.filter((x) => plain([x.left, x.key, x.right, x.speaker, x.title].join(" ")).includes(q));
    const backwards = (text) => text.trim().split(/\s+/).reverse().join(" ");
    const by = { left: (x) => backwards(x.left), key: (x) => x.key, right: (x) => x.right.trim(), outlet: (x) => x.outlet, date: (x) => x.day }[state.sort];
    // Punctuation at the edge of the context must not decide the order of words.
    const bare = (text) => text.replace(/^[^\p{L}\p{N}]+/u, "");
    return by ? rows.map((x) => [bare(by(x)), x]).sort((p, r) => collator.compare(p[0], r[0])).map((p) => p[1]) : rows;
  };

  const fact = (parent, name, text) => { if (text) { const s = make("span", name, text); parent.append(s); } };

  const entry = (x) => {
    const li = make("li");
    li.dataset.table = x.table;
    const meta = make("div", "meta");
    meta.append(make("b", "", x.outlet));
    fact(meta, "", x.date);
    fact(meta, "", store.text ? x.title : store.articles[x.a][0]);
    fact(meta, "", x.term);
    if (x.table !== "articles" && x.table !== "passages") fact(meta, "", [label(x.voice), x.speaker].filter(Boolean).join(" : "));
    if (x.distance && x.distance !== "none") fact(meta, "", label(x.distance));
    if (x.negated) fact(meta, "", ui.negated);
    if (x.excluded) fact(meta, "", label(x.reason) || ui.excluded);
    fact(meta, "", label(x.type || x.kind));
    if (!store.text && x.end) fact(meta, "", fill(ui.characters, { start: x.start, end: x.end }));
    li.append(meta);
    if (x.key) {
      // Long passages are read as text; only words and short phrases can stand in a column.
      const line = make("div", x.key.length > 40 ? "line long" : "line"), left = make("span", "l"), right = make("span", "r"), mark = make("mark");
      line.lang = "fr";
      left.append(make("bdi", "", x.left));
      mark.append(make("bdi", "", x.key));
      right.append(make("bdi", "", x.right));
      line.append(left, mark, right);
      li.append(line);
    }
    const act = make("div", "act");
    if (document.getElementById("a" + x.a)) {
      const link = make("a", "", ui.open);
      link.href = `#at=${x.a}:${x.start}-${x.end}`;
      act.append(link);
    }
    if (x.table === "hits" || x.table === "attributions") {
      const button = make("button", "judge", ui.wrong);
      button.type = "button";
      const paint = () => {
        const wrong = decided.has(nameOf(x));
        button.setAttribute("aria-pressed", String(wrong));
        li.classList.toggle("wrong", wrong);
      };
      button.addEventListener("click", () => {
        const name = nameOf(x);
        decided.has(name) ? decided.delete(name) : decided.set(name, decisionOf(x));
        unsaved = true;
        paint();
        count();
        shares(found());
      });
      paint();
      act.append(button);
    }
    li.append(act);
    return li;
  };

  const count = () => { $("decided").textContent = plural(decided.size, ui.decision, ui.decisions); };

  const render = () => {
    const rows = found(), list = $("kwic"), set = state.set && store.sets[state.set];
    list.replaceChildren(...rows.slice(0, state.shown).map(entry));
    list.classList.toggle("aligned", $("aligned").getAttribute("aria-pressed") === "true");
    const [one, many] = set && set.t === "articles" ? [ui.article, ui.articles] : [ui.passage, ui.passages];
    let text = plural(rows.length, one, many);
    const short = (n) => n.toLocaleString(store.lang);
    const kind = (key, table) => ui[store.files[table].endsWith(".csv") ? key : key + " tables"];
    // A large corpus is in the page in part only: said wherever its passages are counted.
    if (set && set.n > set.r.length) text += fill(set.t === "tokens" ? ui["capped words"] : kind("capped", set.t), { all: short(set.n), file: store.files[set.t] });
    else if (partial()) text += fill(kind("kept", value("what")), { n: short(all().length), all: short(store.all[value("what")]), file: store.files[value("what")] });
    $("status").textContent = set ? `${text} — ${set.w}` : text;
    $("status").dataset.n = rows.length;
    shares(rows);
    $("more").hidden = rows.length <= state.shown;
    $("clear").hidden = !state.set;
    $("back").hidden = !state.back;
  };

  // Counts of the passages shown, outlet by term: the selection recounted.
  const shares = (rows) => {
    const box = $("shares"), counted = rows.filter((x) => x.table === "hits" && !x.excluded && !decided.has(nameOf(x)));
    const terms = [...new Set(counted.map((x) => x.term))], outlets = [...new Set(counted.map((x) => x.outlet))];
    box.hidden = Boolean(state.set) || terms.length === 0 || terms.length > 8;
    if (box.hidden) return;
    const table = make("table"), head = make("tr"), body = make("tbody");
    for (const text of [label("outlet"), ...terms, ui.together]) { const th = make("th", text === label("outlet") ? "" : "num", text); th.scope = "col"; head.append(th); }
    for (const outlet of outlets.sort(collator.compare)) {
      const here = counted.filter((x) => x.outlet === outlet), tr = make("tr"), th = make("th", "", outlet);
      th.scope = "row";
      tr.append(th);
      for (const term of terms) {
        const n = here.filter((x) => x.term === term).length, td = make("td", "num", n.toLocaleString(store.lang));
        td.append(make("small", "", (n / here.length).toLocaleString(store.lang, { style: "percent" })));
        tr.append(td);
      }
      tr.append(make("td", "num", here.length.toLocaleString(store.lang)));
      body.append(tr);
    }
    const thead = make("thead");
    thead.append(head);
    table.append(make("caption", "", partial() ? ui["selection partial"] : ui.selection), thead, body);
    box.replaceChildren(table);
  };

  const options = (id, values) => {
    const select = $("f-" + id), kept = select.value;
    select.replaceChildren(new Option(ui.all, ""), ...[...new Set(values)].filter(Boolean).sort(collator.compare).map((v) => new Option(label(v), v)));
    select.value = [...select.options].some((o) => o.value === kept) ? kept : "";
    select.closest("label").hidden = select.options.length < 3 && !select.value;
  };

  const fresh = () => {
    const rows = all();
    for (const id of picks) options(id, rows.map((x) => x[id]));
    $("f-what").closest("label").hidden = Boolean(state.set);
    state.shown = state.set ? Math.max(STEP, 200) : STEP;
    render();
  };

  const reset = () => { for (const id of controls) if (id !== "what") $("f-" + id).value = ""; };

  const article = (a, start, end) => {
    const box = document.getElementById("a" + a);
    if (!box) return;
    box.open = true;
    const body = box.querySelector(".text"), range = document.createRange();
    // Positions are characters of the text; the tree's text nodes together are exactly that text.
    const units = (n) => (store.whole && store.articles[a][6].length === store.articles[a][7] ? n : slice(a, 0, n).length);
    const places = [units(start), units(end)];
    let at = 0, set = 0;
    const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node && set < 2; node = walk.nextNode()) {
      const next = at + node.data.length;
      if (set === 0 && places[0] < next) { range.setStart(node, places[0] - at); set = 1; }
      if (set === 1 && places[1] <= next) { range.setEnd(node, places[1] - at); set = 2; }
      at = next;
    }
    if (set < 2 || start === end) { box.scrollIntoView(); return; }
    if (CSS.highlights) CSS.highlights.set("here", new Highlight(range));
    const host = range.startContainer.parentElement;
    host.scrollIntoView({ block: "center" });
    box.querySelector("summary").focus({ preventScroll: true });
  };

  const route = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.startsWith("set=") && Object.hasOwn(store.sets, hash.slice(4))) {
      state.set = hash.slice(4);
      reset();
      fresh();
      $("passages").scrollIntoView();
      $("status").focus({ preventScroll: true });
    } else if (hash.startsWith("at=")) {
      const [a, start, end] = hash.slice(3).split(/[:-]/).map(Number);
      article(a, start, end);
    }
  };

  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => {
    const link = event.target.closest?.("a.count:not([title])");
    if (link) link.title = store.sets[link.getAttribute("href").slice(5)]?.w ?? "";
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.count");
    if (!link) return;
    state.back = link;
    // The same number clicked twice leaves the address as it is: show its passages again.
    if (link.getAttribute("href") === location.hash) { event.preventDefault(); route(); }
  });
  for (const id of controls) $("f-" + id).addEventListener("input", () => {
    if (id === "what") { reset(); fresh(); } else { state.shown = STEP; render(); }
  });
  document.querySelector("form.filters").addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-sort]")) button.addEventListener("click", () => {
    state.sort = button.dataset.sort;
    for (const other of document.querySelectorAll("[data-sort]")) other.setAttribute("aria-pressed", String(other === button));
    render();
  });
  $("aligned").addEventListener("click", () => {
    $("aligned").setAttribute("aria-pressed", String($("aligned").getAttribute("aria-pressed") !== "true"));
    render();
  });
  $("more").addEventListener("click", () => { state.shown += 200; render(); });
  $("clear").addEventListener("click", () => {
    state.set = null;
    history.replaceState(null, "", "#passages");
    reset();
    fresh();
    $("f-q").focus();
  });
  $("back").addEventListener("click", () => {
    const link = state.back;
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  });

  const save = (text, name, type) => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  $("save").addEventListener("click", () => {
    const file = { format: "cadrage decisions", version: 1, study: store.fingerprint, decisions: [...decided.values()] };
    save(JSON.stringify(file, null, 1) + "\n", "decisions.json", "application/json");
    unsaved = false;
  });
  $("load").addEventListener("change", async () => {
    try {
      const file = JSON.parse(await $("load").files[0].text());
      for (const d of file.decisions) decided.set([d.table, d.article_id ?? "", d.sha256.slice(0, 16), d.start, d.end, d.frame ?? "", d.term ?? ""].join("|"), d);
    } catch { $("decided").textContent = ui.unreadable; return; }
    count();
    render();
  });
  $("csv").addEventListener("click", () => {
    const cell = (v) => { let t = String(v ?? ""); if (/^[=+\-@\t\r\n＝＋－＠]/.test(t)) t = "'" + t; return /[",\n\r]/.test(t) ? `"${t.replaceAll('"', '""')}"` : t; };
    const columns = ["article_id", "outlet", "day", "title", "start", "end", "left", "key", "right", "frame", "term", "voice", "speaker", "distance", "zone", "reason"];
    const lines = found().map((x) => columns.map((c) => cell(c === "article_id" ? store.articles[x.a][0] : x[c])).join(","));
    save("\ufeff" + [columns.join(","), ...lines].join("\r\n") + "\r\n", "passages.csv", "text/csv");
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  window.addEventListener("hashchange", route);
  // Printed pages have no folds.
  let folded = [];
  window.addEventListener("beforeprint", () => { folded = [...document.querySelectorAll("main details:not([open]):not(.article)")]; folded.forEach((d) => (d.open = true)); });
  window.addEventListener("afterprint", () => folded.forEach((d) => (d.open = false)));

  if (store.tables.hits.a.length === 0) $("f-what").value = "attributions";
  if (matchMedia("(max-width: 1099px)").matches) document.querySelector("nav.toc details").open = false;
  count();
  fresh();
  route();
})();
