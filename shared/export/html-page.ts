/**
 * The parts of the HTML export that are the same in every file. The page allows
 * exactly this script and this style, by their hashes, and nothing else: a name
 * that got past the escaping could still neither run nor load anything.
 */

/** Reads nothing but the drawing; writes text only, never markup. */
export const htmlScript = `'use strict';
(() => {
  const svg = document.querySelector('svg');
  const search = document.getElementById('search');
  const count = document.getElementById('count');
  const details = document.getElementById('details');
  const whole = svg.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let view = { ...full };
  const show = () => svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '));
  const zoom = (factor, x, y) => {
    const width = Math.min(full.width * 2, Math.max(full.width / 200, view.width * factor));
    const by = width / view.width;
    view = { x: x - (x - view.x) * by, y: y - (y - view.y) * by, width, height: view.height * by };
    show();
  };
  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const middle = () => [view.x + view.width / 2, view.y + view.height / 2];
  svg.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(Math.exp(event.deltaY * 0.0015), ...place(event));
  }, { passive: false });
  let held = null;
  svg.addEventListener('pointerdown', (event) => {
    held = { x: event.clientX, y: event.clientY, view, moved: false, on: event.target };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener('pointermove', (event) => {
    if (held === null) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (Math.abs(dx) + Math.abs(dy) > 4) held.moved = true;
    const unit = 1 / svg.getScreenCTM().a;
    view = { ...view, x: held.view.x - dx * unit, y: held.view.y - dy * unit };
    show();
  });
  svg.addEventListener('pointerup', () => {
    if (held !== null && !held.moved) tell(held.on.closest('.node,.edge'));
    held = null;
  });
  const words = (element, name) => element.querySelector(':scope > ' + name)?.textContent ?? '';
  const tell = (element) => {
    for (const before of svg.querySelectorAll('.chosen')) before.classList.remove('chosen');
    details.hidden = element === null;
    if (element === null) return;
    element.classList.add('chosen');
    details.querySelector('strong').textContent = words(element, 'title');
    details.querySelector('p').textContent = words(element, 'desc');
  };
  const items = [...svg.querySelectorAll('.node,.edge')].map((element) => {
    const all = [...element.querySelectorAll('title,desc,text')].map((part) => part.textContent).join(' ');
    return { element, text: all.toLowerCase() };
  });
  let found = [];
  let at = -1;
  search.addEventListener('input', () => {
    const terms = search.value.toLowerCase().split(/\\s+/).filter((term) => term !== '');
    found = terms.length === 0 ? [] : items.filter((item) => terms.every((term) => item.text.includes(term)));
    at = -1;
    for (const item of items) item.element.classList.toggle('found', found.includes(item));
    svg.classList.toggle('searching', terms.length > 0);
    count.textContent = terms.length === 0 ? '' : found.length + ' found';
  });
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || found.length === 0) return;
    at = (at + (event.shiftKey ? found.length - 1 : 1)) % found.length;
    const item = found[at].element;
    const box = item.getBoundingClientRect();
    const [x, y] = place({ clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 });
    view = { ...view, x: x - view.width / 2, y: y - view.height / 2 };
    show();
    tell(item);
  });
  addEventListener('keydown', (event) => {
    if (event.target === search) {
      if (event.key === 'Escape') search.blur();
      return;
    }
    const step = view.width / 10;
    const keys = {
      '+': () => zoom(0.8, ...middle()), '=': () => zoom(0.8, ...middle()), '-': () => zoom(1.25, ...middle()),
      '0': () => { view = { ...full }; show(); }, '/': () => search.focus(), Escape: () => tell(null),
      ArrowLeft: () => { view = { ...view, x: view.x - step }; show(); }, ArrowRight: () => { view = { ...view, x: view.x + step }; show(); },
      ArrowUp: () => { view = { ...view, y: view.y - step }; show(); }, ArrowDown: () => { view = { ...view, y: view.y + step }; show(); },
    };
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  document.getElementById('in').addEventListener('click', () => zoom(0.8, ...middle()));
  document.getElementById('out').addEventListener('click', () => zoom(1.25, ...middle()));
  document.getElementById('fit').addEventListener('click', () => { view = { ...full }; show(); });
})();
`;

/** Colours come by the class of the theme, so that one hash fits both. */
export const htmlStyle = `html,body{margin:0;height:100%;overflow:hidden;font:14px/1.4 Inter,"Segoe UI","DejaVu Sans",Arial,sans-serif}
body{display:flex;flex-direction:column}
.light{background:#f4f6f8;color:#17202c}.dark{background:#0d1117;color:#e8edf4}
header{display:flex;gap:8px;align-items:center;padding:8px 16px;border-bottom:1px solid #748090}
header h1{font-size:14px;margin:0 auto 0 0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
input,button{font:inherit;color:inherit;background:transparent;border:1px solid #748090;border-radius:6px;padding:4px 8px;min-height:32px}
button{min-width:32px;cursor:pointer}:focus-visible{outline:2px solid #1f5bd0;outline-offset:2px}.dark :focus-visible{outline-color:#7fa8ff}
svg{flex:1;min-height:0;width:100%;touch-action:none;cursor:grab}
svg .m{font-family:"JetBrains Mono","DejaVu Sans Mono",Consolas,monospace}
svg text{text-rendering:geometricPrecision;font-kerning:none;font-variant-ligatures:none;white-space:pre;user-select:none}
.searching .edge:not(.found),.searching .endpoint:not(.found),.searching .service:not(.found),.searching .nat-gateway:not(.found){opacity:.25}
.found>rect:first-of-type,.chosen>rect:first-of-type{stroke:#1f5bd0;stroke-width:3}.dark .found>rect:first-of-type,.dark .chosen>rect:first-of-type{stroke:#7fa8ff}
.edge.chosen path,.edge.found path{stroke-width:4}
#details{position:fixed;right:16px;bottom:16px;max-width:min(420px,80vw);max-height:40vh;overflow:auto;padding:12px 16px;border:1px solid #748090;border-radius:8px;overflow-wrap:anywhere}
.light #details{background:#fff}.dark #details{background:#1c242e}
#details p{margin:4px 0 0}
`;

/** SHA-256 of `htmlScript` and `htmlStyle` in Base64, as the policy names them; a test computes them anew. */
export const htmlHashes = {
  script: '/rXTqJn+huwmi0DPWxhvYshgVAc7Kc/5ktfN5lHDcKs=',
  style: 'XC7xD4pbEn6FIs+0sMfqouzoBSj30sgsL5EoBhqnfvc=',
} as const;
