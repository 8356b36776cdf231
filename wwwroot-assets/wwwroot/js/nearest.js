// Of things drawn in the plane, the nearest that way: what lies straight ahead counts more than what lies aside.
export function nearest(from, all, middle, dx, dy) {
  const [fx, fy] = middle(from);
  let best = null;
  let least = Infinity;
  for (const other of all) {
    if (other === from) continue;
    const [x, y] = middle(other);
    const ahead = (x - fx) * dx + (y - fy) * dy;
    const aside = Math.abs((x - fx) * dy) + Math.abs((y - fy) * dx);
    if (ahead <= 1 || aside > ahead * 3) continue;
    const far = ahead + aside * 2.5;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
