// Opens and closes a <dialog> on the component's word; the browser keeps the focus inside and gives it back.
export const show = dialog => {
  if (dialog && !dialog.open) {
    dialog.showModal();
    (dialog.querySelector('[data-first]') ?? dialog.querySelector('.body :is(input, select, textarea, button, a)'))?.focus();
  }
};

export const hide = dialog => {
  if (dialog?.open) dialog.close();
};

export const focus = element => element?.focus();
