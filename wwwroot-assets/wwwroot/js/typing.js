// Reports what is typed after a pause, never while a syllable is being composed: no round trip per key.
const PAUSE = 250;

// What was typed before the script came is reported as well: it differs from what the page knows.
export function typing(input, report, known = input.value) {
  let timer = 0;
  let composing = false;
  let last = known;
  const send = () => {
    clearTimeout(timer);
    if (composing || input.value === last) return;
    last = input.value;
    report(last);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', () => { composing = false; later(); });
  input.addEventListener('input', event => { if (!composing && !event.isComposing) later(); });
  input.addEventListener('search', send);
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (input.value !== last) { event.preventDefault(); event.stopImmediatePropagation(); }
    send();
  });
  if (input.value !== last) later();
  return text => { if (!composing && input.value !== text) { input.value = text; } last = input.value; };
}

// For components: the typed text goes to the method "TypedAsync" of the component.
const setters = new WeakMap();

export function watch(input, component, known) {
  if (!input || setters.has(input)) return;
  setters.set(input, typing(input, text => component.invokeMethodAsync('TypedAsync', text), known));
  if (input.getAttribute('role') !== 'combobox') return;
  input.addEventListener('keydown', event => {
    const open = input.getAttribute('aria-expanded') === 'true';
    const mine = event.key === 'ArrowDown' || (open && ['ArrowUp', 'Enter', 'Escape'].includes(event.key));
    if (!mine || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    component.invokeMethodAsync('KeyAsync', event.key);
  });
}

export function set(input, text) {
  setters.get(input)?.(text);
}
