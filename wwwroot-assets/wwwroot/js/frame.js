// What the frame does without asking the server: menus, drawer, theme, folding, dialogs, keys, the reconnect notice.
const root = document.documentElement;
const year = 60 * 60 * 24 * 365;

const keep = (name, value) => {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax${secure}`;
};

const typing = target => target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]');

const open = id => {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) {
    dialog.showModal();
    dialog.querySelector('[data-first]')?.focus();
  }
};

const setTheme = value => {
  keep('portal-theme', value);
  root.dataset.theme = value;
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === value));
  }
};

const fold = () => {
  const icons = root.dataset.nav !== 'icons';
  root.dataset.nav = icons ? 'icons' : 'words';
  keep('portal-nav', root.dataset.nav);
  for (const button of document.querySelectorAll('[data-fold]')) {
    button.setAttribute('aria-expanded', String(!icons));
  }
};

document.addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target : null;
  const opener = target?.closest('[data-opens]');
  if (opener) open(opener.dataset.opens);
  if (target?.closest('[data-closes]')) target.closest('dialog')?.close();
  if (target?.closest('[data-fold]')) fold();
  if (target?.closest('[data-prints]')) window.print();
  const theme = target?.closest('[data-theme-choice]');
  if (theme) {
    // Nothing typed on the page is lost: no reload. Without this script the form around the button does it.
    event.preventDefault();
    setTheme(theme.dataset.themeChoice);
  }
  if (target?.closest('[popover] a')) target.closest('[popover]').hidePopover?.();
  if (target?.tagName === 'DIALOG' && target.hasAttribute('data-light')) target.close();
});

// A menu hangs under the button that opened it, and stays in the window.
document.addEventListener('toggle', event => {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches('[popover]')) return;
  const invoker = document.querySelector(`[popovertarget="${menu.id}"]`);
  const isOpen = event.newState === 'open';
  for (const button of document.querySelectorAll(`[popovertarget="${menu.id}"]`)) {
    button.setAttribute('aria-expanded', String(isOpen));
  }
  if (isOpen && invoker && menu.classList.contains('menu')) {
    const at = invoker.getBoundingClientRect();
    const left = Math.min(at.left, window.innerWidth - menu.offsetWidth - 8);
    menu.style.left = `${Math.max(8, left)}px`;
    menu.style.top = `${at.bottom + 6}px`;
    menu.querySelector('[data-first]')?.focus();
  }
}, true);

document.addEventListener('keydown', event => {
  if (event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK') {
    event.preventDefault();
    open('palette');
  } else if (event.key === '?' && !event.ctrlKey && !event.metaKey && !typing(event.target) && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    open('keys');
  } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target) && !document.querySelector('dialog[open]')) {
    const search = document.querySelector('main input[type=search]');
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// The server has lost this page's state: its address holds the state, so it is loaded again.
const notice = document.getElementById('components-reconnect-modal');
if (notice) {
  new MutationObserver(() => {
    if (notice.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });
  notice.querySelector('button')?.addEventListener('click', async () => {
    const alive = await window.Blazor?.reconnect?.().catch(() => false);
    if (alive === false) location.reload();
  });
}

export { keep };
