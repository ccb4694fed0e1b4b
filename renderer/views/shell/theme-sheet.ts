import { colourTokens } from '#shared/diagram/diagram.ts';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';

/** Values that only the app needs, beside the tokens it shares with canvas and exports. */
const extras: Readonly<Record<ThemeName, string>> = {
  light: '--shadow: 0 8px 28px rgb(23 32 44 / 16%); --scrim: rgb(23 32 44 / 32%); color-scheme: light;',
  dark: '--shadow: 0 8px 28px rgb(0 0 0 / 50%); --scrim: rgb(0 0 0 / 55%); color-scheme: dark;',
};

/** The tokens of a theme as CSS variables, `--c-` and the name of the token. */
export function themeRule(name: ThemeName): string {
  const variables = colourTokens.filter((token) => token !== 'none').map((token) => `--c-${token}: ${themes[name][token]};`);
  return `:root[data-theme='${name}'] { ${variables.join(' ')} ${extras[name]} }`;
}

/** Gives the page the colours of both themes. A constructed sheet is no inline style, so the strict CSP holds. */
export function adoptThemes(document: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${themeRule('light')}\n${themeRule('dark')}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
