// The floor plan without a round trip per key: going from stall to stall, zooming, moving and resizing.
import { nearest, WAYS } from './nearest.js';

const SNAP = 5;
const REST = 300;
const ZOOM = 1.35;

export function attach(area, page) {
  const svg = area.querySelector('svg.plan');
  const state = { area, svg, page, held: null, timer: 0, zoom: 1 };
  area.addEventListener('click', event => {
    const zoom = event.target.closest('[data-zoom]');
    if (zoom) return zoomTo(state, { in: state.zoom * ZOOM, out: state.zoom / ZOOM, fit: 1 }[zoom.dataset.zoom]);
    const stall = event.target.closest('[data-stall]');
    if (!stall) return;
    focus(state, stall);
    if (!editing(state)) page.invokeMethodAsync('OpenAsync', stall.dataset.stall);
  });
  area.addEventListener('keydown', event => key(state, event));
  area.addEventListener('focusout', () => drop(state));
  area.addEventListener('pointerdown', event => drag(state, event));
  area.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(state, state.zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
  }, { passive: false });
}

const editing = state => state.area.dataset.edit === 'true';

const boxOf = stall => stall.dataset.box.split(',').map(Number);

function put(stall, [x, y, width, height]) {
  const box = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y)), Math.max(5, Math.round(width)), Math.max(5, Math.round(height))];
  stall.dataset.box = box.join(',');
  stall.setAttribute('transform', `translate(${box[0]} ${box[1]})`);
  const rect = stall.querySelector('.box');
  rect.setAttribute('width', box[2]);
  rect.setAttribute('height', box[3]);
  const grip = stall.querySelector('.grip');
  grip?.setAttribute('x', box[2] - 5);
  grip?.setAttribute('y', box[3] - 5);
  stall.classList.add('moved');
}

const report = (state, stall) => state.page.invokeMethodAsync('MovedAsync', stall.dataset.stall, ...boxOf(stall));

function zoomTo(state, wanted) {
  const scroll = state.area.querySelector('.plan-scroll');
  const middle = [(scroll.scrollLeft + scroll.clientWidth / 2) / scroll.scrollWidth, (scroll.scrollTop + scroll.clientHeight / 2) / scroll.scrollHeight];
  state.zoom = Math.min(6, Math.max(.4, wanted));
  state.area.style.setProperty('--plan-zoom', state.zoom);
  scroll.scrollLeft = middle[0] * scroll.scrollWidth - scroll.clientWidth / 2;
  scroll.scrollTop = middle[1] * scroll.scrollHeight - scroll.clientHeight / 2;
}

function focus(state, stall) {
  for (const other of state.svg.querySelectorAll('[data-stall][tabindex="0"]')) other.setAttribute('tabindex', '-1');
  stall.setAttribute('tabindex', '0');
  stall.focus();
  stall.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

const middle = stall => { const [x, y, w, h] = boxOf(stall); return [x + w / 2, y + h / 2]; };

function key(state, event) {
  const stall = event.target.closest?.('[data-stall]');
  if (!stall || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const way = WAYS[event.key];
  if (way) {
    event.preventDefault();
    if (state.held === stall) return nudge(state, stall, way, event.shiftKey);
    const next = nearest(stall, state.svg.querySelectorAll('[data-stall]'), middle, ...way);
    if (next) focus(state, next);
  } else if (event.key === 'Home' || event.key === 'End') {
    event.preventDefault();
    const all = state.svg.querySelectorAll('[data-stall]');
    focus(state, all[event.key === 'Home' ? 0 : all.length - 1]);
  } else if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    if (!editing(state)) state.page.invokeMethodAsync('OpenAsync', stall.dataset.stall);
    else if (state.held === stall) drop(state);
    else hold(state, stall);
  } else if (event.key === 'Escape' && state.held) {
    event.preventDefault();
    drop(state);
  }
}

function hold(state, stall) {
  drop(state);
  state.held = stall;
  stall.classList.add('held');
  stall.setAttribute('aria-pressed', 'true');
}

function drop(state) {
  state.held?.classList.remove('held');
  state.held?.removeAttribute('aria-pressed');
  state.held = null;
}

function nudge(state, stall, [dx, dy], size) {
  const [x, y, w, h] = boxOf(stall);
  put(stall, size ? [x, y, w + dx, h + dy] : [x + dx, y + dy, w, h]);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => report(state, stall), REST);
}

function drag(state, event) {
  const stall = event.target.closest('[data-stall]');
  if (!stall || !editing(state) || event.button !== 0) return;
  event.preventDefault();
  focus(state, stall);
  const size = event.target.classList.contains('grip');
  const start = boxOf(stall);
  const scale = state.svg.viewBox.baseVal.width / state.svg.getBoundingClientRect().width;
  const snap = value => (event.altKey ? value : Math.round(value / SNAP) * SNAP);
  let moved = false;
  const move = at => {
    const [dx, dy] = [(at.clientX - event.clientX) * scale, (at.clientY - event.clientY) * scale];
    if (!moved && Math.hypot(dx, dy) < 2) return;
    moved = true;
    put(stall, size ? [start[0], start[1], snap(start[2] + dx), snap(start[3] + dy)] : [snap(start[0] + dx), snap(start[1] + dy), start[2], start[3]]);
  };
  const end = () => {
    stall.removeEventListener('pointermove', move);
    stall.removeEventListener('pointerup', end);
    stall.removeEventListener('pointercancel', end);
    if (moved) report(state, stall);
  };
  stall.setPointerCapture(event.pointerId);
  stall.addEventListener('pointermove', move);
  stall.addEventListener('pointerup', end);
  stall.addEventListener('pointercancel', end);
}
