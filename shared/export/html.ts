import type { Diagram } from '#shared/diagram/diagram.ts';
import type { ThemeName } from '#shared/diagram/theme.ts';
import { htmlHashes, htmlScript, htmlStyle } from './html-page.ts';
import { exportSvg } from './svg.ts';
import { xmlText } from './xml.ts';

/** Nothing from elsewhere, no other script, no other style, no form, no frame. */
const policy = `default-src 'none'; script-src 'sha256-${htmlHashes.script}'; style-src 'sha256-${htmlHashes.style}'; base-uri 'none'; form-action 'none'`;

/** The whole picture in one page that can be moved, zoomed and searched, and needs no network. */
export function exportHtml(diagram: Diagram, options: { readonly theme: ThemeName }): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${xmlText(diagram.title)}</title>`,
    `<style>${htmlStyle}</style>`,
    '</head>',
    `<body class="${options.theme}">`,
    '<header>',
    `<h1>${xmlText(diagram.title)}</h1>`,
    '<span id="count" role="status"></span>',
    '<input id="search" type="search" placeholder="Find ( / )" aria-label="Find in the picture; Enter goes to the next">',
    '<button id="in" type="button" aria-label="Zoom in">+</button>',
    '<button id="out" type="button" aria-label="Zoom out">−</button>',
    '<button id="fit" type="button">Fit</button>',
    '</header>',
    exportSvg(diagram, { theme: options.theme, isStyledOutside: true }).trimEnd(),
    '<aside id="details" aria-live="polite" hidden><strong></strong><p></p></aside>',
    `<script>${htmlScript}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
