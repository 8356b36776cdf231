// The market menu: asks for the list when it opens and when the typing rests; remembers the choice on this device.
const rest = 160;
const year = 60 * 60 * 24 * 365;

const read = name => document.cookie.split('; ').find(part => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
const keep = (name, value) => {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax${secure}`;
};

export const attach = (input, list, owner) => {
  let timer = 0;
  const menu = input.closest('[popover]');
  const ask = () => owner.invokeMethodAsync('Search', input.value);

  menu.addEventListener('toggle', event => {
    if (event.newState === 'open') {
      input.value = '';
      ask();
    }
  });

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, rest);
  });

  const links = () => [...list.querySelectorAll('a')];
  menu.addEventListener('keydown', event => {
    if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Enter')) return;
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === 'Enter') {
      if (document.activeElement === input) all[0]?.click();
      else return;
    } else {
      const to = event.key === 'ArrowDown' ? at + 1 : at - 1;
      (all[to] ?? input).focus();
    }
    event.preventDefault();
  });

  list.addEventListener('click', event => {
    const code = event.target.closest('[data-market]')?.dataset.market;
    if (!code) return;
    keep('portal-market', code);
    if (code !== 'all') {
      const recent = decodeURIComponent(read('portal-markets')).split(' ').filter(c => c && c !== code);
      keep('portal-markets', [code, ...recent].slice(0, 5).join(' '));
    }
  });
};
