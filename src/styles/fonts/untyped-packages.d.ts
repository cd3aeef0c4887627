declare module 'subset-font' {
  interface SubsetOptions {
    targetFormat: 'woff2';
    keepFeatures: string[];
    noHinting: boolean;
    variationAxes: Record<string, { min: number; max: number }>;
  }
  function subsetFont(font: Buffer, text: string, options: SubsetOptions): Promise<Buffer>;
  export { subsetFont as default };
}

declare module 'fontkit' {
  interface Font {
    ascent: number;
    descent: number;
    unitsPerEm: number;
    variationAxes: Record<string, { min: number; max: number }>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { advanceWidth: number };
  }
  export function create(font: Buffer): Font;
}
