// The print button of printable pages.
document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) window.print();
});
