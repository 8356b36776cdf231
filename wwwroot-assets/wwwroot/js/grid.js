// What a list does without asking the server: moving between rows, widths while they are dragged, pop-ups.
export { watch, set } from './typing.js';

const FOLLOW = 140;
const MIN = 48;
const MAX = 900;
const STEP = 16;

export function attach(root, grid) {
  let follow = 0;
  root.addEventListener('keydown', event => {
    const handle = event.target.closest('[data-resize]');
    if (handle) return resizeByKey(event, handle, root, grid);
    if (event.key === 'Escape' && root.querySelector('.grid-side') && !event.target.closest('.pop-box')) {
      event.preventDefault();
      grid.invokeMethodAsync('ClosePanelAsync');
      return;
    }
    const row = event.target.closest('tr[data-row]');
    if (!row || event.target !== row || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    // A key that opens the record or turns the page leaves this one: nothing may follow behind it.
    clearTimeout(follow);
    moveByKey(event, row, root, index => {
      follow = setTimeout(() => grid.invokeMethodAsync('FocusedAsync', index), FOLLOW);
    }, () => grid.invokeMethodAsync('OpenRowAsync', Number(row.dataset.row)));
  });
  // A plain click on the record's link opens the panel like the rest of the row; Enter, a double click and a new tab open the record.
  root.addEventListener('click', event => {
    const link = event.target.closest('tr[data-row] a[href]');
    if (!link || !root.dataset.panel || event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.hasAttribute('data-open')) return;
    // A link to something else leaves the list: the row behind it must not open its panel on the way.
    event.stopPropagation();
    Blazor.navigateTo(link.getAttribute('href'));
  });
  root.addEventListener('dblclick', event => event.target.closest('tr[data-row]')?.querySelector('a[data-open]')?.click());
  root.addEventListener('pointerdown', event => {
    const handle = event.target.closest('[data-resize]');
    if (handle) resizeByPointer(event, handle, root, grid);
  });
}

function moveByKey(event, row, root, moved, open) {
  const rows = [...root.querySelectorAll('tr[data-row]')];
  const at = rows.indexOf(row);
  const area = row.closest('.grid-scroll');
  const page = Math.max(1, Math.floor((area?.clientHeight ?? 400) / row.offsetHeight) - 2);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + page, PageUp: at - page }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    const turn = at === rows.length - 1 && event.key === 'PageDown' ? 'next' : at === 0 && event.key === 'PageUp' ? 'prev' : null;
    if (turn) { root.querySelector(`a[rel=${turn}]`)?.click(); return; }
    const next = Math.min(rows.length - 1, Math.max(0, to));
    rows[next].focus();
    rows[next].scrollIntoView({ block: 'nearest' });
    moved(next);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    const link = row.querySelector('a[data-open]');
    if (link) link.click(); else open();
  } else if (event.key === ' ') {
    event.preventDefault();
    row.querySelector('input[type=checkbox]')?.click();
  }
}

const widths = root => [...root.querySelectorAll('th[data-key]')].map(th => ({ key: th.dataset.key, width: clamp(Math.round(th.getBoundingClientRect().width)) }));
const clamp = width => Math.min(MAX, Math.max(MIN, width));
const report = (grid, all) => grid.invokeMethodAsync('ResizedAsync', all.map(w => w.key), all.map(w => w.width));

function resizeByPointer(event, handle, root, grid) {
  event.preventDefault();
  const th = handle.closest('th');
  const all = widths(root);
  const mine = all.find(w => w.key === th.dataset.key);
  const from = event.clientX;
  const before = mine.width;
  th.draggable = false;
  fix(root, all);
  handle.setPointerCapture(event.pointerId);
  const move = e => { mine.width = clamp(Math.round(before + e.clientX - from)); fix(root, all); };
  const done = () => {
    handle.removeEventListener('pointermove', move);
    th.draggable = true;
    if (mine.width !== before) report(grid, all);
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', done, { once: true });
  handle.addEventListener('pointercancel', done, { once: true });
}

let resizing = 0;
function resizeByKey(event, handle, root, grid) {
  const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = widths(root);
  const mine = all.find(w => w.key === handle.closest('th').dataset.key);
  mine.width = clamp(mine.width + step);
  fix(root, all);
  clearTimeout(resizing);
  resizing = setTimeout(() => report(grid, all), 300);
}

function fix(root, all) {
  const table = root.querySelector('table');
  table.classList.add('fixed');
  for (const { key, width } of all) table.querySelector(`col[data-key="${key}"]`).style.width = width + 'px';
}

// The part of the state that needs no load goes to the address bar without a navigation, which would scroll to the top.
export function replaceUrl(url) {
  history.replaceState(history.state, '', url);
}

export function sync(root) {
  const all = root?.querySelector('thead input[type=checkbox]');
  if (all) all.indeterminate = all.dataset.mixed === 'true';
}

export function focusRow(root, index) {
  root?.querySelector(`tr[data-row="${index}"]`)?.focus({ preventScroll: true });
}

// A pop-up takes the focus, stays inside the window, and closes on Escape or when something else is used.
export function popover(box, component) {
  if (!box) return;
  const button = box.parentElement.querySelector('button');
  const over = box.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
  if (over > 0) box.style.marginInlineStart = `-${over}px`;
  const left = box.getBoundingClientRect().left;
  if (left < 8) box.style.marginInlineStart = `${parseFloat(box.style.marginInlineStart || 0) + 8 - left}px`;
  box.querySelector('input,select,button,a,[tabindex="0"]')?.focus();
  const stop = new AbortController();
  const close = back => {
    stop.abort();
    if (back) button?.focus();
    component.invokeMethodAsync('CloseAsync');
  };
  const outside = event => {
    if (!box.isConnected) stop.abort();
    else if (!box.parentElement.contains(event.target)) close(false);
  };
  document.addEventListener('pointerdown', outside, { signal: stop.signal, capture: true });
  document.addEventListener('focusin', outside, { signal: stop.signal });
  box.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.isComposing) { event.preventDefault(); event.stopPropagation(); close(true); }
  });
}
