// Moves the map under the hand at once; the server draws it anew when the hand rests.
import { nearest, WAYS } from './nearest.js';

const REST = 160;
const CLICK = 4;

export function attach(area, page) {
  const svg = area.querySelector('svg.map');
  if (!svg || svg.dataset.attached) return;
  svg.dataset.attached = 'true';
  // A phone shows the middle of the drawing at a size that can be read and touched, not all of it in miniature.
  const narrow = matchMedia('(width < 600px)');
  const shape = () => svg.setAttribute('preserveAspectRatio', narrow.matches ? 'xMidYMid slice' : 'xMidYMid meet');
  narrow.addEventListener('change', shape);
  shape();
  const unit = () => 1 / svg.getScreenCTM().a;
  const world = () => svg.querySelector('.map-world');
  pan(svg, page, unit, world);
  wheel(svg, page, world);
  svg.addEventListener('keydown', event => keys(svg, event));
}

function pan(svg, page, unit, world) {
  let moved = false;
  svg.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    moved = false;
    let d = [0, 0];
    const move = at => {
      d = [at.clientX - event.clientX, at.clientY - event.clientY];
      if (!moved && Math.hypot(...d) < CLICK) return;
      if (!moved) svg.setPointerCapture(event.pointerId);
      moved = true;
      world().setAttribute('transform', `translate(${d[0] * unit()} ${d[1] * unit()})`);
    };
    const end = () => {
      svg.removeEventListener('pointermove', move);
      svg.removeEventListener('pointerup', end);
      svg.removeEventListener('pointercancel', end);
      if (moved) page.invokeMethodAsync('PushedAsync', d[0] * unit(), d[1] * unit());
    };
    svg.addEventListener('pointermove', move);
    svg.addEventListener('pointerup', end);
    svg.addEventListener('pointercancel', end);
  });
  // The click that ends a move opens nothing.
  svg.addEventListener('click', event => { if (moved) { event.stopPropagation(); moved = false; } }, true);
}

function wheel(svg, page, world) {
  let factor = 1;
  let timer = 0;
  svg.addEventListener('wheel', event => {
    event.preventDefault();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    factor *= event.deltaY < 0 ? 1.25 : 1 / 1.25;
    world().setAttribute('transform', `translate(${x} ${y}) scale(${factor}) translate(${-x} ${-y})`);
    clearTimeout(timer);
    timer = setTimeout(() => { const by = factor; factor = 1; page.invokeMethodAsync('ZoomedAsync', by, x, y); }, REST);
  }, { passive: false });
}

function keys(svg, event) {
  const pin = event.target.closest?.('.pin');
  if (!pin || event.ctrlKey || event.altKey || event.metaKey) return;
  const middle = other => { const at = other.transform.baseVal.getItem(0).matrix; return [at.e, at.f]; };
  if (WAYS[event.key]) {
    event.preventDefault();
    const next = nearest(pin, svg.querySelectorAll('.pin'), middle, ...WAYS[event.key]);
    if (!next) return;
    pin.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  } else if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    pin.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  }
}
