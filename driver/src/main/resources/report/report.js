/*
 * The page of a run: reads the content beside it, and writes headings, tables and charts.
 * Whatever comes from data goes into the page as text, never as markup.
 */
(function () {
  'use strict';

  const content = JSON.parse(document.getElementById('content').textContent);
  const { run, model, candidates, subsets, sample } = content;
  const charts = [];

  /* Okabe and Ito's colours, which people who see fewer colours tell apart; no yellow on white. */
  const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#4d4d4d'];
  const SYMBOLS = ['circle', 'triangle', 'rect', 'diamond'];
  const INK = '#1c2329';
  const QUIET = '#59636e';
  const LINE = '#d9dee3';

  /* Half the width of an interval of 95 % of a normal variable, and its square in two dimensions. */
  const ELLIPSE = Math.sqrt(5.991464547107979);

  const colour = (k) => COLOURS[k % COLOURS.length];
  const symbol = (k) => SYMBOLS[Math.floor(k / COLOURS.length + k) % SYMBOLS.length];

  /* ---- numbers ---- */

  const known = (x) => typeof x === 'number' && Number.isFinite(x);

  function significant(x, digits) {
    if (!known(x)) return '–';
    if (x === 0) return '0';
    const size = Math.abs(x);
    if (size >= 1e7 || size < 1e-4) return x.toExponential(digits - 1).replace('e+', 'e');
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return x.toFixed(Math.min(decimals, 12));
  }

  const fixed = (x, decimals) =>
    known(x) ? x.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }) : '–';
  const count = (x) => (known(x) ? x.toLocaleString('en', { maximumFractionDigits: 3 }) : '–');
  const plural = (n, noun) => count(n) + ' ' + noun + (n === 1 ? '' : 's');

  function duration(seconds) {
    if (seconds < 60) return fixed(seconds, 1) + ' s';
    if (seconds < 3600) return Math.floor(seconds / 60) + ' min ' + Math.round(seconds % 60) + ' s';
    return Math.floor(seconds / 3600) + ' h ' + Math.round((seconds % 3600) / 60) + ' min';
  }

  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + '…' : text);

  /* ---- page ---- */

  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null) node.setAttribute(name, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  }

  const paragraph = (text, kind) => element('p', { class: kind }, text);

  function section(id, title, ...children) {
    document.getElementById('sections').append(
      element('section', { id, 'aria-labelledby': id + '-title' },
        element('h2', { id: id + '-title' }, title), ...children));
    const list = document.querySelector('#contents ul')
      || document.getElementById('contents').appendChild(element('ul'));
    list.append(element('li', {}, element('a', { href: '#' + id }, title)));
  }

  /* Columns: {title, text: whether it is words, cell: of a row}. The first column names the row. */
  function table(caption, columns, rows, marked) {
    const head = columns.map((column) =>
      element('th', { scope: 'col', class: column.text ? 'text' : undefined }, column.title));
    const body = rows.map((row) =>
      element('tr', { class: marked && marked(row) ? 'selected' : undefined },
        columns.map((column, c) => element(c === 0 ? 'th' : 'td',
          { scope: c === 0 ? 'row' : undefined, class: column.text ? 'text' : undefined },
          column.cell(row)))));
    return element('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': caption },
      element('table', {}, element('caption', {}, caption),
        element('thead', {}, element('tr', {}, head)), element('tbody', {}, body)));
  }

  function figure(id, height, option, label, caption, least) {
    const place = element('div', { class: 'chart', id, role: 'img', 'aria-label': label,
      style: 'height:' + height + 'px' + (least ? ';min-width:' + least + 'px' : '') });
    charts.push({ place, option });
    return element('figure', {}, element('div', { class: least ? 'wide' : undefined }, place),
      caption ? element('figcaption', {}, caption) : null);
  }

  /* Charts need places that are in the page; texts in tooltips are drawn, not parsed. */
  function draw() {
    for (const chart of charts) {
      chart.drawn = echarts.init(chart.place, null, { renderer: 'svg' });
      chart.drawn.setOption(Object.assign({
        animation: false,
        backgroundColor: 'transparent',
        color: COLOURS,
        textStyle: { fontFamily: 'system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif', color: INK },
      }, chart.option));
    }
    const resize = () => charts.forEach((chart) => chart.drawn.resize({ width: 'auto' }));
    window.addEventListener('resize', resize);
    // A sheet of A4 between its margins, in CSS pixels. It is printed before the next frame is drawn.
    window.addEventListener('beforeprint', () => charts.forEach((chart) => {
      chart.drawn.resize({ width: Math.min(chart.place.clientWidth, chart.place.closest('.panels') ? 300 : 660) });
      chart.drawn.getZr().refreshImmediately();
    }));
    window.addEventListener('afterprint', resize);
  }

  const tooltip = (formatter) => ({
    trigger: 'item', renderMode: 'richText', confine: true, formatter,
    backgroundColor: '#ffffff', borderColor: QUIET, borderWidth: 1, textStyle: { color: INK, fontSize: 12 } });

  function axis(name, more) {
    return Object.assign({
      type: 'value', name, nameLocation: 'middle', nameGap: 28, scale: true,
      nameTextStyle: { color: INK }, axisLine: { show: true, onZero: false, lineStyle: { color: QUIET } },
      axisTick: { show: true }, axisLabel: { color: QUIET, hideOverlap: true },
      splitLine: { lineStyle: { color: '#edf0f2' } } }, more);
  }

  /* Round limits around values, with about so many steps between them. */
  function round(low, high, steps) {
    if (!(high > low)) {
      const reach = Math.abs(low) || 1;
      return round(low - reach / 2, high + reach / 2, steps);
    }
    const raw = (high - low) / steps;
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 5, 10].map((s) => s * power).find((s) => s >= raw * 0.999);
    return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, interval: step };
  }

  /* Separate strokes as one line: from, to, gap. */
  const strokes = (pairs) => pairs.flatMap(([from, to]) => [from, to, [null, null]]);

  /* ---- what was chosen ---- */

  const CRITERIA = { bic: 'BIC', aic: 'AIC', aic3: 'AIC3', icl: 'ICL' };
  const certified = run.basis !== 'local_fits' && candidates.some((c) => known(c.bic));
  const criterion = certified ? (run.options || {}).criterion || 'bic' : 'pseudo_bic';
  const criterionName = CRITERIA[criterion] || 'pseudo-BIC';
  const name = (c) => c.shape + ', K = ' + c.k;
  const selected = candidates.find((c) => c.selected === 'true');
  const ranked = candidates.filter((c) => known(c[criterion])).sort((a, b) => a[criterion] - b[criterion]);
  const runnerUp = ranked.find((c) => c !== selected);

  const apart = (x) => (x >= 1000 ? count(Math.round(x)) : significant(x, 3));

  function reason() {
    const tried = ranked.length === 1 ? 'It is the only candidate that could be compared.'
      : 'It has the smallest ' + criterionName + ' of ' + ranked.length + ' candidates';
    if (!selected || ranked.length === 1 || !runnerUp) return tried;
    return tried + ' (' + fixed(selected[criterion], 2) + '); the next, ' + name(runnerUp) + ', is '
      + apart(runnerUp[criterion] - selected[criterion]) + ' worse.';
  }

  const BASIS = {
    all_rows: 'The likelihood of each candidate was computed on all rows.',
    other_rows: 'The candidates were compared on rows that are not those they were fitted to.',
    local_fits: 'No row was read: candidates are compared by the pseudo-BIC, which estimates the BIC from the local fits.' };

  function verdict() {
    const given = run.verdict;
    if (!given) {
      return element('section', { class: 'verdict none', 'aria-labelledby': 'verdict-title' },
        element('h2', { id: 'verdict-title' }, 'No verdict'),
        paragraph('A verdict needs all rows that the models were fitted to.'));
    }
    const order = ['act', 'note', 'good'];
    const words = { act: 'Act on', note: 'Note', good: 'Good' };
    const findings = given.findings.slice().sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
    return element('section',
      { class: 'verdict ' + (given.trustworthy ? 'good' : 'act'), 'aria-labelledby': 'verdict-title' },
      element('h2', { id: 'verdict-title' },
        given.trustworthy ? 'Verdict: trustworthy' : 'Verdict: not to be used as it is'),
      element('ul', { class: 'findings' }, findings.map((finding) =>
        element('li', { class: finding.level },
          element('span', { class: 'level' }, words[finding.level] || finding.level), ' ', finding.text,
          finding.remedy ? element('span', { class: 'remedy' }, 'What to do: ' + finding.remedy) : null))));
  }

  function summary() {
    const rows = run.rows || {};
    document.title = 'K = ' + model.k + ', ' + model.shape + ' – MixReduce report';
    const skipped = [[rows.malformed, 'malformed'], [rows.missing, 'with missing values'], [rows.weightless, 'of weight zero']]
      .filter(([n]) => n > 0).map(([n, what]) => count(n) + ' ' + what);
    document.getElementById('summary').append(...[
      paragraph('MixReduce report', 'product'),
      element('h1', {}, plural(model.k, 'component') + ', shape ' + model.shape),
      paragraph(reason(), 'why'),
      paragraph(count(model.rows) + (rows.weight !== rows.usable ? ' rows by weight (' + count(rows.usable) + ' read)' : ' rows')
        + ' of ' + plural(model.dimension, 'variable') + ' in ' + plural(rows.subsets, 'subset')
        + (skipped.length ? '; skipped: ' + skipped.join(', ') : '') + '. '
        + (BASIS[run.basis] || ''), 'quiet'),
      verdict(),
      (run.warnings || []).length ? element('section', { 'aria-label': 'Warnings' }, element('h3', {}, 'Warnings'),
        element('ul', {}, run.warnings.map((warning) => element('li', {}, warning)))) : null,
    ].filter(Boolean));
  }

  /* ---- criteria ---- */

  const STATUS = {
    too_few_rows: 'no more rows than parameters', degenerate: 'no sound fit',
    not_reached: 'the chain stopped before it', not_certified: 'evaluated on no row', certified: 'certified' };

  function criteria() {
    const shapes = [...new Set(candidates.map((c) => c.shape))];
    const pseudo = criterion === 'bic' || criterion === 'pseudo_bic';
    const series = [];
    shapes.forEach((shape, s) => {
      const own = candidates.filter((c) => c.shape === shape);
      const points = (field) => own.filter((c) => known(c[field])).map((c) => [c.k, c[field]]);
      const look = { type: 'line', color: colour(s), symbol: symbol(s), connectNulls: true };
      if (certified) {
        series.push(Object.assign({}, look, { name: shape + ' ' + criterionName, data: points(criterion), symbolSize: 6, z: 3 }));
      }
      if (pseudo) {
        series.push(Object.assign({}, look, { name: shape + ' pseudo-BIC', data: points('pseudo_bic'), symbolSize: 12,
          lineStyle: { type: 'dashed', width: 1.2, color: colour(s) },
          itemStyle: { color: 'transparent', borderColor: colour(s), borderWidth: 1.5 } }));
      }
    });
    if (selected && known(selected[criterion])) {
      series.push({ name: 'selected', type: 'scatter', symbol: 'circle', symbolSize: 20, silent: true,
        itemStyle: { color: 'transparent', borderColor: INK, borderWidth: 2 },
        label: { show: true, position: 'top', formatter: 'selected', color: INK, textBorderColor: '#ffffff', textBorderWidth: 3 },
        data: [[selected.k, selected[criterion]]] });
    }
    const ks = candidates.map((c) => c.k);
    const option = {
      legend: { top: 0, left: 'center', type: 'scroll', data: series.map((s) => s.name).filter((n) => n !== 'selected') },
      grid: { left: 12, right: 16, top: 40, bottom: 30, containLabel: true },
      tooltip: tooltip((p) => p.seriesName + ', K = ' + p.value[0] + ': ' + fixed(p.value[1], 2)),
      xAxis: axis('K, number of components', { min: Math.min(...ks) - 0.5, max: Math.max(...ks) + 0.5, minInterval: 1,
        splitLine: { show: false }, axisLabel: { color: QUIET, formatter: (k) => (Number.isInteger(k) ? String(k) : '') } }),
      yAxis: axis('', {}), series };
    const failed = candidates.filter((c) => !known(c[criterion]));
    section('choice', 'Choice of K and shape',
      paragraph(criterionName + (criterionName === 'pseudo-BIC' ? '' : ', on all rows')
        + ': smaller is better. ' + (certified && pseudo ? 'Dashed: the pseudo-BIC, its estimate from one pass over the subsets, which steers the search.' : '')),
      figure('criteria-chart', 340, option,
        'Line chart of ' + criterionName + ' against the number of components, by shape; the table has the numbers.'),
      failed.length ? paragraph('Not compared: ' + failed.map((c) => name(c) + ' (' + (STATUS[c.status] || c.status) + ')').join('; ') + '.', 'quiet') : null,
      table('Candidates; Δ is the distance from the best. Criteria: smaller is better.', [
        { title: 'candidate', text: true, cell: (c) => name(c) + (c === selected ? ' (selected)' : '') },
        { title: 'parameters', cell: (c) => count(c.parameters) },
        { title: 'Δ ' + criterionName, cell: (c) => (known(c[criterion]) && ranked.length ? fixed(c[criterion] - ranked[0][criterion], 2) : '–') },
        { title: 'log-likelihood', cell: (c) => fixed(c.log_likelihood, 3) },
        { title: 'BIC', cell: (c) => fixed(c.bic, 2) },
        { title: 'AIC', cell: (c) => fixed(c.aic, 2) },
        { title: 'AIC3', cell: (c) => fixed(c.aic3, 2) },
        { title: 'ICL', cell: (c) => fixed(c.icl, 2) },
        { title: 'pseudo-BIC', cell: (c) => fixed(c.pseudo_bic, 2) },
        { title: 'status', text: true, cell: (c) => STATUS[c.status] || c.status },
      ], candidates, (c) => c === selected));
  }

  /* ---- components ---- */

  const labels = model.components.map((component, k) => String(k + 1));

  /* Means of components side by side: a dot, its interval, and a thin line of one standard deviation. */
  function estimates(values, spreads, xName, limits) {
    const at = (k, x) => [x, k];
    const series = [];
    if (spreads) {
      series.push({ type: 'line', name: 'standard deviation', symbol: 'none', silent: true,
        lineStyle: { color: '#b4bcc4', width: 1.5 },
        data: strokes(values.map((v, k) => [at(k, v.value - spreads[k].value), at(k, v.value + spreads[k].value)])) });
    }
    values.forEach((v, k) => {
      if (known(v.lower) && known(v.upper)) {
        series.push({ type: 'line', name: 'interval', symbol: 'none', silent: true, lineStyle: { color: colour(k), width: 5, opacity: 0.55 },
          data: [at(k, v.lower), at(k, v.upper)] });
      }
    });
    series.push({ type: 'scatter', name: 'estimate',
      data: values.map((v, k) => ({ value: at(k, v.value), symbol: symbol(k), symbolSize: 9, itemStyle: { color: colour(k), opacity: 1 } })) });
    return {
      grid: { left: 8, right: 16, top: 8, bottom: 28, containLabel: true },
      tooltip: tooltip((p) => 'component ' + labels[p.value[1]] + ': ' + significant(p.value[0], 5)
        + (known(values[p.value[1]].lower) ? '\n95 % interval ' + significant(values[p.value[1]].lower, 5) + ' to ' + significant(values[p.value[1]].upper, 5) : '')),
      xAxis: axis(xName, Object.assign({ splitNumber: 4 }, limits)),
      yAxis: { type: 'category', inverse: true, data: labels, axisTick: { show: false }, axisLine: { lineStyle: { color: LINE } }, axisLabel: { color: INK } },
      series };
  }

  function cell(v, digits) {
    const parts = [significant(v.value, digits)];
    if (known(v.lower)) {
      parts.push(element('span', { class: 'interval' }, significant(v.lower, digits) + ' to ' + significant(v.upper, digits)));
    }
    return parts;
  }

  const componentName = (k) => [element('span', { class: 'swatch', style: 'background:' + colour(k) }), 'component ' + labels[k]];

  function components() {
    const height = 50 + 26 * model.k;
    const order = model.components.map((c, k) => k);
    const hidden = model.dimension - model.variables.length;
    const some = model.drawn.length < model.dimension;
    const interval = model.intervals ? 'Bars are 95 % intervals. ' : 'There are no standard errors in this run, so no intervals. ';
    const panel = (j) => {
      const variable = model.variables[j].name;
      return element('div', {}, element('h3', {}, short(variable, 60)),
        figure('means-' + j, height,
          estimates(model.components.map((c) => c.means[j]), model.components.map((c) => c.deviations[j]), ''),
          'Means of ' + variable + ' in each component, with intervals; the table has the numbers.'));
    };
    section('components', 'Components',
      element('h3', {}, 'Weights'),
      paragraph('The share of rows in each component. ' + interval),
      figure('weights-chart', height, estimates(model.components.map((c) => c.weight), null, '', { min: 0, scale: false }),
        'Weights of the components; the table has the numbers.'),
      element('h3', {}, 'Means'),
      paragraph(interval + 'Thin lines reach one standard deviation of the component to either side.'
        + (some ? ' ' + which() : '')),
      element('div', { class: 'panels' }, model.drawn.map(panel)),
      table('Weights and means' + (model.intervals ? ', with 95 % intervals' : ''), [
        { title: 'component', text: true, cell: (k) => componentName(k) },
        { title: 'weight', cell: (k) => cell(model.components[k].weight, 4) },
        ...model.variables.map((variable, j) => ({ title: variable.name, cell: (k) => cell(model.components[k].means[j], 5) })),
      ], order),
      table('Standard deviations' + (model.intervals ? ', with 95 % intervals' : ''), [
        { title: 'component', text: true, cell: (k) => componentName(k) },
        ...model.variables.map((variable, j) => ({ title: variable.name, cell: (k) => cell(model.components[k].deviations[j], 5) })),
      ], order),
      hidden > 0 ? paragraph(plural(hidden, 'more variable') + ' that tell components less apart are in model.json.', 'quiet') : null);
  }

  const which = () => (model.k > 1
    ? 'Shown are the ' + model.drawn.length + ' of ' + model.dimension + ' variables that tell components best apart, by the share of their variance that lies between components.'
    : 'Shown are the first ' + model.drawn.length + ' of ' + model.dimension + ' variables.');

  /* ---- scatter-plot matrix ---- */

  function ellipse(component, a, b) {
    const [va, vb, cov] = [component.covariance[a][a], component.covariance[b][b], component.covariance[a][b]];
    const l11 = Math.sqrt(va);
    const l21 = cov / l11;
    const l22 = Math.sqrt(Math.max(0, vb - l21 * l21));
    const points = [];
    for (let i = 0; i <= 60; i++) {
      const [c, s] = [Math.cos((2 * Math.PI * i) / 60), Math.sin((2 * Math.PI * i) / 60)];
      points.push([
        component.means[model.drawn[a]].value + ELLIPSE * l11 * c,
        component.means[model.drawn[b]].value + ELLIPSE * (l21 * c + l22 * s)]);
    }
    return points;
  }

  function density(component, a, limits) {
    const mean = component.means[model.drawn[a]].value;
    const deviation = Math.sqrt(component.covariance[a][a]);
    const points = [];
    for (let i = 0; i <= 120; i++) {
      // As many points near the mean as elsewhere, however narrow the component is.
      const x = i % 2 ? limits.min + ((limits.max - limits.min) * i) / 120 : mean + deviation * (i / 15 - 4);
      if (x >= limits.min && x <= limits.max) {
        const z = (x - mean) / deviation;
        points.push([x, (component.weight.value * Math.exp((-z * z) / 2)) / (deviation * Math.sqrt(2 * Math.PI))]);
      }
    }
    return points.sort((p, q) => p[0] - q[0]);
  }

  function matrix() {
    const m = model.drawn.length;
    const titles = names();
    const limits = titles.map((unused, a) => {
      const values = sample.rows.map((row) => row[a]);
      for (const component of model.components) {
        const mean = component.means[model.drawn[a]].value;
        const reach = ELLIPSE * Math.sqrt(component.covariance[a][a]);
        values.push(mean - reach, mean + reach);
      }
      return round(Math.min(...values), Math.max(...values), m > 3 ? 2 : 4);
    });
    const option = { grid: [], xAxis: [], yAxis: [], series: [], title: [],
      tooltip: tooltip((p) => (p.seriesType === 'scatter' && p.value
        ? 'component ' + labels[sample.components[p.dataIndex]] + '\n' + p.value.map((v) => significant(v, 5)).join(', ') : '')) };
    const [left, bottom] = [m > 1 ? 9 : 2, 8];
    const cellWidth = (100 - left - 1) / m;
    const cellHeight = (100 - bottom - 2) / m;
    for (let row = 0; row < m; row++) {
      for (let column = 0; column <= row; column++) {
        const index = option.grid.length;
        const edge = { bottom: row === m - 1, left: column === 0 && row > 0 };
        option.grid.push({ left: left + column * cellWidth + 0.5 + '%', top: 2 + row * cellHeight + 0.5 + '%',
          width: cellWidth - 1 + '%', height: cellHeight - 1.2 + '%', show: true, borderColor: LINE });
        const label = (on) => ({ show: on, color: QUIET, fontSize: 10, hideOverlap: true, showMaxLabel: false,
          formatter: (v) => String(Number(v.toPrecision(6))) });
        const plain = { type: 'value', gridIndex: index, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false },
          nameLocation: 'middle', nameTextStyle: { color: INK, fontSize: 12 } };
        option.xAxis.push(Object.assign({}, plain, limits[column], { axisLabel: label(edge.bottom),
          name: edge.bottom ? short(titles[column], 18) : '', nameGap: 22 }));
        if (row === column) {
          option.yAxis.push(Object.assign({}, plain, { axisLabel: { show: false }, min: 0 }));
          model.components.forEach((component, k) => option.series.push({ type: 'line', name: 'density', symbol: 'none', silent: true,
            xAxisIndex: index, yAxisIndex: index, lineStyle: { color: colour(k), width: 1.5 }, areaStyle: { color: colour(k), opacity: 0.12 },
            data: density(component, column, limits[column]) }));
        } else {
          option.yAxis.push(Object.assign({}, plain, limits[row], { axisLabel: label(edge.left),
            name: edge.left ? short(titles[row], 18) : '', nameGap: 36 }));
          option.series.push({ type: 'scatter', name: 'rows', xAxisIndex: index, yAxisIndex: index, symbolSize: 4, clip: true,
            data: sample.rows.map((values, i) => ({ value: [values[column], values[row]], symbol: symbol(sample.components[i]),
              itemStyle: { color: colour(sample.components[i]), opacity: 0.45 } })) });
          model.components.forEach((component, k) => option.series.push({ type: 'line', name: 'ellipse', symbol: 'none', silent: true,
            xAxisIndex: index, yAxisIndex: index, lineStyle: { color: colour(k), width: 2 }, data: ellipse(component, column, row) }));
          option.series.push({ type: 'scatter', name: 'means', xAxisIndex: index, yAxisIndex: index, silent: true, symbolSize: 1,
            itemStyle: { color: 'transparent' },
            data: model.components.map((component, k) => ({
              value: [component.means[model.drawn[column]].value, component.means[model.drawn[row]].value],
              label: { show: true, formatter: labels[k], color: INK, fontWeight: 700, fontSize: m > 3 ? 10 : 13,
                textBorderColor: '#ffffff', textBorderWidth: 3 } })) });
        }
      }
    }
    return option;
  }

  const SAMPLE = {
    shown: () => 'Points are ' + plural(sample.rows.length, 'row') + ' drawn at random from the pooled sample, in the colour and form of their most probable component. ',
    left_out: () => 'Rows are left out of this report, as the run was asked (--no-sample-in-report). ',
    none: () => 'There is no pooled sample in the output of this run, so no rows are shown. ' };

  const names = () => model.drawn.map((j) => model.variables[j].name);

  function scatter() {
    const m = model.drawn.length;
    const panels = (m * (m - 1)) / 2;
    section('matrix', m > 1 ? 'Scatter-plot matrix' : 'Densities',
      paragraph(SAMPLE[sample.state]()
        + (panels ? 'Ellipses hold 95 % of a component; numbers stand at the means. On the diagonal: ' : 'Curves are ')
        + 'the density of each component times its weight.' + (m < model.dimension ? ' ' + which() : '')),
      figure('matrix-chart', m === 1 ? 260 : Math.min(900, 220 + 120 * m), matrix(),
        (m > 1 ? 'Scatter plots of each pair of ' : 'Densities of ') + names().join(', ')
          + (panels && sample.rows.length ? ', with ' + sample.rows.length + ' rows and an ellipse for each component' : '')
          + '; means and standard deviations are in the tables above.',
        m > 1 ? 'Variables from left to right: ' + names().join(', ') + '.' : undefined, m > 3 ? 110 * m : undefined),
      model.k > 1 ? element('p', { class: 'quiet' }, model.components.map((c, k) =>
        element('span', {}, componentName(k), ' (' + fixed(100 * c.weight.value, 1) + ' %)  '))) : null);
  }

  /* ---- subsets ---- */

  function votes() {
    const given = (run.verdict || {}).votes;
    if (!given || !(given.subsets.length + given.replicates.length)) return [];
    const keys = [...new Map([...given.subsets, ...given.replicates].map((v) => [name(v), v])).keys()];
    const share = (list, key) => {
      const total = list.reduce((sum, v) => sum + v.votes, 0);
      const own = list.find((v) => name(v) === key);
      return own ? count(own.votes) + ' (' + fixed((100 * own.votes) / total, 0) + ' %)' : '–';
    };
    return [table('What subsets, and bootstrap replicates of them, would choose by their own rows', [
      { title: 'candidate', text: true, cell: (key) => key },
      { title: 'subsets', cell: (key) => share(given.subsets, key) },
      { title: 'replicates', cell: (key) => share(given.replicates, key) },
    ], keys, (key) => selected && key === name(selected))];
  }

  function heterogeneity() {
    if (!subsets.compared) {
      section('subsets', 'Subsets', paragraph(subsets.count === 1
        ? 'All rows are one subset, so there is nothing to compare.'
        : 'Subsets were not compared with the model of all rows in this run.'), ...votes());
      return;
    }
    const single = subsets.width === 1;
    const series = single
      ? [{ type: 'scatter', name: 'subsets', symbolSize: 6, itemStyle: { color: COLOURS[0], opacity: 0.75 },
          data: subsets.marks.map((mark) => [mark[0], mark[2]]) }]
      : [{ type: 'line', name: 'range', symbol: 'none', silent: true, lineStyle: { color: COLOURS[4], width: 1.5 },
          data: strokes(subsets.marks.map((mark) => [[mark[0], mark[1]], [mark[0], mark[3]]])) },
        { type: 'scatter', name: 'subsets', symbolSize: 4, itemStyle: { color: COLOURS[0], opacity: 1 },
          data: subsets.marks.map((mark) => [mark[0], mark[2]]) }];
    series.push({ type: 'line', name: 'stands out', symbol: 'none', silent: true, lineStyle: { color: QUIET, type: 'dashed', width: 1 },
      data: [[0, 6], [subsets.count + 1, 6]] });
    const values = subsets.marks.flatMap((mark) => [mark[1], mark[3]]);
    const option = {
      grid: { left: 12, right: 30, top: 16, bottom: 30, containLabel: true },
      tooltip: tooltip((p) => (Array.isArray(p.value) ? (single ? 'subset ' : 'from subset ') + p.value[0] + ': ' + significant(p.value[1], 3) : '')),
      xAxis: axis('subset, in the order of the input', { min: 0, max: subsets.count + 1, minInterval: 1, splitLine: { show: false },
        axisLabel: { color: QUIET, formatter: (v) => (v > 0 && v <= subsets.count && Number.isInteger(v) ? count(v) : '') } }),
      yAxis: axis('excess, standard deviations', Object.assign({ nameGap: 36 }, round(Math.min(-3, ...values), Math.max(7, ...values), 5))),
      series };
    section('subsets', 'Subsets',
      paragraph('How much better each subset would be served by a fit of its own: its loss, twice the log-likelihood it gives up, in standard deviations above what subsets usually lose here. '
        + 'Above the dashed line a subset stands out; with many subsets the verdict asks for somewhat more.'
        + (single ? '' : ' Each mark stands for ' + subsets.width + ' neighbours: a dot at the middle one, a line from the least to the greatest.')),
      figure('subsets-chart', 280, option, 'Scatter plot of the excess loss of ' + subsets.count + ' subsets; the table has the farthest.'),
      table('The ' + plural(subsets.farthest.length, 'subset') + ' with the largest excess, of ' + count(subsets.compared), [
        { title: 'subset', text: true, cell: (s) => count(s.number) },
        { title: 'first row', text: true, cell: (s) => s.place },
        { title: 'rows', cell: (s) => count(s.rows) },
        { title: 'loss', cell: (s) => fixed(s.loss, 2) },
        { title: 'expected', cell: (s) => fixed(s.expected, 2) },
        { title: 'usual', cell: (s) => fixed(s.usual, 2) },
        { title: 'excess', cell: (s) => fixed(s.excess, 2) },
      ], subsets.farthest), ...votes());
  }

  /* ---- convergence ---- */

  function convergence() {
    const done = candidates.filter((c) => known(c.gain_per_row));
    if (!done.length) {
      section('convergence', 'Convergence', paragraph('No exact update was made in this run.'));
      return;
    }
    const tolerance = Number((run.options || {})['refine-tolerance']);
    // No update gains less than that; one that gains nothing is drawn there.
    const size = (x) => Math.log10(Math.max(1e-12, Math.abs(x)));
    const shapes = [...new Set(done.map((c) => c.shape))];
    const ks = done.map((c) => c.k);
    const [first, last] = [Math.min(...ks) - 0.5, Math.max(...ks) + 0.5];
    const sizes = done.map((c) => size(c.gain_per_row)).concat(tolerance > 0 ? [size(tolerance)] : []);
    const series = shapes.map((shape, s) => ({ type: 'scatter', name: shape, symbol: symbol(s), symbolSize: 10, color: colour(s),
      data: done.filter((c) => c.shape === shape).map((c) => ({ value: [c.k, size(c.gain_per_row)], of: c,
        itemStyle: c.gain_per_row < 0 ? { color: '#ffffff', borderColor: colour(s), borderWidth: 2 } : {} })) }));
    if (tolerance > 0) {
      series.push({ type: 'line', name: 'tolerance', symbol: 'none', silent: true, lineStyle: { color: QUIET, type: 'dashed', width: 1 },
        data: [[first, size(tolerance)], [last, size(tolerance)]] });
    }
    const option = {
      legend: shapes.length > 1 ? { top: 0, left: 'center', data: shapes } : undefined,
      grid: { left: 24, right: 16, top: 34, bottom: 30, containLabel: true },
      tooltip: tooltip((p) => (p.data && p.data.of ? name(p.data.of) + '\n' + plural(p.data.of.updates, 'update') + ', the last gained '
        + significant(p.data.of.gain_per_row, 2) + ' nats a row' : '')),
      xAxis: axis('K, number of components', { min: first, max: last, minInterval: 1, splitLine: { show: false },
        axisLabel: { color: QUIET, formatter: (k) => (Number.isInteger(k) ? String(k) : '') } }),
      yAxis: axis('nats per row', { nameGap: 48, minInterval: 1, min: Math.floor(Math.min(...sizes)), max: Math.ceil(Math.max(...sizes) + 0.01),
        axisLabel: { color: QUIET, formatter: (v) => '1e' + v } }),
      series };
    section('convergence', 'Convergence',
      paragraph('What the last exact update over all rows gained, per row.'
        + (tolerance > 0 ? ' The dashed line is --refine-tolerance, below which updates end.' : '')
        + ' Hollow marks are losses, which are possible because updates climb the penalised likelihood.'),
      figure('convergence-chart', 280, option, 'Scatter plot of the gain of the last exact update against the number of components; the table has the numbers.'),
      table('Exact updates', [
        { title: 'candidate', text: true, cell: (c) => name(c) },
        { title: 'way', text: true, cell: (c) => c.origin },
        { title: 'updates', cell: (c) => count(c.updates) },
        { title: 'gain per row, nats', cell: (c) => significant(c.gain_per_row, 2) },
      ], done, (c) => c === selected));
  }

  /* ---- run ---- */

  function jobs() {
    const steps = run.steps || [];
    if (!steps.length) return [paragraph('Times of jobs were not kept.')];
    const most = steps.slice().sort((a, b) => b.seconds - a.seconds).slice(0, 40);
    const shown = steps.filter((step) => most.includes(step));
    const total = steps.reduce((sum, step) => sum + step.seconds, 0);
    const option = {
      grid: { left: 8, right: 50, top: 4, bottom: 28, containLabel: true },
      tooltip: tooltip((p) => p.name + ': ' + duration(p.value)),
      xAxis: axis('seconds', { min: 0, scale: false }),
      yAxis: { type: 'category', inverse: true, data: shown.map((step) => step.step), axisTick: { show: false }, axisLabel: { color: INK } },
      series: [{ type: 'bar', name: 'jobs', barMaxWidth: 16, itemStyle: { color: COLOURS[0] }, data: shown.map((step) => step.seconds),
        label: { show: true, position: 'right', formatter: (p) => fixed(p.value, 1), color: INK } }] };
    const counted = (field) => steps.some((step) => step[field] > 0);
    return [
      paragraph(plural(steps.length, 'job') + ', ' + duration(total) + ' in jobs'
        + (shown.length < steps.length ? '; the chart has the ' + shown.length + ' longest' : '') + '.'),
      figure('jobs-chart', 46 + 24 * shown.length, option, 'Bar chart of the time of each job; the table has the numbers.'),
      table('Jobs', [
        { title: 'job', text: true, cell: (step) => step.step },
        { title: 'seconds', cell: (step) => fixed(step.seconds, 1) },
        { title: 'records read', cell: (step) => count(step.records_read) },
        { title: 'bytes to reducers', cell: (step) => count(step.map_output_bytes) },
        ...(counted('map_tasks') ? [
          { title: 'map tasks', cell: (step) => count(step.map_tasks) },
          { title: 'reduce tasks', cell: (step) => count(step.reduce_tasks) }] : []),
        ...(counted('cpu_ms') ? [{ title: 'processor seconds', cell: (step) => fixed(step.cpu_ms / 1000, 1) }] : []),
      ], steps)];
  }

  function runSection() {
    const pairs = (object) => Object.entries(object || {});
    const input = run.input_files ? [paragraph('Input: ' + plural(run.input_files, 'file') + ', ' + count(run.input_bytes) + ' bytes.')]
      : run.runs ? [paragraph('Aggregated from ' + plural(run.runs, 'run') + '.')] : [];
    section('run', 'Run', ...input, element('h3', {}, 'Jobs'), ...jobs(),
      element('h3', {}, 'Counters'),
      pairs(run.counters).length ? table('What the jobs counted', [
        { title: 'counter', text: true, cell: ([key]) => key },
        { title: 'value', cell: ([, value]) => count(value) },
      ], pairs(run.counters)) : paragraph('Nothing was counted.'),
      element('h3', {}, 'Command line'),
      element('p', {}, element('code', {}, ['mixreduce', run.command, ...(run.arguments || [])].join(' '))),
      element('details', {}, element('summary', {}, 'All options, given or by default'),
        table('Options', [
          { title: 'option', text: true, cell: ([key]) => '--' + key },
          { title: 'value', text: true, cell: ([, value]) => String(value) },
        ], pairs(run.options))));
    document.getElementById('footer').append(
      'MixReduce ' + run.version + ', Java ' + run.java + ', Hadoop ' + run.hadoop + '. Charts by Apache ECharts '
      + echarts.version + ', © The Apache Software Foundation, under the Apache License 2.0, whose notice stands in this file. '
      + 'This page loads nothing and sends nothing.'
      + (sample.rows.length ? ' It holds ' + plural(sample.rows.length, 'row') + ' of the data.' : ' It holds no row of the data.'));
  }

  summary();
  criteria();
  components();
  scatter();
  heterogeneity();
  convergence();
  runSection();
  draw();
})();
