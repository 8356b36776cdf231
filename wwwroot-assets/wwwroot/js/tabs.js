// A row of tabs that is wider than its place says so at the end where more stand, and shows the tab one is on.
export function attach(row) {
  const tabs = row.querySelector('.tabs');
  const mark = () => {
    const most = tabs.scrollWidth - tabs.clientWidth;
    row.dataset.more = [tabs.scrollLeft > 2 ? 'left' : '', tabs.scrollLeft < most - 2 ? 'right' : ''].join(' ').trim();
  };
  tabs.addEventListener('scroll', mark, { passive: true });
  new ResizeObserver(mark).observe(tabs);
  row.addEventListener('click', event => {
    const button = event.target.closest('[data-way]');
    if (button) tabs.scrollLeft += Number(button.dataset.way) * tabs.clientWidth * .7;
  });
  mark();
}

export function show(row) {
  const tabs = row.querySelector('.tabs');
  const here = tabs.querySelector('[aria-current]');
  if (here) tabs.scrollLeft = here.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
}
