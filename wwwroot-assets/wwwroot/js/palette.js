// A search field that asks the server only when the typing rests, so that composing a Korean syllable costs nothing.
const rest = 160;

export const attach = (input, list, owner) => {
  let timer = 0;
  let asked = '';
  const links = () => [...list.querySelectorAll('[role="option"]')];
  const at = () => links().findIndex(link => link.getAttribute('aria-selected') === 'true');

  const mark = index => {
    const all = links();
    all.forEach((link, i) => {
      link.classList.toggle('at', i === index);
      link.setAttribute('aria-selected', String(i === index));
    });
    if (all[index]) {
      input.setAttribute('aria-activedescendant', all[index].id);
      all[index].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  const ask = async () => {
    const text = input.value;
    if (text === asked) return;
    asked = text;
    await owner.invokeMethodAsync('Search', text);
    mark(links().length > 0 ? 0 : -1);
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, rest);
  });

  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const count = links().length;
    if (event.key === 'ArrowDown' && count > 0) mark((at() + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) mark((at() + count - 1) % count);
    else if (event.key === 'Enter') {
      clearTimeout(timer);
      // What was typed last may not have been asked for yet.
      ask().then(() => (links()[at()] ?? links()[0])?.click());
    } else return;
    event.preventDefault();
  });

  list.addEventListener('click', event => {
    if (event.target.closest('[role="option"]')) {
      const box = input.closest('dialog, [popover]');
      if (box instanceof HTMLDialogElement) box.close();
      else box?.hidePopover();
    }
  });

  const box = input.closest('dialog');
  box?.addEventListener('close', () => {
    input.value = '';
    ask();
  });
  // The palette is attached last, by the circuit: from here on the page answers.
  box?.setAttribute('data-live', '');
};
