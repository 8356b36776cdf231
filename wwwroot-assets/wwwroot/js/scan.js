// The field of a counter: takes one scan after another without waiting for the answer, reads a scanner by its keys where a Korean keyboard would write syllables, keeps the focus, and says by a sound what became of it.
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/;
const SIGNS = { Minus: '-_', Equal: '=+', Slash: '/?', Period: '.>', Semicolon: ';:', Comma: ',<' };
const fields = new WeakMap();
let audio;
let current;

const charOf = event => {
  const { code, shiftKey: shift } = event;
  if (/^Key[A-Z]$/.test(code)) return shift !== event.getModifierState('CapsLock') ? code[3] : code[3].toLowerCase();
  if (/^(Digit|Numpad)\d$/.test(code)) return shift && code.startsWith('D') ? '' : code.at(-1);
  return SIGNS[code]?.[shift ? 1 : 0] ?? '';
};

const beep = (frequency, from, length) => {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = frequency;
  volume.gain.value = 0.15;
  tone.connect(volume).connect(audio.destination);
  tone.start(audio.currentTime + from);
  tone.stop(audio.currentTime + from + length);
};

const sound = accepted => {
  if (accepted === null || accepted === undefined || !window.AudioContext) return;
  audio ??= new AudioContext();
  if (accepted) beep(1320, 0, 0.09);
  else { beep(220, 0, 0.16); beep(220, 0.22, 0.2); }
};

// The camera of a telephone or tablet as a scanner, where the browser reads QR codes by itself. What stays before it is read once.
class Camera {
  constructor(form, read) {
    [this.button, this.view, this.refused] = ['[data-camera]', '[data-view]', '[data-camera-refused]'].map(part => form.querySelector(part));
    if (!this.button || !('BarcodeDetector' in window) || !navigator.mediaDevices) return;
    this.read = read;
    this.button.hidden = false;
    this.button.addEventListener('click', () => this.stream ? this.stop() : this.start());
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch {
      this.refused.hidden = false;
      return;
    }
    [this.refused.hidden, this.view.hidden, this.view.srcObject, this.last] = [true, false, this.stream, undefined];
    this.button.setAttribute('aria-pressed', 'true');
    await this.view.play();
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    const look = async () => {
      if (!this.stream) return;
      if (!this.view.isConnected) { this.stop(); return; }
      const found = await detector.detect(this.view).catch(() => []);
      const text = found[0]?.rawValue;
      if (text && text !== this.last) { this.last = text; this.read(text); }
      // Nothing before the camera for a while: the same code may come again.
      this.empty = text ? 0 : (this.empty ?? 0) + 1;
      if (this.empty > 8) this.last = undefined;
      setTimeout(look, 120);
    };
    look();
  }

  stop() {
    this.stream.getTracks().forEach(track => track.stop());
    [this.stream, this.view.srcObject, this.view.hidden] = [undefined, null, true];
    this.button.setAttribute('aria-pressed', 'false');
  }
}

class ScanField {
  constructor(form, component) {
    [this.form, this.component, this.typed, this.waiting] = [form, component, '', Promise.resolve()];
    this.input = form.querySelector('[data-scan]');
    this.input.addEventListener('keydown', event => this.key(event));
    this.input.addEventListener('paste', () => { this.typed = ''; });
    form.addEventListener('submit', event => { event.preventDefault(); this.send(); });
    this.camera = new Camera(form, text => this.read(text));
    form.dataset.live = '';
    current = this;
    this.keep();
  }

  key(event) {
    if (event.key === 'Enter' || event.code === 'Enter' || event.code === 'NumpadEnter') {
      event.preventDefault();
      // A syllable that is being composed ends first.
      if (event.isComposing) setTimeout(() => this.send());
      else this.send();
    } else if (['Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'Home'].includes(event.key) || event.ctrlKey || event.metaKey) {
      this.typed = '';
    } else {
      this.typed += charOf(event);
    }
  }

  send() {
    const text = HANGUL.test(this.input.value) && this.typed.length >= this.input.value.length ? this.typed : this.input.value;
    this.typed = '';
    if (document.activeElement === this.input) { this.input.blur(); this.input.focus(); }
    this.input.value = '';
    this.read(text);
  }

  read(text) {
    if (!text.trim()) return;
    this.form.setAttribute('aria-busy', 'true');
    const turn = this.waiting = this.waiting.then(() => this.component.invokeMethodAsync('ScannedAsync', text)).then(sound, () => {}).finally(() => {
      if (this.waiting === turn) this.form.removeAttribute('aria-busy');
    });
  }

  keep() {
    if (!document.querySelector('dialog[open]')) this.input.focus();
  }
}

// F9 takes the page's one next step, once what was scanned has been answered. Typing anywhere else on the page lands in the field.
document.addEventListener('keydown', event => {
  if (document.querySelector('dialog[open]')) return;
  if (event.key === 'F9') {
    event.preventDefault();
    (current?.waiting ?? Promise.resolve()).then(() => document.querySelector('main [data-next]:not([disabled])')?.click());
  } else if (current?.form.isConnected && document.activeElement === document.body && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    current.input.focus();
  }
});

export function watch(form, component) {
  if (form && !fields.has(form)) fields.set(form, new ScanField(form, component));
}

export function keep(form) {
  fields.get(form)?.keep();
}
